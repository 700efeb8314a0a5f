// The whole job in a browser, on a real binary: bin/mingda, a real IMAP and a
// real SMTP server (bin/e2e-servers), Chromium. Ends with 1 if anything failed.
//
//   node run.mjs [STORY…]     all stories, or those named: post mail web …
//   node run.mjs --shots [PART…]   pictures of the main pages, into docs/manual/img: all, or
//                             those of desk, bureau, figures, portal or objection
import { existsSync } from "node:fs";
import { after } from "node:test";
import { chromiumPath } from "./browser.mjs";
import { closeAll } from "./world.mjs";

const stories = [
  "post", "mail", "web", "counter", "clarification", "consult", "fee", "correction", "examination", "many", "units", "small", "split", "joining", "joint", "aid", "successor", "ordered", "review", "lawsuit", "annual", "figures", "deemed", "departure", "hearing", "transfer", "register", "import", "people",
  "archive", "remind", "identity", "passkey", "prove", "refusals", "keyboard", "proxy", "crawl", "log",
];

if (!existsSync(chromiumPath) && process.env.CI !== "true") {
  console.log(`there is no ${chromiumPath}: the browser tests are left out (CHROMIUM names another)`);
  process.exit(0);
}
const asked = process.argv.slice(2);
if (asked.includes("--shots")) {
  await import("./shots.mjs");
} else {
  for (const name of asked.length > 0 ? asked : stories) await import(`./stories/${name}.mjs`);
  after(closeAll);
  setTimeout(() => {
    console.error("the stories do not end: given up after an hour");
    process.exit(1);
  }, 60 * 60_000).unref();
}
