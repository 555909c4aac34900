import { gunzipSync } from "node:zlib";
import type { Recording } from "../host/recording.ts";
import type { BundleRequest, RedactionSummary } from "./bundle.ts";
import { limits } from "./limits.ts";
import { isRecording, isRedaction, isRequest } from "./shape.ts";

/** What a replay needs, or one line that says why the file is none of poddoctor's. */
export type Read =
  | {
      readonly ok: true;
      readonly recording: Recording;
      readonly request?: BundleRequest;
      readonly redaction?: RedactionSummary;
    }
  | { readonly ok: false; readonly why: string };

/** Before the base64 text of the bundle in a page, and what may stand for it. */
export const pageMarker = "data:application/gzip;base64,";

/**
 * Reads a bundle, a page that carries one, or a bare recording. The file is a stranger's: it is unpacked in memory and
 * within limits, judged whole before anything of it is used, and no path that it names is ever opened.
 */
export function readBundle(bytes: Uint8Array): Read {
  if (bytes.length > limits.fileBytes) return bad(`it has ${bytes.length} bytes, and ${limits.fileBytes} are the most`);
  const packed = isGzip(bytes) ? bytes : packedInPage(bytes);
  if (packed === undefined) return readJson(bytes);
  const unpacked = unpack(packed);
  return typeof unpacked === "string" ? bad(unpacked) : readJson(unpacked);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function packedInPage(bytes: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!/^\uFEFF?\s*<!doctype html/i.test(text.subarray(0, 200).toString("utf8"))) return undefined;
  const at = text.lastIndexOf(pageMarker);
  if (at < 0) return new Uint8Array();
  const rest = text.subarray(at + pageMarker.length).toString("latin1");
  // Mail programs fold long lines.
  return Buffer.from(/^[A-Za-z0-9+/\s]*={0,2}/.exec(rest)?.[0] ?? "", "base64");
}

function unpack(packed: Uint8Array): Uint8Array | string {
  if (!isGzip(packed)) return "there is no bundle in the page";
  try {
    return gunzipSync(packed, { maxOutputLength: limits.unpackedBytes });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ERR_BUFFER_TOO_LARGE"
      ? `unpacked it has more than ${limits.unpackedBytes} bytes`
      : "it is damaged: what is packed in it cannot be unpacked";
  }
}

function readJson(bytes: Uint8Array): Read {
  if (!/^\uFEFF?\s*[{[]/.test(Buffer.from(bytes.subarray(0, 200)).toString("utf8")))
    return bad("it is damaged, or no file of poddoctor's");
  if (depthOf(bytes) > limits.depth) return bad(`it is nested more than ${limits.depth} deep`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return bad("it is damaged, or no file of poddoctor's");
  }
  if (isRecording(value)) return { ok: true, recording: value };
  const { schema, recording, request, redaction } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof schema !== "string" || !schema.startsWith("poddoctor/"))
    return bad("it is no recording of poddoctor (poddoctor/recording/1)");
  const newer = /^poddoctor\/(?:bundle|recording)\/(?:[2-9]|[1-9]\d{1,5})$/.exec(schema)?.[0];
  if (newer !== undefined) return bad(`it is ${newer}, of a newer poddoctor; this one reads poddoctor/bundle/1`);
  if (schema !== "poddoctor/bundle/1") return bad("this poddoctor reads poddoctor/bundle/1, not what it says to be");
  if (!isRecording(recording) || !isRequest(request) || !isRedaction(redaction))
    return bad("it is damaged: a part of it is not as it must be");
  return { ok: true, recording, request, redaction };
}

/** How deep brackets stand in each other, outside of texts: measured before JSON.parse, whose stack has an end. */
function depthOf(json: Uint8Array): number {
  let [depth, deepest, inText] = [0, 0, false];
  for (let at = 0; at < json.length && deepest <= limits.depth; at += 1) {
    const byte = json[at];
    if (inText) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return deepest;
}

function bad(why: string): Read {
  return { ok: false, why };
}
