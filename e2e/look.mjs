// Looks at pages: pictures at 1280 and 390, axe, sideways scrolling (in large
// type and at 320 too), messages in the console, frames of the focus. Exit 1 if
// anything is found.
//
//   node look.mjs [-o DIR] [-c COOKIE=VALUE] BASEURL PATH…
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { axe, focusless, launch, overflow } from "./browser.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string", short: "o", default: "out" }, cookie: { type: "string", short: "c", multiple: true, default: [] } },
});
const [base, ...paths] = positionals;
if (!base || paths.length === 0) {
  console.error("usage: node look.mjs [-o DIR] [-c COOKIE=VALUE] BASEURL PATH…");
  process.exit(2);
}
mkdirSync(values.out, { recursive: true });

// large puts the page into large type, as the cookie of the doors would, or out of it.
const large = (page, on) => page.evaluate((on) => document.documentElement.classList.toggle("md-large", on), on);

// fileName makes a file name of a path: /cases/1?tab=x becomes cases-1-tab-x.
const fileName = (path) => path.replace(/^\/+|\/+$/g, "").replace(/[^\w.\p{Script=Han}-]+/gu, "-") || "home";

// picture takes the whole page with what usually sticks to the window laid flat.
async function picture(page, file) {
  await page.evaluate(() => {
    const flat = new CSSStyleSheet(); // the content security policy forbids style elements
    flat.replaceSync(".rail,.top,.grid thead th,.aside{position:static!important} .rail{height:auto!important} @media(min-width:48rem){.rail{min-height:100vh}}");
    document.adoptedStyleSheets = [flat];
  });
  await page.screenshot({ path: file, fullPage: true });
}

// listen notes what the page complains about; that an error page has the status
// of an error is no complaint.
function listen(page, found) {
  page.on("console", (m) => {
    if (m.type() === "error" && m.location().url !== page.url()) found.push(`console: ${m.text()} ${m.location().url}`);
    else if (m.type() === "error" && !m.text().includes("status of")) found.push(`console: ${m.text()}`);
  });
  page.on("pageerror", (e) => found.push(`script: ${e.message}`));
}

// look checks one page in one width and returns a line for each thing found.
async function look(browser, path, width) {
  const found = [];
  const phone = width < 768;
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width, height: phone ? 844 : 800 }, deviceScaleFactor: phone ? 1.5 : 1 });
  const domain = new URL(base).hostname;
  await context.addCookies(values.cookie.map((c) => ({ name: c.split("=")[0], value: c.split("=").slice(1).join("="), domain, path: "/" })));
  const page = await context.newPage();
  listen(page, found);
  await page.goto(new URL(path, base).href, { waitUntil: "load" });
  found.push(...(await axe(page)), ...(await overflow(page)));
  await picture(page, join(values.out, `${fileName(path)}-${width}.png`));
  if (!phone) found.push(...(await focusless(page)));
  for (const narrow of phone ? [390, 320] : []) {
    await page.setViewportSize({ width: narrow, height: 844 });
    found.push(...(await overflow(page)).map((f) => `at ${narrow}: ${f}`));
    await large(page, true);
    found.push(...(await overflow(page)).map((f) => `large type at ${narrow}: ${f}`));
    await large(page, false);
  }
  await context.close();
  return [...new Set(found)];
}

const browser = await launch();
let bad = 0;
for (const path of paths) {
  for (const width of [1280, 390]) {
    const found = await look(browser, path, width);
    bad += found.length;
    console.log(`${path} ${width}: ${found.length === 0 ? "nothing found" : `${found.length} found`}`);
    for (const f of found) console.log(`   ${f}`);
  }
}
await browser.close();
process.exit(bad ? 1 : 0);
