// A reply is objected to before the body above: registered, examined, accepted, answered
// by the respondent, decided by the question sheet, and the request is open again with
// its own clock. Three people of the bureau, and the respondent's office.
import assert from "node:assert/strict";
import { after, describe } from "node:test";
import { bureau, openOffice, reviewBody, staff } from "../office.mjs";
import { pdfText, picture } from "../paper.mjs";
import { signedIn } from "../person.mjs";
import { eventually } from "../process.mjs";
import { assign, check, chinese, day, draft, openCase, serve, sign, sound, submit, takeLetter } from "../steps.mjs";
import { steps, theBrowser } from "../world.mjs";

describe("review", () => {
  const step = steps("review");
  const name = "古丽娜尔·艾合买提";
  const people = {};
  let office, number, reply, at;

  after(async () => {
    await office?.stop();
    await office?.remove();
  });

  step("a request is answered: the information does not exist", async () => {
    office = await openOffice({ reviews: true });
    const browser = await theBrowser();
    for (const [role, who] of Object.entries({ ...staff, ...bureau })) people[role] = await signedIn(browser, office, who);
    const { clerk, officer, checker, signer } = people;
    ({ number } = await takeLetter(clerk, { received: day(), serial: 71, name, subject: "团结路片区征收补偿方案" }));
    await assign(people, number, { received: day() });
    await draft(officer, number, "not_existing", {
      what: "团结路片区征收补偿方案", searched_on: day(), searched_in: "档案系统", searched_for: "“团结路”“补偿方案”",
    });
    const letter = await submit(officer);
    await check(checker, letter);
    reply = await sign(signer, letter, office);
    await serve(clerk, letter, { way: "direct", on: day(), recipient: name });
  });

  step("the head registers the application; what is missing is said, what was typed stays", async () => {
    const { head } = people;
    await head.open("/review/new");
    await head.fill({ name, "class": "natural", number: reply.number, grounds: "方案在公告栏贴过，不可能不存在。", door: "counter" }, "main");
    await head.press("登记", { within: "main", status: 422 });
    await head.reads("写明复议请求", "选对什么不服");
    assert.equal(await head.value("grounds", "main"), "方案在公告栏贴过，不可能不存在。");
    await sound(head);
    await head.fill({ objection: "not_able", request: "请求撤销该答复，责令重新答复" }, "main");
    await head.press("登记", { within: "main" });
    await head.reads("收件号", "查询码", "打印收件回执");
    await sound(head);
    await head.page.getByRole("link", { name: "到案件" }).click();
    await head.reads("和政复议〔", "团结路片区征收补偿方案", name, reply.number, "没有承办人", "最迟审查");
    at = new URL(head.page.url()).pathname.replace(/^\/desk/, "");
    await head.press("指定承办人", { within: ".actbar" });
    await head.press("指定承办人", { within: "main form", status: 422 });
    await head.reads("至少要 1 名承办人");
    await head.page.getByLabel(bureau.handler.name, { exact: true }).check();
    await head.press("指定承办人", { within: "main form" });
    await head.reads(bureau.handler.name);
  });

  step("the handler examines and accepts", async () => {
    const { handler } = people;
    await handler.open("/review?view=mine");
    await handler.reads(name, "审查");
    await handler.open(at);
    await handler.press("审查", { within: ".actbar" });
    await handler.press("审查", { within: "main form", status: 422 });
    await handler.reads("第 7 项：");
    const conditions = await handler.page.locator("main form input[type=radio][value=yes]").evaluateAll((all) => all.map((e) => e.name));
    assert.equal(conditions.length, 7);
    for (const code of conditions) await handler.fill({ [code]: "yes" }, "main");
    await handler.press("审查", { within: "main form" });
    await handler.press("受理", { within: ".actbar" });
    await handler.press("受理", { within: "main form" });
    await handler.reads("简易程序", "最迟决定");
    await sound(handler);
  });

  // paper drafts a paper, has it checked and signed, and returns its address and what it says.
  async function paper(button, values = {}) {
    const { handler, second, head } = people;
    await handler.open(at);
    await handler.press(button, { within: ".actbar" });
    await handler.fill(values, "main");
    await handler.press("送审核", { within: "main form" });
    await handler.reads("已送审核");
    const here = new URL(handler.page.url()).pathname.replace(/^\/desk/, "");
    await second.open("/review");
    await second.reads("待审核：");
    await second.open(here);
    await second.press("审核通过", { within: "main .btns" });
    await second.press("审核通过", { within: "main form" });
    await head.open(at);
    await head.press("签发", { within: ".actbar" });
    await head.press("签发", { within: "main .btns" });
    await head.press("签发", { within: "main form" });
    await head.reads("已签发");
    const pdf = await eventually("the PDF is made", async () => {
      const answer = await head.page.context().request.get(`${head.base}${here}.pdf`);
      return answer.status() === 200 ? answer.body() : null;
    });
    return { at: here, text: await pdfText(pdf, office.dir) };
  }

  // send records that a paper went to one of the parties.
  async function send(paper, to, values) {
    const { handler } = people;
    await handler.open(`${paper.at}/send`);
    await handler.fill({ to: `${to}/0`, ...values }, "main");
    await handler.press("登记送达", { within: "main form" });
  }

  step("the applicant is told, the respondent gets the copy and sees the case", async () => {
    const { clerk, handler } = people;
    await clerk.open("/respond");
    await clerk.reads("没有对本机关的复议");
    const accepted = await paper("拟复议受理通知书");
    assert.ok(accepted.text.includes(name) && accepted.text.includes(reviewBody), accepted.text);
    await handler.open(`${accepted.at}/send`);
    await handler.press("登记送达", { within: "main form", status: 422 });
    await handler.reads("选一种送达方式");
    await send(accepted, "applicant", { way: "direct", on: day(), recipient: name });
    await send(await paper("拟提出复议答复通知书"), "respondent", { way: "handed" });
    await clerk.open("/respond");
    await clerk.reads("团结路片区征收补偿方案", number, "待答复");
    await openCase(clerk, number);
    await clerk.reads("正在行政复议：", reviewBody);
  });

  step("the respondent answers with a file; an empty answer is refused and the file is kept", async () => {
    const { clerk, handler } = people;
    await clerk.open(at.replace("/review/", "/respond/"));
    await clerk.fill({ files: [picture("检索记录.png", 71)] }, "main");
    await clerk.page.locator("main details summary", { hasText: "不在系统里拟答复书的" }).click();
    await clerk.press("提出答复和证据", { within: "main form", status: 422 });
    await clerk.reads("写明答复：事实、依据和理由", "检索记录.png");
    await sound(clerk);
    await clerk.fill({ text: "已在档案系统检索，没有找到。" }, "main");
    await clerk.press("提出答复和证据", { within: "main form" });
    await clerk.reads("答复和证据已提交", "检索记录.png");
    await handler.open(at);
    await handler.reads("被申请人的答复", "已在档案系统检索", "检索记录.png");
  });

  step("the sheet leads to what can be decided; what is left open is said", async () => {
    const { handler } = people;
    await handler.press("填审查要点", { within: ".actbar" });
    await handler.press("填完了", { within: "main form", status: 422 });
    await handler.reads("第 1 问：还没有答");
    await handler.open(`${at}/sheet`);
    for (let round = 0; round < 2; round++) {
      const asked = await handler.page.evaluate(() =>
        [...document.querySelectorAll(".question")].filter((q) => !q.closest(".questions-off")).map((q) => [q.querySelector("[type=radio]").name, q.closest(".card").querySelector("h2").textContent]));
      for (const [code, group] of asked) {
        let answer = group === "案件情况" && !["admissible", "conclusion_stands"].includes(code) ? "no" : "yes";
        if (code === "not_existing.search" || code === "defence.third") answer = "no";
        await handler.fill({ [code]: answer, [`${code}-page`]: "3", [`${code}-remark`]: "查明" }, "main");
      }
      await handler.press("保存", { within: "main form" });
    }
    await sound(handler);
    await handler.press("填完了", { within: "main form" });
    await handler.reads("填完了");
    await handler.press("提出处理意见", { within: ".actbar" });
    await handler.fill({ outcome: "revoke", reasons: "" }, "main");
    await handler.press("提出处理意见", { within: "main form", status: 422 });
    await handler.reads("写明理由");
    await handler.fill({ anew: true, reasons: "只在一个系统检索，不充分。" }, "main");
    await handler.press("提出处理意见", { within: "main form" });
    await handler.reads("撤销，责令重新答复");
  });

  step("decided, signed and served: the request is open again with its own clock", async () => {
    const { clerk, handler } = people;
    const decision = await paper("拟复议决定书（撤销）", {
      found_facts: "被申请人只检索了档案系统。", reasoning: "检索不充分，认定不存在的事实不清、证据不足。", revoke_for: { index: 1 },
    });
    assert.ok(decision.text.includes("撤销") && decision.text.includes("重新"), decision.text);
    await send(decision, "respondent", { way: "handed" });
    await send(decision, "applicant", { way: "direct", on: day(), recipient: name });
    await handler.open("/review?view=ended");
    await handler.reads("和政复议〔", "撤销");
    const asked = { matter: "request", region: "CN-65", as_of: day(), events: [{ type: "received", on: day() }, { type: "replied", on: day() }, { type: "ordered", on: day() }] };
    const { due } = JSON.parse(await office.ask(["clock"], JSON.stringify(asked)));
    await openCase(clerk, number);
    await clerk.reads("责令答复或者重新答复：", "和政复决〔", chinese(due));
    await clerk.open(at.replace("/review/", "/respond/"));
    await clerk.reads("复议决定书（撤销）");
  });
});
