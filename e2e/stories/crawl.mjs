// Every page of the demo office, as every role, and of an office where nothing
// has happened yet; the public's pages with their errors; in three widths.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { crawl, grouped, Looker } from "../crawl.mjs";
import { openDemo, openOffice, staff } from "../office.mjs";
import { pdfSheets, picture } from "../paper.mjs";
import { person, signedIn } from "../person.mjs";
import { choose, day, identity, look, register } from "../steps.mjs";
import { steps, theBrowser } from "../world.mjs";

const looker = new Looker();
const cases = { "cases/N": 6, "cases/N/letters/N": 4, "inbox/N": 4 };

// crawled walks through the desk as one of the staff and asserts that nothing was found.
async function crawled(office, who, from, many) {
  const p = await signedIn(await theBrowser(), office, who);
  try {
    assert.deepEqual(grouped(await crawl(p, looker, { base: `${office.desk}/`, from, many })), []);
  } finally {
    await p.close();
  }
}

describe("every page of the demo office", { concurrency: 2, timeout: 1_800_000 }, () => {
  let demo;

  before(async () => {
    demo = await openDemo();
  });

  after(async () => {
    await demo?.stop();
    await demo?.remove();
    console.log(`# looked at ${looker.pages} pages, asked axe ${looker.asked} times`);
  });

  const roles = {
    clerk: "feng", coordinator: "qin", officer: "mahmut", checker: "lin", signer: "he", "bureau handler": "ye", "bureau head": "jiang",
    "system administrator": "su", "security administrator": "jian", "audit administrator": "wen", "clerk of another agency": "zj-clerk",
  };
  const seeing = { clerk: 1, coordinator: 1, officer: 1 }; // the search is a form: no link leads to what it finds
  for (const [role, login] of Object.entries(roles)) {
    test(`as ${role}`, () => crawled(demo, { login }, ["", ...(role in seeing ? ["search?q=" + encodeURIComponent("征收")] : [])], { ...cases, "cases/N": role === "clerk" ? 10 : 3 }));
  }

  test("sign-in, the style guide, pages of errors", async () => {
    const p = await person(await theBrowser(), "visitor", demo.desk);
    const found = await crawl(p, looker, { base: `${demo.desk}/`, from: ["sign-in", "styleguide"] });
    await p.open("/sign-in");
    await p.press("登录", { within: "main form", status: 422 });
    found.push(...(await looker.look(p.page)));
    await p.close();
    const clerk = await signedIn(await theBrowser(), demo, { login: "feng" });
    for (const [path, status] of [["/no-such-page", 404], ["/cases/99999", 404], ["/users", 403]]) {
      await clerk.open(path, status);
      found.push(...(await looker.look(clerk.page)));
    }
    for (const [path, button] of [["/post/new", "收下"], ["/counter/new", "收下，出回执"]]) {
      await clerk.open(path);
      await clerk.page.locator("[name=id_number]").fill("123");
      await clerk.press(button, { within: "main .btns", status: 422 });
      found.push(...(await looker.look(clerk.page)));
    }
    await clerk.close();
    assert.deepEqual(grouped(found), []);
  });
});

describe("every page of the public", () => {
  const step = steps("crawl-portal", { seconds: 600 });
  let office;
  const found = [];

  after(async () => {
    await office?.stop();
    await office?.remove();
  });

  step("an office where nothing has happened yet, as each of its people", async () => {
    office = await openOffice();
    for (const who of Object.values(staff)) await crawled(office, who, [""], {});
    await crawled(office, { login: "xitong" }, [""], {});
  });

  step("home, guide, and the form with its errors, up to number and code", async () => {
    const p = await person(await theBrowser(), "applicant", office.portal);
    const see = async () => found.push(...(await looker.look(p.page)));
    found.push(...(await crawl(p, looker, { base: office.portal, from: [""] })));
    await p.open("/no-such-page", 404);
    await see();
    await p.open("/apply");
    await p.press("下一步：填写", { within: "main", status: 422 });
    await see();
    await p.fill({ class: "natural" });
    await p.press("下一步：填写", { within: "main" });
    await p.press("下一步：核对", { within: "main .btns", status: 422 });
    await see();
    await p.fill({
      name: "阿卜杜热合曼·麦麦提明".repeat(2), id_number: identity(80), phone: "13900000080", content: `供热合同\nhttps://www.example.org/${"x".repeat(120)}`,
      medium: "electronic", delivery: "download", id_files: [picture("名字很长很长很长很长很长很长很长很长很长很长的身份证照片.png", 81)],
    });
    await p.press("先存着，以后再填", { within: "main" });
    await see();
    await p.press("接着填", { within: "main" });
    await p.press("下一步：核对", { within: "main .btns" });
    await see();
    await p.press("提交申请", { within: "main", status: 422 });
    await see();
    await p.fill({ confirm: true });
    await p.press("提交申请", { within: "main" });
    await see();
    const [number, code] = (await p.page.locator(".receipt dd").allInnerTexts()).map((s) => s.trim());
    await look(p, office, number, code);
    await see();
    const clerk = await signedIn(await theBrowser(), office, staff.clerk);
    await clerk.open("/inbox");
    await choose(clerk, "供热合同");
    found.push(...(await looker.look(clerk.page)));
    await register(clerk, { received: day(), ground: "both_confirmed", fill: { subject: "供热合同" } });
    await clerk.close();
    for (const path of ["/status", "/status/supplement", "/status/contact", "/status/withdraw"]) {
      await p.open(path);
      await see();
    }
    await p.press("撤回申请", { within: "main form", status: 422 });
    await see();
    await p.fill({ confirm: true });
    await p.press("撤回申请", { within: "main form" });
    await see();
    await p.close();
    assert.deepEqual(grouped(found), []);
  });
});
