// The whole job in a browser, on a real binary: bin/mingda, a real IMAP and a
// real SMTP server (bin/e2e-servers), Chromium. Ends with 1 if anything failed.
//
//   node run.mjs [STORY…]     all stories, or those named: post mail web …
//   node run.mjs --shots      pictures of the main pages, into docs/manual/img
import { after } from "node:test";
import { closeAll } from "./world.mjs";

const stories = ["post", "mail", "web", "counter", "clarification", "refusals", "keyboard", "proxy", "crawl"];

const asked = process.argv.slice(2);
if (asked.includes("--shots")) {
  await import("./shots.mjs");
} else {
  for (const name of asked.length > 0 ? asked : stories) await import(`./stories/${name}.mjs`);
  after(closeAll);
}
