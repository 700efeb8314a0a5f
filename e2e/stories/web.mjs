// The web form, twice: on a phone with no script at all, answered in part; and
// with scripts, a large file dragged in, refused on one ground and fetched from
// the status page.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { drop, pdfText, picture } from "../paper.mjs";
import { person } from "../person.mjs";
import { answerRequest, assign, check, chinese, choose, day, draft, identity, look, register, replyLink, serve, sign, socialCode, submit } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

// ticketOn reads number and code off the page.
async function ticketOn(applicant) {
  const [number, code] = await applicant.page.locator(".receipt dd, .receipt b").allInnerTexts().then((all) => all.map((s) => s.trim()).filter((s) => /^[\w-]{8,}$/.test(s)));
  return { number, code };
}

describe("the web form without a script, on a phone", () => {
  const step = steps("web-plain");
  const name = "木合塔尔·艾山江";
  let office, people, applicant, ticket, number, letter;

  step("asks step by step; what is wrong stands beside its field, what was typed stays", async () => {
    ({ office, people } = await theOffice());
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390, javaScript: false });
    await applicant.open("/");
    await applicant.press("开始申请");
    await applicant.fill({ class: "natural" });
    await applicant.press("下一步：填写", { within: "main" });
    await applicant.fill({ name, id_number: identity(4).slice(0, 17), phone: "13900000003", content: "明川区2026年老旧小区改造名单\n改造资金的安排文件", medium: "electronic" });
    await applicant.press("下一步：核对", { within: "main", status: 422 });
    await applicant.reads("您填的都还在", "身份证号少1位");
    assert.match(await applicant.page.title(), /^错误：/);
    assert.equal(await applicant.value("name"), name);
    const first = applicant.page.locator(".govuk-error-summary a").first();
    assert.equal(await applicant.page.locator(await first.getAttribute("href")).count(), 1, "the summary leads to the field");
  });

  step("keeps files over an error, and a form put by can be taken up again by its link", async () => {
    await applicant.fill({ id_files: [picture("身份证.png", 31)], id_number: identity(4) });
    await applicant.press("下一步：核对", { within: "main", status: 422 }); // the way of getting it is missing
    await applicant.reads("身份证.png", "已传好");
    await applicant.fill({ delivery: "download" });
    await applicant.press("先存着，以后再填", { within: "main" });
    const link = /https?:\/\/\S+form=[\w-]+/.exec(await applicant.page.locator("main").innerText())[0];
    await applicant.open(link);
    assert.equal(await applicant.value("name"), name);
    await applicant.reads("身份证.png");
    await applicant.press("下一步：核对", { within: "main" });
    await applicant.reads("老旧小区改造名单", "最迟");
    await applicant.readsNot(identity(4)); // masked
  });

  step("gives number and code, the same however often the page is asked for", async () => {
    await applicant.fill({ confirm: true });
    await applicant.press("提交申请", { within: "main" });
    ticket = await ticketOn(applicant);
    assert.match(ticket.code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await applicant.open(applicant.page.url());
    assert.deepEqual(await ticketOn(applicant), ticket);
    const receipt = await pdfText(await applicant.fetch(await applicant.href("下载回执")), office.dir);
    for (const said of [ticket.number, ticket.code, name]) assert.ok(receipt.includes(said), receipt);
    await applicant.press("看进度", { within: "main" });
    assert.ok(!applicant.page.url().includes(ticket.code), "the code is in no address");
  });

  step("is registered as received today", async () => {
    const { clerk } = people;
    await clerk.open("/inbox");
    await choose(clerk, "老旧小区");
    await clerk.reads("身份证.png");
    number = await register(clerk, { received: day(), ground: "both_confirmed", fill: { subject: "老旧小区改造名单和资金安排" } });
  });

  step("is answered in part: the ground opens its own fields", async () => {
    const { officer, checker, signer } = people;
    await assign(people, number, { received: day() });
    await draft(officer, number, "partial", {});
    await officer.fill({ given: "《明川区2026年老旧小区改造名单》4页", withheld: "资金安排文件中的讨论意见", ground: "process" });
    await officer.press("更新要填的项", { within: "main" });
    await officer.fill({ process_which: "minutes", process_before: "老旧小区改造资金分配决定", process_reason: "公开会妨碍以后讨论时坦率发表意见", process_no_rule: "yes" });
    const at = await submit(officer);
    await check(checker, at);
    letter = { at, ...(await sign(signer, at, office)) };
    for (const said of [name, "第三十七条", "第十六条第二款", "《明川区2026年老旧小区改造名单》4页", "坦率发表意见", "行政复议"]) {
      assert.ok(letter.text.includes(said), `the letter does not say ${said}: ${letter.text}`);
    }
  });

  step("is served by download, fetched there, and left", async () => {
    await serve(people.clerk, letter.at, { way: "downloaded" });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("已经答复", "可以在这里下载");
    await applicant.readsNot("副本");
    const reply = await applicant.fetch(await replyLink(applicant, "部分公开答复书"));
    assert.ok(reply.equals(letter.pdf), "the letter itself, not a copy");
    await applicant.press("看完了，退出", { within: "main" });
    await applicant.open("/status");
    await applicant.readsNot(number);
    await applicant.close();
  });
});

