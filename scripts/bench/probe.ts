import type { Program, Run } from "./protocol.ts";

/**
 * ru_maxrss of getrusage(2), RUSAGE_CHILDREN. A process begins with the peak of the one that forks it, and the probe is
 * larger than most of what is measured: perl, which every Debian has, is not.
 */
const script = `
open my $out, ">&", \\*STDOUT;
open STDOUT, ">", "/dev/null";
open STDERR, ">", "/dev/null";
system { $ARGV[0] } @ARGV;
my $usage = "\\0" x 144;
syscall(${process.arch === "arm64" ? 165 : 98}, -1, $usage);
print $out ((unpack "q*", $usage)[4]);
`;

/**
 * Runs on the host that is measured, so that nothing of the way into it is counted.
 *
 *     probe questions [ARGUMENT…]   what poddoctor with these arguments asks of the host
 *     probe time                    how long each program takes that standard input names
 *     probe memory                  the kilobytes that the largest process of each had at most
 */
const [verb, ...rest] = process.argv.slice(2);
const answer =
  verb === "questions"
    ? await (await import("./questions.ts")).questions(rest)
    : (await programs()).map((program) => (verb === "memory" ? peak(program) : time(program)));
process.stdout.write(`${JSON.stringify(answer)}\n`);
process.exit(0);

async function programs(): Promise<readonly Program[]> {
  return (await Bun.stdin.json()) as readonly Program[];
}

function time({ argv, environment }: Program): Run {
  const begun = performance.now();
  const { exitCode } = Bun.spawnSync([...argv], {
    ...(environment === undefined ? {} : { env: { ...environment } }),
    stdin: "ignore",
    stdout: "ignore",
    stderr: "ignore",
  });
  return { milliseconds: performance.now() - begun, exit: exitCode };
}

function peak({ argv, environment }: Program): number {
  const { stdout } = Bun.spawnSync(["/usr/bin/perl", "-e", script, "--", ...argv], {
    ...(environment === undefined ? {} : { env: { ...environment } }),
    stdin: "ignore",
    stderr: "ignore",
  });
  return Number(stdout.toString());
}
