// Debian's Chromium as the browser checks start it, and what every check asks
// of a page.
import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Nothing but the pages under test may be asked for: no updates, no sync.
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--lang=zh-CN"];

// chromiumPath is the browser; CHROMIUM names another than Debian's.
export const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// launch starts the browser. One empty page stays open: Chromium may shut down
// with its last tab while the next is opened.
export async function launch() {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: quiet,
    ignoreDefaultArgs: ["--disable-back-forward-cache"], // people's browsers have it
    env: { ...process.env, LANGUAGE: "zh_CN", LANG: "zh_CN.UTF-8" },
  });
  await browser.newPage();
  return browser;
}

// axe returns one line for each violation on the page. The source goes in
// through the debugger, which the content security policy does not bind.
export async function axe(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => {
    const where = v.nodes.slice(0, 4).map((n) => n.target.join(" ") + (n.any[0] ? ` (${n.any[0].message})` : ""));
    return `axe ${v.id}: ${v.help}: ${where.join(" | ")}`;
  });
}

// overflow returns a line for a page that scrolls sideways, naming the elements
// that stick out.
export async function overflow(page) {
  const found = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide <= 0) return null;
    const out = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
    const name = (e) => e.tagName.toLowerCase() + (e.id ? `#${e.id}` : "") + [...e.classList].map((c) => `.${c}`).join("");
    return { wide, out: out.slice(-3).map(name) };
  });
  return found ? [`scrolls sideways by ${found.wide} px: ${found.out.join(", ")}`] : [];
}

// focusless returns a line for each stop of the Tab key without a visible frame.
export async function focusless(page, stops = 60) {
  const bad = new Set();
  await page.evaluate(() => document.activeElement?.blur());
  for (let i = 0; i < stops; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const framed = (x) => x && getComputedStyle(x).outlineStyle !== "none" && parseFloat(getComputedStyle(x).outlineWidth) >= 2;
      const label = e.labels?.[0];
      const before = label && getComputedStyle(label, "::before");
      const drawn = framed(e) || framed(e.closest("label")) || (before && before.outlineStyle !== "none" && parseFloat(before.outlineWidth) >= 2);
      return { name: `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""} ${(e.textContent || "").trim().slice(0, 20)}`, drawn: Boolean(drawn) };
    });
    if (!stop) break;
    if (!stop.drawn) bad.add(`no focus frame: ${stop.name}`);
  }
  return [...bad];
}