describe("the web form with scripts", () => {
  const step = steps("web-script");
  let office, people, applicant, ticket, number, letter;

  step("takes a large file that is dragged in, and shows how far it has come", async () => {
    ({ office, people } = await theOffice());
    applicant = await person(await theBrowser(), "organisation", office.portal);
    await applicant.open("/apply");
    await applicant.fill({ class: "business" });
    await applicant.press("下一步：填写", { within: "main" });
    await applicant.fill({
      name: "明川石榴商贸有限公司", id_number: socialCode(5), contact: "帕提古丽", phone: "0990-6220999", email: "patigul@example.org",
      content: "区财政局2025年干部考勤记录", medium: "electronic", delivery: "download",
    });
    await drop(applicant.page, ".drop >> nth=0", [picture("营业执照.png", 41, { noise: true, width: 1400, height: 1900 })]);
    await drop(applicant.page, ".drop >> nth=1", [picture("说明.png", 42)]);
    await applicant.page.locator("main .btns button").first().click();
    await applicant.page.waitForURL("**/apply/check?**");
    await applicant.reads("核对后提交", "明川石榴商贸有限公司", "营业执照.png", "说明.png");
  });

  step("gives one number for a double click", async () => {
    await applicant.fill({ confirm: true });
    await applicant.act("click twice", () => applicant.page.locator("main form button[type=submit]").last().dblclick());
    await applicant.page.waitForURL("**/apply/done?**");
    ticket = await ticketOn(applicant);
    const { clerk } = people;
    await clerk.open("/inbox");
    assert.equal(await clerk.page.locator(".mails a", { hasText: "考勤记录" }).count(), 1);
  });

  step("is registered, and refused on the ground of internal affairs", async () => {
    const { clerk } = people;
    await choose(clerk, "考勤记录");
    number = await register(clerk, { received: day(), ground: "both_confirmed", fill: { subject: "干部考勤记录" } });
    letter = await answerRequest(people, office, number, {
      received: day(), kind: "internal", missing: ["哪一类内部事务", "为什么不公开"],
      values: { internal_which: "staff", internal_reason: "属于人事管理" }, better: { internal_reason: "考勤记录只用于内部人事管理，对外不产生影响" },
    });
    for (const said of ["明川石榴商贸有限公司", "人事管理", "考勤记录只用于内部人事管理", "第十六条第一款", "不予公开", "行政复议", chinese(day())]) {
      assert.ok(letter.text.includes(said), `the letter does not say ${said}: ${letter.text}`);
    }
  });

  step("is fetched by the applicant from the status page", async () => {
    await serve(people.clerk, letter.at, { way: "downloaded" });
    await look(applicant, office, ticket.number, ticket.code);
    const reply = await applicant.fetch(await applicant.href("下载答复书"));
    assert.ok(reply.equals(letter.pdf));
    await applicant.close();
  });
});
