import type { ChainStep } from "../diagnosis/order.ts";
import type { StepStatus, Verdict } from "../diagnosis/verdict.ts";
import type { Colour, Style, Symbols } from "./style.ts";

const marks: Readonly<Record<StepStatus, readonly [keyof Symbols, Colour]>> = {
  ok: ["ok", "green"],
  broken: ["broken", "red"],
  "at-risk": ["risk", "yellow"],
  waiting: ["waiting", "dim"],
  unknown: ["unknown", "yellow"],
};

/** From power-on to a running pod, in one line of at most 80 columns. */
export function renderChain(chain: Verdict["chain"], style: Style): string {
  const steps = chain.map(({ step, status }) => {
    const [symbol, colour] = marks[status];
    return `${style.paint(colour, style.symbols[symbol])} ${shown(step)}`;
  });
  return `  ${steps.join(style.paint("dim", style.symbols.link))}`;
}

function shown(step: ChainStep): string {
  return step === "containers" ? "pod" : step;
}
