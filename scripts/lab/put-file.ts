import type { FileOptions } from "./host-under-test.ts";

// Arguments: owner, mode, path; content on stdin. Missing folders are the owner's, as if the owner had made them.
const SCRIPT = `set -e
need() { [ -d "$1" ] || { need "$(dirname -- "$1")"; mkdir -- "$1"; chown -- "$owner:$owner" "$1"; }; }
owner=$1; need "$(dirname -- "$3")"; rm -f -- "$3"; cat > "$3"; chown -- "$owner:$owner" "$3"; chmod -- "$2" "$3"`;

/** The argv that writes its stdin to a file of a host, as HostUnderTest.putFile says. */
export function putFileArgv(path: string, { owner = "root", mode = 0o644 }: FileOptions): string[] {
  return ["sh", "-c", SCRIPT, "put-file", owner, mode.toString(8), path];
}
