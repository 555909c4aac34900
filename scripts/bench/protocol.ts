/** A program that the probe starts on the host, its environment whole where poddoctor gives it one. */
export interface Program {
  readonly argv: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** How one run of a program went. */
export interface Run {
  readonly milliseconds: number;
  readonly exit: number | null;
}

/** A command that a diagnosis ran. */
export interface Question extends Program {
  /** True where root asks as an account. */
  readonly asAnother: boolean;
}

/** What one diagnosis asked of the host, by kind of question. */
export interface Questions {
  readonly commands: readonly Question[];
  readonly reads: number;
  readonly stats: number;
  readonly lists: number;
}
