// Walks through all pages that a person can reach by links and looks at each in
// three widths: axe finds nothing, nothing sticks out sideways, in large type
// either, and the page complains of nothing.
import { axe, overflow } from "./browser.mjs";

const widths = [1280, 390, 320];

// Looker looks at pages. axe is asked once for pages that are built alike: of
// the same elements and classes, whatever they say.
export class Looker {
  #seen = new Set();
  pages = 0;
  asked = 0; // how often axe was asked

  // look returns a line for each thing found on the page as it stands.
  async look(page) {
    this.pages++;
    const found = [];
    const built = await page.evaluate(shape);
    const fresh = this.#note(built);
    if (!this.#note(page.url() + built)) return found; // another role has been shown the same
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 768 ? 844 : 800 });
      found.push(...(await overflow(page)).map((f) => `at ${width}: ${f}`));
      if (fresh) {
        this.asked++;
        found.push(...(await axe(page)).map((f) => `at ${width}: ${f}`));
      }
      if (width < 768) {
        await page.evaluate(() => document.documentElement.classList.add("md-large"));
        found.push(...(await overflow(page)).map((f) => `large type at ${width}: ${f}`));
        await page.evaluate(() => document.documentElement.classList.remove("md-large"));
      }
    }
    await page.setViewportSize({ width: widths[0], height: 800 });
    const where = new URL(page.url());
    return found.map((f) => `${where.pathname}${where.search}: ${f}`);
  }

  #note(shape) {
    if (this.#seen.has(shape)) return false;
    this.#seen.add(shape);
    return true;
  }
}

// shape is what a page is built of, run in the page.
function shape() {
  const parts = new Set([document.title.startsWith("错误") ? "errors" : ""]);
  for (const e of document.body.querySelectorAll("*")) {
    if (e.closest("svg") && e.tagName !== "svg") continue;
    parts.add(`${e.parentElement?.className ?? ""}>${e.tagName}.${e.className?.baseVal ?? e.className}[${e.getAttribute("type") ?? ""}${e.getAttribute("role") ?? ""}]`);
  }
  return [...parts].sort().join("\n");
}

// grouped puts what was found on several pages on one line, with the first of them.
export function grouped(found) {
  const pages = new Map();
  for (const line of found) {
    const at = line.indexOf(": ");
    const what = line.slice(at + 2);
    pages.set(what, [...(pages.get(what) ?? []), line.slice(0, at)]);
  }
  return [...pages].map(([what, on]) => `${on.slice(0, 3).join(" ")}${on.length > 3 ? ` and ${on.length - 3} more` : ""}: ${what}`);
}

// Addresses that are files, not pages, or that lead out.
export const notPages = /\.(pdf|csv|ics|txt|docx|xlsx|zip)$|\/file\.html$|\/raw$|\/html$|\/files\/|\/scans\/|\/held\/|\/materials\/\d+$|\/static\/|\/office\.css|\/metrics|\/healthz/;

// What tells pages of one address apart; other queries only choose other rows.
const telling = ["act", "kind", "view", "state", "door"];

// kindOf says what kind of page an address is: /cases/17 is /cases/N.
export function kindOf(url) {
  const tells = telling.filter((name) => url.searchParams.has(name)).map((name) => `${name}=${url.searchParams.get(name)}`);
  return [url.pathname.replace(/\d+/g, "N"), [...url.searchParams.keys()].sort().join(), ...tells].join(" ");
}

// crawl walks from the first addresses through the links below base. many gives
// how many pages of a kind are looked at; others once.
export async function crawl(person, looker, { base, from, many = {} }) {
  const found = [];
  const visited = new Set();
  const counts = new Map();
  const queue = from.map((path) => new URL(path, base).href);
  while (queue.length > 0) {
    const address = queue.shift();
    const url = new URL(address);
    url.hash = "";
    if (visited.has(url.href)) continue;
    visited.add(url.href);
    const kind = kindOf(url);
    const n = counts.get(kind) ?? 0;
    if (n >= (many[url.pathname.slice(new URL(base).pathname.length).replace(/\d+/g, "N")] ?? 1)) continue;
    counts.set(kind, n + 1);
    person.complaints.length = 0;
    const answer = await person.page.goto(url.href, { waitUntil: "load" });
    if (answer.status() >= 400) found.push(`${url.pathname}${url.search}: a link leads to ${answer.status()}`);
    found.push(...person.complaints.map((c) => `${url.pathname}${url.search}: ${c}`));
    found.push(...(await looker.look(person.page)));
    for (const href of await person.page.locator("a[href]").evaluateAll((all) => all.map((a) => a.href))) {
      const next = new URL(href);
      if (next.origin === url.origin && next.pathname.startsWith(new URL(base).pathname) && !notPages.test(next.pathname) && !next.searchParams.has("form")) queue.push(next.href);
    }
  }
  return found;
}
