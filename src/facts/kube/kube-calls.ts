import type { Host, Unanswered } from "../../host/host.ts";
import { textOf, unanswered } from "../../host/host.ts";
import type { KubeFile, KubePod } from "../../host/kube-file.ts";
import type { Account } from "../account.ts";
import type { CallNeeds, PullPolicy, UnitCall } from "../podman-commands/index.ts";
import { valuesOf } from "../podman-commands/parse.ts";
import { isOlder } from "../quadlet/known-keys.ts";

/** A file that a unit's `podman kube play` reads, and what became of looking at it. */
export interface KubeSource {
  readonly path: string;
  /** `yaml` is what is played; `configmap` what --configmap names. */
  readonly role: "yaml" | "configmap";
  readonly place: UnitCall;
  readonly state: "read" | "absent" | "unread";
  /** Why it is no YAML, as far as poddoctor's parser knows. */
  readonly problem?: string;
  readonly why?: Unanswered;
}

export interface KubePlay {
  readonly files: readonly KubeSource[];
  /** One call for each thing that a pod of these files asks of the host, with its place in the YAML. */
  readonly asks: readonly UnitCall[];
}

const noNeeds: CallNeeds = {
  sources: [],
  ports: [],
  networks: [],
  secrets: [],
  authFiles: [],
  mode: "other",
  undetermined: [],
};

/**
 * Reads the files of a `podman kube play` as the account, and takes their pods apart into the needs that other podman
 * calls have on their command lines.
 *
 * @param directory where a relative path begins; undefined where nobody can say
 * @param podman its version, which decides what kinds make pods
 */
export async function kubePlay(
  host: Host,
  account: Account,
  place: UnitCall,
  directory: string | undefined,
  podman: string | undefined,
): Promise<KubePlay> {
  if (place.call.verb !== "kube play" || valuesOf(place.call, "down").includes("true")) return { files: [], asks: [] };
  const wanted = [
    ...valuesOf(place.call, "configmap")
      .flatMap((value) => value.split(","))
      .map((path) => ({ path, role: "configmap" as const })),
    ...place.call.operands.map((path) => ({ path, role: "yaml" as const })),
  ];
  const read = await Promise.all(
    wanted.flatMap(({ path, role }) => {
      const whole = absolute(path, directory);
      return whole === undefined ? [] : [readSource(host, account, { path: whole, role, place })];
    }),
  );
  const files = read.map(({ source }) => source);
  const asks = await Promise.all(
    read.map(({ source, file }) => (file && source.role === "yaml" ? asksOf(host, account, source, file, podman) : [])),
  );
  return { files, asks: asks.flat() };
}

/** A web address, standard input and what only the start resolves are left alone. */
function absolute(path: string, directory: string | undefined): string | undefined {
  if (path === "-" || path === "" || /^https?:/.test(path) || /[$%]/.test(path)) return undefined;
  if (path.startsWith("/")) return path;
  return directory === undefined || path.includes("..") ? undefined : `${directory}/${path.replace(/^(\.\/+)+/, "")}`;
}

type Wanted = Pick<KubeSource, "path" | "role" | "place">;

async function readSource(
  host: Host,
  account: Account,
  wanted: Wanted,
): Promise<{ readonly source: KubeSource; readonly file?: KubeFile }> {
  const answer = await host.read(wanted.path, { as: account, kube: true });
  if (answer.outcome === "absent") return { source: { ...wanted, state: "absent" } };
  if (answer.outcome === "unanswered") return { source: { ...wanted, state: "unread", why: answer } };
  let file: KubeFile;
  try {
    file = JSON.parse(textOf(answer) ?? "") as KubeFile;
  } catch {
    return { source: { ...wanted, state: "unread", why: unanswered("failed", `${wanted.path} is no recorded YAML`) } };
  }
  const { problem } = file;
  return { source: { ...wanted, state: "read", ...(problem === undefined ? {} : { problem }) }, file };
}

/** From which podman on a kind surely makes pods; before, the document is passed over (RELEASE_NOTES.md). */
const since: Readonly<Record<string, string>> = { DaemonSet: "5.0", Job: "5.3" };

