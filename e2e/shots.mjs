// Takes pictures of the main pages of the demo office, for docs/manual, at 1280
// and 390: all, or those of the parts that are named (desk bureau figures portal objection guard).
// They are cut down to few colours where pngquant is installed.
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { openDemo } from "./office.mjs";
import { picture as scan } from "./paper.mjs";
import { person, signedIn } from "./person.mjs";
import { root, run } from "./process.mjs";
import { identity } from "./steps.mjs";
import { workbook } from "./workbook.mjs";
import { closeAll, theBrowser } from "./world.mjs";

const into = join(root, "docs", "manual", "img");
const widths = [1280, 390];
const taken = [];

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
    taken.push(join(into, `${name}-${width}.png`));
    await p.page.screenshot({ path: taken.at(-1), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(high, most) } });
  }
  await p.page.setViewportSize({ width: widths[0], height: 800 });
}

// first returns where the first link leads that fits.
async function first(p, selector) {
  return p.page.locator(selector).first().evaluate((a) => a.href);
}

// as signs somebody in and takes their pictures.
async function as(demo, login, take) {
  const p = await signedIn(await theBrowser(), demo, { login });
  await take(p);
  await p.close();
}

// here is where a person is, as an address of the office.
const here = (p) => new URL(p.page.url()).pathname.replace(/^\/desk/, "");

