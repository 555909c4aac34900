import { defineCheck } from "../../src/diagnosis/check.ts";
import { asRoot, pass, shellQuote, statusOf } from "../../src/diagnosis/findings.ts";

export const systemUserNoHome = defineCheck({
  id: "system-user-no-home",
  group: "home",
  title: "The account has a home",
  layer: "home",
  step: "unit",
  repair: "manual",
  facts: ["account", "home", "podUnits"],
  consequenceOf: ["home-not-mounted-at-boot"],
  judge({ account, home, podUnits }) {
    const { path, status } = home;
    const evidence = [
      { source: `getent passwd ${account.name}`, lines: [`home ${path === "" ? "not set" : path}`] },
      statusOf(path, status),
    ];
    const isFolder = status.outcome === "present" && status.kind === "directory";
    if (isFolder) return pass(account.name, "The account has a home", ...evidence);
    const what = status.outcome === "present" ? "is no folder" : "does not exist";
    const ownHome = podUnits.units.every(
      ({ config }) => config?.words("Service", "Environment").some((word) => word.startsWith("HOME=")) ?? false,
    );
    return {
      subject: account.name,
      status: podUnits.units.length > 0 && ownHome ? "advice" : "fail",
      summary: `${account.name}'s home ${path} ${what}`,
      because: `${account.name}'s home ${path} ${what}, so there is no place for its units, and podman cannot run`,
      evidence,
      fix: asRoot(
        path.startsWith("/nonexistent") || path === "/" || path === ""
          ? `usermod -m -d /var/lib/${shellQuote(account.name)} ${shellQuote(account.name)}`
          : `install -d -m 700 -o ${shellQuote(account.name)} -g ${account.gid} ${shellQuote(path)}`,
      ),
    };
  },
  explanation: {
    what: "The home that the account's entry in passwd(5) names does not exist: an account made with `useradd --system`, by a package or with systemd-sysusers often has none, or /nonexistent.",
    why: "The user manager starts all the same, and finds no units there. A unit of /etc/systemd/user starts, and podman ends with `cannot resolve /nonexistent: lstat …: no such file or directory` (exit 1; 4.3 and 5.4).",
    see: ["getent passwd USER", "ls -ld ~USER"],
    mend: "As root: `install -d -m 700 -o USER -g GROUP /var/lib/USER` and `usermod -d /var/lib/USER USER`. Such accounts mostly have no subordinate ids either (subuid-missing).",
    healthy: "A nologin shell, a uid below 1000, and a home outside /home do no harm.",
    sources: [
      "useradd(8), sysusers.d(5)",
      "failure catalogue N03",
      "podman#27921",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
