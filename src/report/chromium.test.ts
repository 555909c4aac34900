import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { checks } from "../../checks/index.ts";
import { temporaryFolder } from "../cli/testing/executable.ts";
import { renderPage } from "../present/page.ts";
import { packBundle } from "./bundle.ts";
import { readBundle } from "./read-bundle.ts";
import { forty, healthy, hostile, lingerOff } from "./testing/bundles.ts";

setDefaultTimeout(120_000);

const browser = "/usr/bin/chromium";
const reason = existsSync(browser) ? "" : ` (skipped: ${browser} is not installed; apt-get install chromium)`;

/** What a browser must not do with the page: say something on the console, or ask for anything. */
interface Opened {
  readonly page: Page;
  readonly noise: string[];
}

/** What src/report/testing/in-page.js sees. It is a script of its own, for the browser's types would hide Bun's. */
interface Seen {
  readonly title: string;
  readonly fold: number;
}

function inPage(): Promise<string> {
  return Bun.file(join(import.meta.dir, "testing/in-page.js")).text();
}

const hosts = { healthy, "linger off": lingerOff, "forty units": forty, "hostile data": hostile };

describe.skipIf(reason !== "")(`the page in a browser${reason}`, () => {
  const folder = temporaryFolder();
  let context: BrowserContext;
  const paths = new Map<string, string>();

  beforeAll(async () => {
    context = await chromium.launchPersistentContext(join(folder.path, "profile"), {
      executablePath: browser,
      headless: true,
      acceptDownloads: true,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    for (const [name, make] of Object.entries(hosts)) {
      const bundle = await make();
      const path = join(folder.path, `${name.replace(" ", "-")}.html`);
      writeFileSync(path, renderPage({ bundle, packed: packBundle(bundle), id: "20260101T120000Z", checks }));
      paths.set(name, path);
    }
  });

  afterAll(async () => {
    await context?.close();
    folder[Symbol.dispose]();
  });

  async function open(name: string, width: number, scheme: "light" | "dark" = "light"): Promise<Opened> {
    const page = await context.newPage();
    const noise: string[] = [];
    const path = `file://${paths.get(name)}`;
    page.on("console", (message) => noise.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => noise.push(String(error)));
    page.on("dialog", (dialog) => noise.push(`dialog: ${dialog.message()}`));
    page.on("request", (request) => {
      if (request.url() !== path && request.url() !== "data:,") noise.push(`request: ${request.url()}`);
    });
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(path, { waitUntil: "load" });
    return { page, noise };
  }

  const views = Object.keys(hosts).flatMap((name) =>
    ([360, 1280] as const).flatMap((width) => (["light", "dark"] as const).map((scheme) => ({ name, width, scheme }))),
  );

  test.each(views)(
    "$name, $width wide, $scheme: quiet, whole, in its width, to be read",
    async ({ name, width, scheme }) => {
      const { page, noise } = await open(name, width, scheme);
      const seen = (await page.evaluate(`(${await inPage()})()`)) as Seen;
      expect(seen).toMatchObject({
        tooWide: false,
        faint: [],
        first: 1,
        ones: 1,
        jumps: [],
        unlabelled: 0,
        unnamed: 0,
        scripts: 0,
        language: "en",
      });
      expect(seen.title).not.toBe("");
      // What is wrong stands on the first screen.
      if (name !== "hostile data") expect(seen.fold).toBeLessThan(900);
      expect((await page.screenshot({ fullPage: true })).length).toBeGreaterThan(10_000);
      expect(noise).toEqual([]);
      await page.close();
    },
  );

  test("says what is wrong and what to do before anything else", async () => {
    const { page } = await open("linger off", 1280);
    const verdict = ((await page.locator(".verdict").textContent()) ?? "").trim().replace(/\s+/g, " ");
    expect(verdict).toBe(
      "pod.service did not start at the last boot, and will not at the next Lingering is off for user-1, so no user manager is started at boot. What to do, as root: loginctl enable-linger user-1 Last boot: nothing even tried to start it. Next boot: it will not start. Here user-1 stands for the account's name.",
    );
    expect(
      (await page.locator(".chain li").allInnerTexts()).slice(0, 3).map((text) => text.replace(/\s+/g, " ")),
    ).toEqual(["host boots fine", "lingering breaks here", "user manager waits"]);
    await page.close();
  });

  test("data is text: no element, no attribute and no picture comes of it", async () => {
    const { page, noise } = await open("hostile data", 1280);
    const text = (await page.locator("body").textContent()) ?? "";
    const strange = await page
      .locator("script,img,iframe,object,embed,form,link:not([rel=icon]),[onload],[onerror],[style]")
      .count();
    const made = { strange, shown: text.includes("<script src="), steered: /[\u202e\u001b]/.test(text) };
    expect(made).toEqual({ strange: 0, shown: true, steered: false });
    expect(noise).toEqual([]);
    await page.close();
  });

  test("the policy forbids what is not there: a script that is put in does not run, a picture is not asked for", async () => {
    const { page } = await open("healthy", 1280);
    const title = await page.title();
    const ran = await page.evaluate(`(async () => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken over'";
      document.body.append(script);
      const picture = document.createElement("img");
      const asked = new Promise((resolve) => {
        picture.onload = () => resolve("loaded");
        picture.onerror = () => resolve("refused");
      });
      picture.src = "https://example.org/p.png";
      document.body.append(picture);
      return [document.title, await asked];
    })()`);
    expect(ran).toEqual([title, "refused"]);
    await page.close();
  });

  test("the recording can be saved from it, and is the one that replay reads from the page", async () => {
    const { page } = await open("linger off", 1280);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a.save").click()]);
    expect(download.suggestedFilename()).toBe("poddoctor-recording.json.gz");
    const saved = readBundle(new Uint8Array(await Bun.file(await download.path()).arrayBuffer()));
    const inPage = readBundle(new Uint8Array(await Bun.file(paths.get("linger off") ?? "").arrayBuffer()));
    expect(saved.ok).toBe(true);
    expect(saved).toEqual(inPage);
    await page.close();
  });

  test("printed, all that is folded is there, on white", async () => {
    const { page } = await open("linger off", 794, "dark");
    const folded = page.getByText("user-runtime-dir@1001.service: ActiveState=inactive Result=success");
    expect(await folded.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await folded.isVisible()).toBe(true);
    expect(await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")).toBe(
      "rgb(255, 255, 255)",
    );
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await page.close();
  });
});
