/**
 * Prints `UID ARGV…` for each conmon that has a child, from /proc alone, and starts a program only when there is one: an
 * emulated processor needs 20 ms for each.
 */
export const CONMONS = `for p in /proc/[0-9]*; do
  comm= children=
  read -r comm <"$p/comm"
  [ "$comm" = conmon ] && read -r children <"$p/task/\${p##*/}/children"
  [ -n "$children" ] && echo "$(stat -c %u "$p") $(tr '\\0' ' ' <"$p/cmdline")"
done 2>/dev/null; true`;

/** Whether a podman is at work, as isPodman has it: the exit status says it. */
export const PODMANS = `for p in /proc/[0-9]*; do
  comm=
  read -r comm <"$p/comm"
  [ "$comm" = podman ] || [ "$comm" = exe ] || continue
  case $(tr '\\0' ' ' <"$p/cmdline") in *" system service"*) ;; *) exit 0 ;; esac
done 2>/dev/null; exit 1`;
