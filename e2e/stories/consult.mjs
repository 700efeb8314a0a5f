// Two others are asked whether what is about them may be disclosed (征求意见): one
// refuses, one says nothing; the clock stands meanwhile, the reply takes up what was
// said, and the applicant never learns who was asked.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { picture } from "../paper.mjs";
import { person } from "../person.mjs";
import { assign, check, chinese, day, draft, identity, look, openCase, register, serve, sign, submit } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("consultation", () => {
  const step = steps("consult");
  const received = day(-3);
  const name = "古丽娜尔·买买提";
  const company = { name: "和宁市远山建设有限公司", is: "organisation", about: "施工合同第三条的单价", address: "和宁市建设路8号", post_code: "834000", contact: "程工" };
  const neighbour = { name: "艾尔肯·托合提", is: "person", about: "补偿协议上的姓名和账号", address: "明川区东关街道11号" };
  const inquiries = [];
  let office, people, applicant, ticket, number, at, told;

  // clock asks the clock of the command line.
  const clock = async (...events) => {
    const asked = JSON.stringify({ matter: "request", region: "CN-65", as_of: day(), events: [{ type: "received", on: received }, ...events] });
    return JSON.parse(await office.ask(["clock"], asked));
  };
  const readsAsApplicant = async (...texts) => {
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads(...texts);
    await applicant.readsNot(company.name, neighbour.name, "程工", company.about, "征求第三方意见书");
  };

  step("two third parties of a request are noted; one that is nobody is refused", async () => {
    ({ office, people } = await theOffice());
    const { clerk, officer } = people;
    await clerk.open("/post/new");
    await clerk.fill({
      kind: "signed", signed_on: received, signed_by: "收发室", tracking: "XA00000000812", name, class: "natural", id_number: identity(81),
      phone: "13900000081", address: "明川区东关街道19号", subject: "团结路拓宽工程的施工合同", content: "施工合同和补偿协议", medium: "paper", delivery: "post",
    });
    await clerk.press("收下", { within: "main .btns" });
    const text = await clerk.page.locator("main").innerText();
    ticket = { number: /收件号\s*(\S+)/.exec(text)[1], code: /查询码\s*(\S+)/.exec(text)[1] };
    await clerk.press("登记", { within: "main" });
    number = await register(clerk, { received, ground: "signed_for" });
    await assign(people, number, { received });
    await openCase(officer, number);
    at = new URL(officer.page.url()).pathname.replace(/^\/desk/, "");
    await officer.open(`${at}/consult`);
    await officer.fill({ name, about: "" }, "main");
    await officer.press("征求意见", { within: "main form", status: 422 });
    await officer.reads("这是申请人自己", "写明哪些信息");
    await officer.fill(company, "main");
    await officer.press("征求意见", { within: "main form" });
    await officer.reads("已登记，接着拟征求意见的文书", company.name, "再征求一方");
    await officer.open(`${at}/consult`);
    await officer.fill(neighbour, "main");
    await officer.press("征求意见", { within: "main form" });
    await officer.reads(neighbour.name);
  });

  step("each gets a letter of its own that does not say who asked, by post with the day of its receipt", async () => {
    const { officer, checker, signer, clerk } = people;
    for (const other of [company, neighbour]) {
      await openCase(officer, number);
      await officer.press(`拟征求第三方意见书`, { within: `#consulted li:has-text("${other.name}")` });
      assert.equal(await officer.value("to", "main"), other.name);
      assert.equal(await officer.value("about", "main"), other.about);
      const inquiry = await submit(officer);
      await check(checker, inquiry);
      const letter = await sign(signer, inquiry, office);
      for (const said of [other.name, other.about, "十五个工作日", letter.number]) assert.ok(letter.text.includes(said), letter.text);
      assert.ok(!letter.text.includes(name), letter.text);
      await clerk.open(`${inquiry}/serve`);
      await clerk.reads(other.name, "不是给申请人的");
      await serve(clerk, inquiry, { way: "posted", on: day(), tracking: `XA0000000090${inquiries.length}` });
      await openCase(clerk, number);
      await clerk.reads("还没有登记签收", "停表");
      await clerk.open(`${inquiry}/delivery`);
      await clerk.fill({ on: day() }, "main");
      await clerk.press("登记签收", { within: "main form" });
      inquiries.push(inquiry);
    }
    await openCase(clerk, number);
    const { due, state } = await clock({ type: "consulted", on: day(), id: "1", served: day(), of: "third_party" });
    assert.equal(state, "consulting");
    await clerk.reads("等被征求意见方", ...(due ? [chinese(due)] : []));
  });

  step("the applicant reads that others are asked, and not who", async () => {
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await readsAsApplicant("征求");
  });

  step("one refuses; of the other silence cannot be noted before its time, nor an answer before its letter", async () => {
    const { clerk } = people;
    await clerk.open(`${at}/answer-consultation?party=1`);
    await clerk.fill({ answer: "refuses", on: day(-1), reason: "", scans: [picture("意见表.png", 82)] }, "main");
    await clerk.press("登记意见", { within: "main form", status: 422 });
    await clerk.reads("概括对方的理由", "意见表.png");
    await clerk.fill({ on: day(), reason: "单价是商业秘密" }, "main");
    await clerk.press("登记意见", { within: "main form" });
    await clerk.reads("不同意公开", "单价是商业秘密", "意见表.png");
    await clerk.open(`${at}/answer-consultation?party=2`);
    await clerk.fill({ answer: "silent" }, "main");
    await clerk.press("登记意见", { within: "main form", status: 422 });
    await clerk.reads("还没有过");
    await openCase(clerk, number);
    await clerk.reads("等意见", "停表");
  });

  step("the question to the other falls away, and the period runs again", async () => {
    const { clerk } = people;
    await clerk.open(`${at}/answer-consultation?party=2`);
    await clerk.fill({ answer: "not_needed", on: day(), reason: "申请人来电，不要补偿协议" }, "main");
    await clerk.press("登记意见", { within: "main form" });
    const ended = [1, 2].flatMap((id) => [
      { type: "consulted", on: day(), id: String(id), served: day(), of: "third_party" },
      { type: "consultation_ended", on: day(), id: String(id) },
    ]);
    const { due, state } = await clock(...ended);
    assert.equal(state, "running");
    await clerk.reads("不用再征求", chinese(due));
  });

  step("a refusal would open with what was said; it is disclosed all the same, and who refused is told why", async () => {
    const { officer, checker, signer, clerk } = people;
    await draft(officer, number, "third_party", {});
    assert.equal(await officer.value("third_reason", "main"), "单价是商业秘密");
    assert.equal(await officer.value("third_answered_on", "main"), day());
    assert.equal(await officer.value("third_answer", "main"), "refused");
    await draft(officer, number, "disclose", { given: "《团结路拓宽工程施工合同》21页", way: "enclosed" });
    const reply = await submit(officer);
    await check(checker, reply);
    const letter = await sign(signer, reply, office);
    for (const not of [company.name, neighbour.name]) assert.ok(!letter.text.includes(not), letter.text);
    await serve(clerk, reply, { way: "direct", on: day(), recipient: name });

    await openCase(officer, number);
    await officer.press("拟决定公开告知书（第三方）", { within: `#consulted li:has-text("${company.name}")` });
    assert.equal(await officer.value("their_reason", "main"), "单价是商业秘密");
    await officer.press("送审核", { within: "main form", status: 422 }); // not why
    await officer.reads("决定公开的理由");
    await officer.fill({ interest: "工程由财政出资，单价关系到公共资金是否合理使用" }, "main");
    told = await submit(officer);
    await check(checker, told);
    const notice = await sign(signer, told, office);
    for (const said of [company.name, "单价是商业秘密", "六十日", "六个月", "公共资金"]) assert.ok(notice.text.includes(said), notice.text);
    assert.ok(!notice.text.includes(name), notice.text);
    await serve(clerk, told, { way: "posted", on: day(), tracking: "XA00000000910" });
    await openCase(clerk, number);
    await clerk.reads("第三方申请行政复议", "第三方起诉", "还不知道哪天签收");
  });

  step("the applicant finds the reply, and nothing of who was asked", async () => {
    await readsAsApplicant("已经答复", "予以公开答复书");
    await applicant.readsNot("决定公开告知书", "单价是商业秘密", "第三方申请行政复议");
    await applicant.close();
  });
});
