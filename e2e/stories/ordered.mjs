// A reply is contested: reconsideration revokes it and orders another. The case opens
// again with its day, the new reply says by what it is made, the old one keeps its
// number and is marked; then its applicant proposes that what was given is published.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { picture } from "../paper.mjs";
import { person } from "../person.mjs";
import { assign, check, chinese, day, draft, identity, look, openCase, register, serve, sign, submit } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("ordered", () => {
  const step = steps("ordered");
  const name = "沈知秋";
  const body = "和宁市人民政府";
  const decision = "和政复决〔2026〕19号";
  let office, people, applicant, ticket, number, at, old, due;

  step("a request at the counter, with the help that its applicant needs, is answered", async () => {
    ({ office, people } = await theOffice());
    const { clerk, officer, checker, signer } = people;
    await clerk.open("/counter/new");
    await clerk.fill({
      kind: "written", name, class: "natural", id_number: identity(91), phone: "13900000091", address: "明川区学府路9号", subject: "老旧小区加装电梯的补贴名单",
      content: "2025年补贴名单", medium: "paper", delivery: "pickup", aid: "看不清，请念给我听",
    });
    await clerk.press("收下，出回执", { within: "main .btns" });
    const text = await clerk.page.locator("main").innerText();
    ticket = { number: /收件号\s*(\S+)/.exec(text)[1], code: /查询码\s*(\S+)/.exec(text)[1] };
    await clerk.press("登记", { within: "main" });
    await clerk.reads("需要帮助");
    number = await register(clerk, { received: day(), ground: "handed_in" });
    await assign(people, number, { received: day() });
    await openCase(officer, number);
    await officer.reads("申请人需要帮助：", "看不清，请念给我听");
    at = new URL(officer.page.url()).pathname.replace(/^\/desk/, "");
    await draft(officer, number, "disclose", { given: "《补贴名单》1页", way: "enclosed" });
    const reply = await submit(officer);
    await check(checker, reply);
    old = { at: reply, ...(await sign(signer, reply, office)) };
    await clerk.open(`${reply}/serve`);
    await clerk.reads("需要帮助", "看不清，请念给我听");
    await serve(clerk, reply, { way: "direct", on: day(), recipient: name });
  });

  step("reconsideration is noted, and what is wrong with it is said", async () => {
    const { clerk } = people;
    await clerk.open(`${at}/challenge`);
    await clerk.fill({ forum: "review", body: "", on: day(1), scans: [picture("受理通知书.png", 91)] }, "main");
    await clerk.press("登记被申请复议", { within: "main form", status: 422 });
    await clerk.reads("填写行政复议机关", "不能晚于今天", "受理通知书.png");
    await clerk.fill({ body, number: "和政复〔2026〕7号", on: day() }, "main");
    await clerk.press("登记被申请复议", { within: "main form" });
    await clerk.reads("正在行政复议：", body, "还没有结果");
  });

  step("the decision revokes the reply and orders another: the case is open again, with its day", async () => {
    const { clerk } = people;
    await clerk.open(`${at}/outcome`);
    await clerk.fill({ number: decision, decided_on: day(), on: day(), outcome: "ordered_answer", order: "", scans: [picture("决定书.png", 92)] }, "main");
    await clerk.press("登记复议、诉讼结果", { within: "main form", status: 422 });
    await clerk.reads("照决定书、判决书写明责令做什么");
    await clerk.fill({ order: "撤销答复书，十五个工作日内重新答复", days: "15" }, "main");
    await clerk.press("登记复议、诉讼结果", { within: "main form" });
    const events = [
      { type: "received", on: day() }, { type: "replied", on: day() }, { type: "ordered", on: day(), days: 15 },
    ];
    const asked = JSON.stringify({ matter: "request", region: "CN-65", as_of: day(), events });
    due = JSON.parse(await office.ask(["clock"], asked)).due;
    await clerk.reads("案件重新打开", "责令答复或者重新答复：", decision, "等重新答复", chinese(due));
  });

  step("the applicant reads by what they are answered again, and until when", async () => {
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("收到行政复议决定书", decision, "重新答复您", "这份答复已被撤销", chinese(due));
    await applicant.readsNot("十五个工作日内重新答复");
  });

  step("the new reply says by what it is made and is served; the old one stays, marked", async () => {
    const { clerk, officer, checker, signer } = people;
    await draft(officer, number, "disclose", { given: "《补贴名单》和审核表，共9页", way: "enclosed" });
    const reply = await submit(officer);
    await check(checker, reply);
    const letter = await sign(signer, reply, office);
    for (const said of [body, decision, old.number]) assert.ok(letter.text.includes(said), letter.text);
    assert.notEqual(letter.number, old.number);
    await serve(clerk, reply, { way: "direct", on: day(), recipient: name });
    await clerk.open(old.at);
    await clerk.reads("已被撤销", decision);
    await openCase(clerk, number);
    await clerk.reads("办结", letter.number, old.number, "已被撤销");
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("已经答复", "这份答复已被撤销");
  });

  step("the applicant proposes that what was given is published; where it is, stands on their page", async () => {
    const { clerk } = people;
    await applicant.press("建议向社会公开", { within: "main" });
    await applicant.press("提出建议", { within: "main form", status: 422 });
    await applicant.reads("写明为什么建议主动公开");
    await applicant.fill({ reason: "补贴给了谁，整个小区都想知道" }, "main");
    await applicant.press("提出建议", { within: "main form" });
    await applicant.reads("您的建议已经收到", "正在审核");
    await clerk.open("/");
    await clerk.reads("建议主动公开", number);
    await clerk.open(`${at}/decide-publication`);
    await clerk.reads("整个小区都想知道");
    await clerk.fill({ published: "1", where: "区政府网站“住房保障”栏目" }, "main");
    await clerk.press("登记是否主动公开", { within: "main form", status: 422 });
    await clerk.fill({ published_on: day() }, "main");
    await clerk.press("登记是否主动公开", { within: "main form" });
    await clerk.reads("已主动公开：");
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("向社会公开：区政府网站“住房保障”栏目");
    await applicant.close();
  });
});
