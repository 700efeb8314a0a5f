// What is refused is refused with words that help, and nothing typed is lost.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { staff } from "../office.mjs";
import { person, signedIn } from "../person.mjs";
import { assign, check, choose, day, draft, identity, openCase, register, submit } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("what is refused, and how", () => {
  const step = steps("refusals");
  let office, people, number, at;

  // visit takes a request in at the counter, and leaves the clerk on its registration.
  async function visit(clerk, subject, serial) {
    await clerk.open("/counter/new");
    await clerk.fill({
      kind: "written", name: "艾合买提·吐尼亚孜", class: "natural", id_number: identity(serial), phone: "13900000008",
      subject, content: subject, medium: "paper", delivery: "pickup",
    });
    await clerk.press("收下，出回执", { within: "main" });
    await clerk.press("登记", { within: "main" });
  }

  step("two people on one draft: the second is told what changed, and keeps what was typed", async () => {
    ({ office, people } = await theOffice());
    const { clerk, officer } = people;
    await visit(clerk, "河道采砂许可", 8);
    number = await register(clerk, { received: day(), ground: "handed_in" });
    await assign(people, number, { received: day() });
    await draft(officer, number, "already_public", { what: "河道采砂许可公示", where: "区水利局网站" });
    await officer.press("保存", { within: "main form" });
    at = new URL(officer.page.url()).pathname.replace(/^\/desk/, "");
    const second = await officer.window();
    await second.open(at);
    await second.fill({ where: "公报2025年第3期" });
    await officer.fill({ where: "https://www.mingchuan.example/caisha.html" });
    await officer.press("保存", { within: "main form" });
    await second.press("保存", { within: "main form", status: 409 });
    await second.reads("马合木提·吐尔逊", "https://www.mingchuan.example/caisha.html"); // who, and what the other one wrote
    assert.equal(await second.value("where"), "公报2025年第3期");
    await officer.open(at);
    assert.equal(await officer.value("where"), "https://www.mingchuan.example/caisha.html", "nothing was written over");
  });

  step("nobody checks what they wrote, and nobody signs what was not checked", async () => {
    const { officer, checker, signer } = people;
    await submit(officer);
    await officer.open(at);
    assert.equal(await officer.page.locator('form[action$="/check"]').count(), 0);
    await signer.open(`${at}/sign`, 409);
    await signer.reads("审核");
    await checker.open(at);
    await checker.press("退回", { within: 'form[action$="/return"]', status: 422 }); // without a reason
    await check(checker, at);
    await signer.open(`${at}/sign`);
  });

  step("pages of other roles say so, unknown ones lead on, and cross-site posts are refused", async () => {
    const { clerk, officer } = people;
    await officer.open("/inbox", 403);
    await officer.reads("收件");
    await clerk.open("/users", 403);
    await clerk.open("/cases/99999", 404);
    await clerk.open("/no-such-page", 404);
    assert.ok((await clerk.page.locator("main a").count()) > 0, "the page leads on");
    const stranger = await clerk.page.context().request.post(`${office.desk}/keys`, {
      form: { keys: "off" }, headers: { Origin: "http://evil.example", "Sec-Fetch-Site": "cross-site" }, maxRedirects: 0,
    });
    assert.equal(stranger.status(), 403);
  });

  step("after signing out the back button shows nothing; before, it gives back what was typed", async () => {
    const clerk = await signedIn(await theBrowser(), office, staff.clerk);
    await clerk.open("/counter/new");
    await clerk.fill({ content: "还没有写完" });
    await clerk.page.goto(`${office.desk}/cases`);
    await clerk.page.goBack({ waitUntil: "commit" });
    assert.equal(await clerk.value("content"), "还没有写完");
    await openCase(clerk, number);
    await clerk.open(new URL(clerk.page.url()).pathname.replace(/^\/desk/, "") + "/person");
    const shown = identity(8).slice(0, 3) + "*".repeat(11) + identity(8).slice(-4);
    await clerk.reads(shown);
    await clerk.press("退出", { within: ".rail__me" });
    for (let n = 0; n < 3; n++) {
      await clerk.page.goBack({ waitUntil: "commit" });
      await clerk.page.waitForURL(/sign-in/, { waitUntil: "commit" });
      assert.ok(!(await clerk.page.content()).includes(shown));
    }
    // A session that ends by itself tells the browser nothing: the page asks.
    const late = await signedIn(await theBrowser(), office, staff.clerk);
    await openCase(late, number);
    await late.open("/keys-of-nothing", 404);
    await late.page.context().clearCookies();
    await late.page.goBack({ waitUntil: "commit" });
    await late.page.waitForURL(/sign-in/, { waitUntil: "commit" });
  });

  step("without signing in nothing is shown; a wrong password is told without telling which", async () => {
    const nobody = await person(await theBrowser(), "nobody", office.desk);
    await nobody.open(`/cases?q=${number}`);
    assert.match(nobody.page.url(), /sign-in/);
    await nobody.fill({ login: "feng", password: "不是这个" });
    await nobody.press("登录", { within: "main", status: 422 });
    const wrong = await nobody.page.locator(".govuk-error-summary").innerText();
    await nobody.fill({ login: "nobody-at-all", password: "不是这个" });
    await nobody.press("登录", { within: "main", status: 422 });
    assert.equal(await nobody.page.locator(".govuk-error-summary").innerText(), wrong);
    await nobody.close();
  });

  step("a second registration of the same input is refused; join, set aside and open again leave their record", async () => {
    const { clerk } = people;
    await visit(clerk, "河道采砂许可的听证笔录", 8);
    const here = clerk.page.url();
    const second = await clerk.window();
    await second.open(here);
    await clerk.press("不予登记", { within: "main form" });
    await clerk.press("不予登记", { within: "main form", status: 422 });
    await clerk.fill({ reason: "same_again", note: "与前一件相同" });
    await clerk.press("不予登记", { within: "main form" });
    await second.press("登记", { within: "main form", status: 409 }); // not behind the back of who set it aside
    await clerk.open(here);
    await clerk.reads("与前一件相同");
    await clerk.fill({ reason: "内容其实不同" });
    await clerk.press("重新打开", { within: "main form" });
    await clerk.press("并入", { within: "main form" });
    await clerk.fill({ case: "2020-9999" });
    await clerk.press("并入", { within: "main form", status: 422 });
    await clerk.fill({ case: number });
    await clerk.press("并入", { within: "main form" });
    await clerk.reads(`已并入${number}`);
    await openCase(clerk, number);
    await clerk.reads("后来并入");
    assert.equal(JSON.parse(await office.cli("intake", "balance", "--date", day(), "--json")).total.agrees, true);
  });

  step("the ledger verifies after all of it", async () => {
    await office.cli("ledger", "verify");
  });
});
