// What the stories share: one browser, one office, and the order of their steps.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { startServers } from "./around.mjs";
import { launch } from "./browser.mjs";
import { openOffice, staff } from "./office.mjs";
import { signedIn } from "./person.mjs";
import { within } from "./process.mjs";

let launched;

// theBrowser returns the one browser, started at first use.
export function theBrowser() {
  launched ??= launch();
  return launched;
}

let opened;

// theOffice returns the one office with mail servers around it and its staff
// signed in, set up at first use.
export function theOffice() {
  opened ??= open();
  return opened;
}

async function open() {
  const around = await startServers();
  const office = await openOffice({ around });
  const people = {};
  for (const [role, who] of Object.entries(staff)) people[role] = await signedIn(await theBrowser(), office, who);
  return { around, office, people };
}

// closeAll ends what was started. That the office stops in order is a test too.
export async function closeAll() {
  const { around, office } = (await opened?.catch(() => {})) ?? {};
  if (launched) await within(30, "the browser closes", (await launched).close());
  await office?.stop();
  await office?.remove();
  await around?.stop();
}

const out = fileURLToPath(new URL("out", import.meta.url));

// steps returns a function that adds the steps of a story. Each builds on the
// ones before it: after one has failed the others say so and do nothing. One
// that does not end within so many seconds has failed. What stands on the open
// pages at a failure is kept as pictures in e2e/out.
export function steps(story, { seconds = 120 } = {}) {
  let broken;
  return (title, run) =>
    test(title, async () => {
      if (broken) assert.fail(`not tried: “${broken}” failed before`);
      try {
        await within(seconds, title, run());
      } catch (e) {
        broken = title;
        await keepPictures(story);
        throw e;
      }
    });
}

async function keepPictures(story) {
  await mkdir(out, { recursive: true });
  let n = 0;
  for (const context of (await theBrowser()).contexts()) {
    for (const page of context.pages()) {
      if (page.url() === "about:blank") continue;
      const file = join(out, `failed-${story}-${++n}.png`);
      await page.screenshot({ path: file, fullPage: true, timeout: 5000 }).catch(() => {});
      console.log(`# ${file}: ${page.url()}`);
    }
  }
}