async function desk(demo) {
  await as(demo, "feng", async (p) => {
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
  await as(demo, "mahmut", async (p) => {
    await p.open("/letters");
    await p.open(await first(p, "main a[href*='/letters/']"));
    await keep(p, "draft");
  });
  await as(demo, "lin", async (p) => {
    await p.open("/letters");
    await keep(p, "letters");
    await p.open(await first(p, "main a[href*='/letters/']"));
    await keep(p, "check");
  });
  await as(demo, "he", async (p) => {
    await p.open("/letters");
    await p.open(await first(p, "main a[href$='/sign']"));
    await keep(p, "sign");
  });
  await as(demo, "su", async (p) => {
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

// bureau takes the pages of reconsideration: of the bureau, and of the respondent.
async function bureau(demo) {
  const open = async (p, subject) => p.open(await p.page.locator("main tbody tr", { hasText: subject }).locator("a.id").first().evaluate((a) => a.href));
  await as(demo, "ye", async (p) => {
    await p.open("/review");
    await keep(p, "review-docket");
    await p.open(await first(p, "main tbody a.id"));
    await keep(p, "review-case");
    await p.open(`${here(p)}/sheet`);
    await keep(p, "review-sheet");
    await p.open("/review/inbox");
    await keep(p, "review-inbox");
    await p.open(await first(p, "main tbody tr:has-text('疑似重复') a.id"));
    await keep(p, "review-input");
    await p.open("/review");
    await open(p, "国土空间规划专题会议纪要");
    await p.open(`${here(p)}/propose`);
    await keep(p, "review-propose");
    await p.open("/review/search?q=会议纪要");
    await keep(p, "review-search");
    await p.open("/review?view=ended");
    await p.open(await first(p, "main tbody a.id"));
    await p.open(await first(p, "main .list a[href*='/papers/']:has-text('决定书')"));
    await keep(p, "review-paper");
  });
  await as(demo, "jiang", async (p) => {
    await p.open("/review/consistency");
    await keep(p, "review-consistency");
  });
  await as(demo, "zj-clerk", async (p) => {
    await p.open("/respond");
    await open(p, "工业一路道路移交手续");
    await keep(p, "review-respond");
  });
}

// objection takes the pages of who objects to a reply, on a phone too.
async function objection(demo) {
  const clerk = await signedIn(await theBrowser(), demo, { login: "zj-clerk" });
  const applicant = await person(await theBrowser(), "applicant", demo.portal);
  await clerk.open("/cases?view=all");
  await clerk.open(await first(clerk, "main tbody tr:has-text('归档') a[href*='/cases/']"));
  await clerk.open(`${here(clerk)}/replace-code`);
  await clerk.page.locator("main [name=identified]").first().check();
  await clerk.fill({ sure: true }, "main");
  await clerk.press("换查询码", { within: "main form" });
  const [no, , code] = (await clerk.page.locator(".receipt dd").allInnerTexts()).map((s) => s.trim());
  await applicant.open("/status");
  await applicant.fill({ no, code }, "main");
  await applicant.press("查询", { within: "main form" });
  await applicant.press("对答复有异议", { within: "main" });
  await keep(applicant, "portal-object");
  await applicant.fill({ objection: "not_as_asked", claims: "anew", grounds: "提供的是上一年的明细，不是我申请的那一年的。" }, "main");
  await applicant.press("下一步：核对", { within: "main .btns" });
  await keep(applicant, "portal-object-check");
  await applicant.fill({ confirm: true }, "main");
  await applicant.press("提交复议申请", { within: "main form" });
  const [number, own] = (await applicant.page.locator(".receipt dd").allInnerTexts()).map((s) => s.trim());
  const later = await person(await theBrowser(), "applicant", demo.portal);
  await later.open("/status");
  await later.fill({ no: number, code: own }, "main");
  await later.press("查询", { within: "main form" });
  await keep(later, "portal-review-status");
  for (const p of [clerk, applicant, later]) await p.close();
}

// figures takes the pages of the register as a whole: search, import, archive, statistics,
// assessment and the yearly report.
async function figures(demo) {
  await as(demo, "feng", async (p) => {
    for (const [name, path] of [["search", "/search?q=%E8%A7%84%E5%88%92"], ["archive", "/archives"], ["statistics", "/figures"], ["assessment", "/assessment"], ["yearlies", "/yearly"], ["report-years", "/report"]]) {
      await p.open(path);
      await keep(p, name);
    }
    await p.open("/report");
    await p.open(await first(p, "main tbody a[href*='/report/']"));
    await keep(p, "report");
    await p.open(await first(p, "main table a[href*='/cell?']"));
    await keep(p, "report-cell");
    await p.open("/yearly");
    await p.open(await first(p, "main tbody a[href*='/yearly/']"));
    await keep(p, "yearly");
    const headings = ["编号", "收到日期", "申请人", "申请内容", "答复日期", "办理结果"];
    const book = workbook([
      { name: "2021年", rows: [headings, ["2021-1", { day: "2021-03-01" }, "郑五常", "污水处理厂环评批复", { day: "2021-03-19" }, "予以公开"], ["2021-2", "2021年2月30日", "王六安、李七星", "幼儿园规划布点", { day: "2021-04-20" }, "予以公开"]] },
      { name: "2022年", hidden: true, rows: [headings, ["2022-1", { day: "2022-09-01" }, "陈八方", "路灯改造预算", { day: "2022-09-16" }, "予以公开"]] },
    ]);
    await p.open("/import");
    await p.fill({ file: { name: "历年台账.xlsx", mimeType: "application/octet-stream", buffer: book } }, "main");
    await p.press("上传", { within: "main" });
    await keep(p, "import-sheet");
    await p.page.getByLabel("2021年").check();
    await p.press("下一步", { within: "main" });
    await keep(p, "import-columns");
    await p.press("下一步", { within: "main" });
    await keep(p, "import-rows");
  });
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

// guard takes the pages of who may and who did: people let in again, what the auditor reads,
// one's own account, a case that only named people may know of.
async function guard(demo) {
  await as(demo, "feng", async (p) => {
    await p.open("/account");
    await keep(p, "account");
  });
  await as(demo, "he", async (p) => {
    await p.open("/cases");
    await p.open(await first(p, "main tbody a[href*='/cases/']"));
    await p.open(`${here(p)}/restrict`);
    await keep(p, "restrict");
  });
  await as(demo, "su", async (p) => {
    await p.open("/users");
    await p.open(await p.page.locator("main tbody tr", { hasText: "lin" }).locator("a").first().evaluate((a) => a.href));
    await p.press("恢复登录", { within: "main" });
    await p.fill({ reason: "手机丢了，恢复码也找不到；本人到办公室，核对了工作证和身份证" }, "main");
    await p.press("提出", { within: "main form" });
  });
  await as(demo, "jian", async (p) => {
    await p.open("/let-ins");
    await p.open(await first(p, "main tbody a"));
    await keep(p, "let-in");
    await p.page.locator("main form[action$='/agree'] button").first().click();
    await keep(p, "invitation");
  });
  await as(demo, "wen", async (p) => {
    await p.open("/audit");
    await keep(p, "audit");
  });
}

const parts = { desk, bureau, figures, portal, objection, guard };
const asked = process.argv.slice(process.argv.indexOf("--shots") + 1);
if (asked.length === 0) await rm(into, { recursive: true, force: true });
await mkdir(into, { recursive: true });
const demo = await openDemo();
try {
  for (const part of asked.length > 0 ? asked : Object.keys(parts)) await parts[part](demo);
} finally {
  await closeAll();
  await demo.stop();
  await demo.remove();
}
await run("pngquant", ["--force", "--ext", ".png", "--quality", "80-98", "--skip-if-larger", "--", ...taken]).catch((e) => console.log(`not cut down: ${e.message.split("\n")[0]}`));
const sizes = await Promise.all(taken.map(async (name) => (await stat(name)).size));
console.log(`${taken.length} pictures, ${Math.round(sizes.reduce((a, b) => a + b) / 1024)} KB`);
