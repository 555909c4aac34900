import { type FileAnswer, unanswered } from "./host.ts";

/** What one pod of a file for `podman kube play` asks of the host. */
export interface KubePod {
  /** `Pod`, or what makes one: `Deployment`, `DaemonSet`, `Job`. */
  readonly kind: string;
  readonly podName: string;
  readonly hostNetwork?: true;
  readonly images: readonly KubeImage[];
  readonly paths: readonly KubePath[];
  readonly ports: readonly KubePort[];
  readonly secrets: readonly KubeSecret[];
}

/** Where in the file something is asked for; 0 where its line was not found. */
interface Place {
  readonly line: number;
}

export interface KubeImage extends Place {
  readonly containerName: string;
  readonly image: string;
  /** `imagePullPolicy`, as written. */
  readonly policy?: string;
}

export interface KubePath extends Place {
  /** Of the pod's `volumes`. */
  readonly volume: string;
  readonly path: string;
  /** `Directory`, `FileOrCreate`, …; empty where it is not told. */
  readonly type: string;
}

export interface KubePort extends Place {
  readonly containerName: string;
  readonly hostPort: number;
  readonly hostIP: string;
  readonly protocol: string;
}

export interface KubeSecret extends Place {
  readonly secretName: string;
}

/** All that is kept of such a file: no value of a Secret, a ConfigMap, an environment, an argument or an annotation. */
export interface KubeFile {
  readonly pods: readonly KubePod[];
  /** The names of the Secrets that the file itself makes. */
  readonly makes: readonly KubeSecret[];
  /** Why it could not be read as YAML. */
  readonly problem?: string;
}

/** A file of this kind is written by hand; what is larger is read by podman alone. */
const maxBytes = 2 * 1024 * 1024;
/** More of one sort is no pod, but an alias that names itself over and over. */
const maxEach = 500;

/**
 * Of a file for `podman kube play` what it asks of the host, as JSON: see ReadOptions. What becomes part of it is named
 * here, one by one; the rest of the file is handed out to nobody.
 */
export function keepKube(path: string, answer: FileAnswer): FileAnswer {
  if (answer.outcome !== "read") return answer;
  if (answer.bytes.length > maxBytes) return unanswered("too-large", `${path} has ${answer.bytes.length} bytes`);
  const file = readKube(new TextDecoder().decode(answer.bytes));
  return { outcome: "read", bytes: new TextEncoder().encode(JSON.stringify(file)) };
}

/** Reads the documents of a file for `podman kube play` (podman-kube-play(1)). */
export function readKube(text: string): KubeFile {
  let documents: unknown;
  try {
    documents = Bun.YAML.parse(text);
  } catch (error) {
    // Nested beyond the stack (RangeError), or no YAML. Words that may quote the file are not kept.
    const said = error instanceof Error ? error.message.replace(/^YAML Parse error: /, "") : "";
    return { pods: [], makes: [], problem: /^[A-Za-z ,.]{1,100}$/.test(said) ? said : "it is no YAML" };
  }
  const lines = linesOf(text);
  const objects = listOf(Array.isArray(documents) ? documents : [documents]);
  return {
    pods: objects.flatMap((object) => podOf(object, lines)),
    makes: objects.flatMap((object) =>
      object["kind"] === "Secret" ? secretOf(tableOf(object["metadata"]), lines) : [],
    ),
  };
}

type Table = Readonly<Record<string, unknown>>;
type Lines = ReadonlyMap<string, number[]>;

function podOf(object: Table, lines: Lines): readonly KubePod[] {
  const { kind } = object;
  const outer = tableOf(object["spec"]);
  const makesPods = kind === "Deployment" || kind === "DaemonSet" || kind === "Job";
  if (kind !== "Pod" && !makesPods) return [];
  const spec = makesPods ? tableOf(tableOf(outer["template"])["spec"]) : outer;
  const containers = [...listOf(spec["initContainers"]), ...listOf(spec["containers"])].slice(0, maxEach);
  const volumes = listOf(spec["volumes"]);
  return [
    {
      kind,
      podName: nameOf(tableOf(object["metadata"])),
      ...(spec["hostNetwork"] === true ? { hostNetwork: true as const } : {}),
      images: containers.flatMap((container) => imageOf(container, lines)),
      paths: volumes.flatMap((volume) => pathOf(volume, lines)),
      ports: containers.flatMap((container) => portsOf(container, lines)).slice(0, maxEach),
      secrets: [
        ...volumes.flatMap(({ secret }) => wanted(tableOf(secret), "secretName", lines)),
        ...containers.flatMap((container) => secretsOf(container, lines)).slice(0, maxEach),
      ],
    },
  ];
}