async function asksOf(
  host: Host,
  account: Account,
  { path, place }: KubeSource,
  { pods, makes }: KubeFile,
  podman: string | undefined,
): Promise<readonly UnitCall[]> {
  const made = new Set(makes.map(({ secretName }) => secretName));
  const published = valuesOf(place.call, "publish").length > 0;
  const seen = pods.filter(({ kind }) => {
    const first = since[kind];
    return first === undefined || (podman !== undefined && !isOlder(podman, first));
  });
  const asks = await Promise.all(
    seen.map(async (pod): Promise<readonly UnitCall[]> => {
      const of = `${pod.kind} ${pod.podName}`;
      const ask = (line: number, text: string, needs: Partial<CallNeeds>): UnitCall => ({
        ...place,
        path,
        line,
        text,
        needs: { ...noNeeds, ...needs },
      });
      const images = await Promise.all(
        pod.images.map(async ({ image, policy, containerName, line }) => {
          const pull = pullPolicy(policy);
          if (pull !== "never" && (await isBuilt(host, account, path, place, image))) return [];
          const said = policy === undefined ? {} : { said: `imagePullPolicy: ${policy}` };
          const text = `image: ${image} (${of}, container ${containerName}${policy === undefined ? "" : `, ${said.said}`})`;
          return [ask(line, text, { image: { reference: image, pull, ...said } })];
        }),
      );
      return [
        ...images.flat(),
        ...sourcesOf(pod).map((source) =>
          ask(source.line, `path: ${source.path} (${of}, ${source.from})`, { sources: [source] }),
        ),
        // Ports told on the command line take the place of the file's.
        ...(published || pod.hostNetwork ? [] : pod.ports).map(({ hostPort, hostIP, protocol, containerName, line }) =>
          ask(line, `hostPort: ${hostPort} (${of}, container ${containerName})`, {
            mode: place.needs.mode,
            ports: [{ address: hostIP, first: hostPort, last: hostPort, protocol, from: `hostPort: ${hostPort}` }],
          }),
        ),
        ...pod.secrets
          .filter(({ secretName }) => !made.has(secretName))
          .map(({ secretName, line }) => ask(line, `Secret ${secretName} (${of})`, { secrets: [secretName] })),
      ];
    }),
  );
  return asks.flat();
}

/** podman makes what `DirectoryOrCreate` and `FileOrCreate` name; a path that does not begin at the root is not judged. */
function sourcesOf({ paths }: KubePod): readonly (CallNeeds["sources"][number] & { readonly line: number })[] {
  return paths.flatMap(({ path, type, volume, line }) => {
    if (!path.startsWith("/") || /OrCreate$/.test(type)) return [];
    const from = `hostPath of the volume ${volume}`;
    // podman labels what a hostPath names for the pod alone, unasked.
    return [{ path, from, line, relabel: true, ...(/^(|Directory)$/.test(type) ? {} : { noFolder: true as const }) }];
  });
}

function pullPolicy(policy: string | undefined): PullPolicy {
  const said = policy?.toLowerCase();
  return said === "always" || said === "never" || said === "newer" ? said : "missing";
}

/** An image is built where a folder of its name, with a Containerfile, lies beside the YAML (podman-kube-play(1), --build). */
async function isBuilt(
  host: Host,
  account: Account,
  yaml: string,
  { call }: UnitCall,
  image: string,
): Promise<boolean> {
  const [name = ""] = image.split(":");
  if (valuesOf(call, "build").includes("false") || !/^[\w.-]+(\/[\w.-]+)*$/.test(name)) return false;
  const context = valuesOf(call, "context-dir").at(-1) ?? yaml.slice(0, yaml.lastIndexOf("/"));
  const files = ["Containerfile", "Dockerfile"].map((file) => `${context}/${name}/${file}`);
  const answers = await Promise.all(files.map((file) => host.stat(file, { as: account, follow: true })));
  return answers.some(({ outcome }) => outcome !== "absent");
}
