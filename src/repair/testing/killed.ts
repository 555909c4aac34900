import { killAt, mendStage, unmendStage } from "./kill-stage.ts";

// killed.ts fix|undo FOLDER POINT: ends itself by SIGKILL at that write, or does it all.
const [what, root = "", point] = process.argv.slice(2);
await (what === "undo" ? unmendStage : mendStage)(root, killAt(Number(point)));
