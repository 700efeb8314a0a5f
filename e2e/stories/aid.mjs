// Help for who needs it (条例 43) and a proposal to publish (44.2): what the applicant
// needs is said at the counter and stands where the letter is handed over; what was given
// to one is proposed to be published to all, decided by the clerk, taken back and decided
// anew, and read by the applicant.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { person } from "../person.mjs";
import { assign, check, day, draft, identity, look, openCase, register, serve, sign, sound, submit } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("help, and what was given to one is published to all", () => {
  const step = steps("aid");
  const name = "布威海丽且木·斯迪克";
  const need = "看不清小字，请念给我听";
  let office, people, applicant, ticket, number, at;

  step("what help is needed is said at the counter; too long it is refused as typed", async () => {
    ({ office, people } = await theOffice());
    const { clerk } = people;
    await clerk.open("/counter/new");
    await clerk.fill({
      kind: "written", name, class: "natural", id_number: identity(371), phone: "13900000071", address: "明川区东关街道71号",
      subject: "公交线路调整方案", content: "3路公交线路调整方案", medium: "paper", delivery: "pickup", aid: "长".repeat(121),
    });
    await clerk.press("收下，出回执", { within: "main", status: 422 });
    await clerk.page.locator("#f-aid-error").waitFor();
    assert.equal(await clerk.value("subject", "main"), "公交线路调整方案");
    await sound(clerk);
    await clerk.fill({ aid: need }, "main");
    await clerk.press("收下，出回执", { within: "main" });
    const text = await clerk.page.locator("main").innerText();
    ticket = { number: /收件号\s*(\S+)/.exec(text)[1], code: /查询码\s*(\S+)/.exec(text)[1] };
    await clerk.press("登记", { within: "main" });
    number = await register(clerk, { received: day(), ground: "handed_in" });
    await openCase(clerk, number);
    await clerk.reads("申请人需要帮助：", need);
    at = new URL(clerk.page.url()).pathname.replace(/^\/desk/, "");
    await sound(clerk);
  });

  step("the officer notes what to do, not without words for what is not on the list", async () => {
    const { officer } = people;
    await assign(people, number, { received: day() });
    await officer.open(`${at}/aid`);
    await officer.page.locator("main [name=aids]:checked").first().waitFor(); // what was said stands there
    await officer.fill({ note: "" }, "main");
    await officer.press("登记需要的帮助", { within: "main form", status: 422 });
    await officer.reads("写明");
    await sound(officer);
    for (const box of await officer.page.locator("main [name=aids]").all()) await box.setChecked(["read_out", "large_print"].includes(await box.getAttribute("value")));
    await officer.fill({ note: "11月已打电话说好，来取的时候念一遍" }, "main");
    await officer.press("登记需要的帮助", { within: "main form" });
    await officer.reads("已登记", "念给申请人听", "大字版");
  });

  step("who hands the letter over is reminded; the page of it is there in large type for the applicant", async () => {
    const { officer, checker, signer, clerk } = people;
    await draft(officer, number, "disclose", { given: "《3路公交线路调整方案》2页", way: "enclosed" });
    const reply = await submit(officer);
    await check(checker, reply);
    await sign(signer, reply, office);
    await clerk.open(`${reply}/serve`);
    await clerk.reads("需要帮助", "念给申请人听", "来取的时候念一遍");
    await sound(clerk);
    await serve(clerk, reply, { way: "direct", on: day(), recipient: name });
    await openCase(clerk, number);
    await clerk.reads("答复，按期");
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.press("大字版");
    await applicant.reads("已经答复");
    await sound(applicant);
  });

  step("the applicant proposes to publish it, not without saying why, and once", async () => {
    await applicant.press("建议向社会公开", { within: "main" });
    await applicant.press("提出建议", { within: "main", status: 422 });
    await applicant.reads("写明为什么建议主动公开");
    await sound(applicant);
    await applicant.fill({ reason: "沿线的居民都关心怎样调整" }, "main");
    await applicant.press("提出建议", { within: "main" });
    await applicant.reads("您的建议已经收到", "正在审核，结果写在这里");
    await applicant.readsNot("提出建议");
    await sound(applicant);
  });

  step("it stands on the clerk's day until it is decided; a choice and its place are needed", async () => {
    const { clerk, officer } = people;
    await officer.open(`${at}/decide-publication`, 403);
    await clerk.open("/");
    await clerk.reads("建议主动公开", number);
    await clerk.open(`${at}/decide-publication`);
    await clerk.reads("沿线的居民都关心怎样调整");
    await clerk.press("登记是否主动公开", { within: "main form", status: 422 });
    await clerk.reads("选纳入还是不纳入");
    await clerk.fill({ published: "1", published_on: day() }, "main");
    await clerk.press("登记是否主动公开", { within: "main form", status: 422 });
    await clerk.reads("写明公开在哪里");
    await sound(clerk);
    await clerk.fill({ published: "0", reason: "方案还在征求意见" }, "main");
    await clerk.press("登记是否主动公开", { within: "main form" });
    await clerk.reads("已登记不纳入主动公开");
    await applicant.open(`${office.portal}status`);
    await applicant.reads("审核以后没有纳入主动公开：方案还在征求意见");
  });

  step("decided wrongly, it is taken back and decided anew; the applicant reads where it is published", async () => {
    const { clerk } = people;
    await openCase(clerk, number);
    const undo = await clerk.page.locator("main a[href*='take-back']").first().getAttribute("href");
    await clerk.open(new URL(undo, clerk.page.url()).href);
    await clerk.fill({ reason: "看错了一件" }, "main");
    await clerk.press("撤销一笔", { within: "main form" });
    await clerk.open(`${at}/decide-publication`);
    await clerk.fill({ published: "1", where: "区政府网站“公共交通”栏目", published_on: day() }, "main");
    await clerk.press("登记是否主动公开", { within: "main form" });
    await clerk.reads("已主动公开：", "公共交通");
    await sound(clerk);
    await applicant.open(`${office.portal}status`);
    await applicant.reads("向社会公开：区政府网站“公共交通”栏目");
    await sound(applicant);
    await applicant.close();
  });
});