function imageOf(container: Table, lines: Lines): readonly KubeImage[] {
  const { image, imagePullPolicy: policy } = container;
  if (typeof image !== "string" || !imageForm.test(image)) return [];
  return [
    {
      containerName: nameOf(container),
      image,
      ...(typeof policy === "string" && /^[A-Za-z]{1,20}$/.test(policy) ? { policy } : {}),
      line: take(lines, "image", image),
    },
  ];
}

function pathOf(volume: Table, lines: Lines): readonly KubePath[] {
  const { path, type } = tableOf(volume["hostPath"]);
  if (typeof path !== "string" || path.length > 4096) return [];
  return [
    {
      volume: nameOf(volume),
      path,
      type: typeof type === "string" && /^[A-Za-z]{1,20}$/.test(type) ? type : "",
      line: take(lines, "path", path),
    },
  ];
}

function portsOf(container: Table, lines: Lines): readonly KubePort[] {
  return listOf(container["ports"]).flatMap(({ hostPort, hostIP, protocol }) => {
    if (typeof hostPort !== "number" || !Number.isInteger(hostPort) || hostPort < 1 || hostPort > 65535) return [];
    return [
      {
        containerName: nameOf(container),
        hostPort,
        hostIP: typeof hostIP === "string" && /^[0-9A-Fa-f.:]{2,45}$/.test(hostIP) ? hostIP : "",
        protocol: typeof protocol === "string" && /^(tcp|udp|sctp)$/i.test(protocol) ? protocol.toLowerCase() : "tcp",
        line: take(lines, "hostPort", String(hostPort)),
      },
    ];
  });
}

function secretsOf(container: Table, lines: Lines): readonly KubeSecret[] {
  return [
    ...listOf(container["env"]).map(({ valueFrom }) => tableOf(valueFrom)["secretKeyRef"]),
    ...listOf(container["envFrom"]).map(({ secretRef }) => secretRef),
  ].flatMap((reference) => wanted(tableOf(reference), "name", lines));
}

/** A reference to a Secret that must be there. */
function wanted(reference: Table, key: "name" | "secretName", lines: Lines): readonly KubeSecret[] {
  const secretName = reference[key];
  if (typeof secretName !== "string" || !nameForm.test(secretName) || reference["optional"] === true) return [];
  return [{ secretName, line: take(lines, key, secretName) }];
}

function secretOf(metadata: Table, lines: Lines): readonly KubeSecret[] {
  const secretName = nameOf(metadata);
  return secretName === "" ? [] : [{ secretName, line: take(lines, "name", secretName) }];
}

/** A name of Kubernetes', with what podman lets pass besides. */
const nameForm = /^[A-Za-z0-9][\w.-]{0,252}$/;
/** A name of an image; `@` only in front of a digest, so that no credentials pass. */
const imageForm = /^[A-Za-z0-9][\w.:/-]{0,400}(?:@sha256:[0-9a-f]{64})?$/;

function nameOf({ name }: Table): string {
  return typeof name === "string" && nameForm.test(name) ? name : "";
}

function tableOf(value: unknown): Table {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Table) : {};
}

function listOf(value: unknown): readonly Table[] {
  return Array.isArray(value) ? value.slice(0, maxEach).map(tableOf) : [];
}

/** By key and value the lines on which both stand: the parser does not tell. */
function linesOf(text: string): Lines {
  const found = new Map<string, number[]>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.length > 4096 || /^\s*#/.test(line)) continue;
    for (const [, key = "", quoted, plain = ""] of line.matchAll(
      /\b(image|path|hostPort|secretName|name)["']?\s*:\s*(?:["']([^"']*)["']|([^\s,}\]#"']+))/g,
    )) {
      const place = `${key} ${quoted ?? plain}`;
      const at = found.get(place);
      if (at) at.push(index + 1);
      else found.set(place, [index + 1]);
    }
  }
  return found;
}

/** The next line that says so; the last one again for what is asked for more often than it is written. */
function take(lines: Lines, key: string, value: string): number {
  const at = lines.get(`${key} ${value}`) ?? [];
  return (at.length > 1 ? at.shift() : at[0]) ?? 0;
}
