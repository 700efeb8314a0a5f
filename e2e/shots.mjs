// Takes pictures of the main pages of the demo office, for docs/manual, at 1280
// and 390. They are cut down to few colours where pngquant is installed.
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { openDemo } from "./office.mjs";
import { picture as scan } from "./paper.mjs";
import { person, signedIn } from "./person.mjs";
import { root, run } from "./process.mjs";
import { identity } from "./steps.mjs";
import { closeAll, theBrowser } from "./world.mjs";

const into = join(root, "docs", "manual", "img");
const widths = [1280, 390];

// keep takes the page as it stands in each width, with what usually sticks to
// the window laid flat.
async function keep(p, name) {
  for (const width of widths) {
    await p.page.setViewportSize({ width, height: width < 768 ? 844 : 800 });
    await p.page.evaluate(() => {
      const flat = new CSSStyleSheet(); // the content security policy forbids style elements
      flat.replaceSync(".rail,.top,.grid thead th,.aside{position:static!important} .rail{height:auto!important} @media(min-width:48rem){.rail{min-height:100vh}}");
      document.adoptedStyleSheets = [flat];
      window.scrollTo(0, 0);
    });
    const high = await p.page.evaluate(() => document.documentElement.scrollHeight);
    const most = width < 768 ? 2600 : 1800; // a picture of a page, not of all its history
    await p.page.screenshot({ path: join(into, `${name}-${width}.png`), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(high, most) } });
  }
  await p.page.setViewportSize({ width: widths[0], height: 800 });
}

// first returns where the first link leads that fits.
async function first(p, selector) {
  return p.page.locator(selector).first().evaluate((a) => a.href);
}

async function desk(demo) {
  const as = async (login, take) => {
    const p = await signedIn(await theBrowser(), demo, { login });
    await take(p);
    await p.close();
  };
  await as("feng", async (p) => {
    for (const [name, path] of [["today", "/"], ["inbox", "/inbox"], ["post", "/post/new"], ["counter", "/counter/new"], ["register", "/cases"], ["balance", "/balance"], ["outbox", "/outbox"]]) {
      await p.open(path);
      await keep(p, name);
    }
    await p.open("/");
    await p.open(await first(p, "main tr:has(.tag) a[href*='/cases/']"));
    await keep(p, "case");
    await p.open("/");
    await p.open(await first(p, "main tr:has-text('送达') a[href*='/cases/']"));
    await p.open(await first(p, ".actbar a[href$='/serve']"));
    await keep(p, "service");
    await p.open("/counter/new");
    await p.fill({
      kind: "spoken", class: "natural", name: "再努尔·阿不力孜", id_number: identity(92), phone: "13900000092", address: "明川区南湖街道滨河路9号", subject: "社区卫生服务站设置规划",
      content: "南湖街道社区卫生服务站的设置规划和批复", medium: "paper", delivery: "pickup",
    });
    await p.press("收下，出回执", { within: "main" });
    await keep(p, "ticket");
  });
  await as("mahmut", async (p) => {
    await p.open("/letters");
    await p.open(await first(p, "main a[href*='/letters/']"));
    await keep(p, "draft");
  });
  await as("lin", async (p) => {
    await p.open("/letters");
    await keep(p, "letters");
    await p.open(await first(p, "main a[href*='/letters/']"));
    await keep(p, "check");
  });
  await as("he", async (p) => {
    await p.open("/letters");
    await p.open(await first(p, "main a[href$='/sign']"));
    await keep(p, "sign");
  });
  await as("ye", async (p) => {
    await p.open("/review");
    await keep(p, "review-docket");
    await p.open(await first(p, "main tbody a.id"));
    await keep(p, "review-case");
    await p.open(`${new URL(p.page.url()).pathname.replace(/^\/desk/, "")}/sheet`);
    await keep(p, "review-sheet");
  });
  await as("su", async (p) => {
    for (const name of ["users", "agencies", "health"]) {
      await p.open(`/${name}`);
      await keep(p, name);
    }
  });
  const visitor = await person(await theBrowser(), "visitor", demo.desk);
  for (const [name, path] of [["sign-in", "/sign-in"], ["styleguide", "/styleguide"]]) {
    await visitor.open(path);
    await keep(visitor, name);
  }
  await visitor.close();
}

async function portal(demo) {
  const p = await person(await theBrowser(), "applicant", demo.portal);
  await p.open("/");
  await keep(p, "portal-home");
  await p.open("/apply");
  await p.fill({ class: "natural" });
  await p.page.locator("[name=agency]").first().check();
  await keep(p, "portal-who");
  await p.press("下一步：填写", { within: "main" });
  await p.fill({
    name: "阿卜杜热合曼·麦麦提明", id_number: identity(90).slice(0, 17), phone: "13900000090", medium: "electronic",
    content: "2025年1月至12月，区教育和科技局批准的公办幼儿园收费备案表", id_files: [scan("身份证.png", 91)],
  });
  await p.press("下一步：核对", { within: "main .btns", status: 422 });
  await keep(p, "portal-request");
  await p.fill({ id_number: identity(90), delivery: "download" });
  await p.press("下一步：核对", { within: "main .btns" });
  await keep(p, "portal-check");
  await p.fill({ confirm: true });
  await p.press("提交申请", { within: "main" });
  await keep(p, "portal-done");
  const [number, code] = (await p.page.locator(".receipt dd").allInnerTexts()).map((s) => s.trim());
  await p.open("/status");
  await keep(p, "portal-lookup");
  await p.fill({ no: number, code }, "main");
  await p.press("查询", { within: "main form" });
  await keep(p, "portal-status");
  for (const name of ["supplement", "withdraw"]) {
    await p.open(`/status/${name}`);
    await keep(p, `portal-${name}`);
  }
  await p.open("/no-such-page", 404);
  await keep(p, "portal-404");
  await p.close();
}

await rm(into, { recursive: true, force: true });
await mkdir(into, { recursive: true });
const demo = await openDemo();
try {
  await desk(demo);
  await portal(demo);
} finally {
  await closeAll();
  await demo.stop();
  await demo.remove();
}
const names = (await readdir(into)).map((name) => join(into, name));
await run("pngquant", ["--force", "--ext", ".png", "--quality", "80-98", "--skip-if-larger", "--", ...names]).catch((e) => console.log(`not cut down: ${e.message.split("\n")[0]}`));
const sizes = await Promise.all(names.map(async (name) => (await stat(name)).size));
console.log(`${names.length} pictures, ${Math.round(sizes.reduce((a, b) => a + b) / 1024)} KB`);
