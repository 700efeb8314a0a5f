// Smaller procedures: a part of a request is dropped (部分撤回), another agency is asked
// to confirm and secrecy examined before anything is disclosed (条例 11, 17), and a
// request at the counter is answered while its applicant waits (当场答复).
import assert from "node:assert/strict";
import { describe } from "node:test";
import { housing, staff } from "../office.mjs";
import { person } from "../person.mjs";
import { assign, check, day, draft, identity, look, openCase, register, serve, sign, sound, submit, takeLetter } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("a part is dropped, and what is to be disclosed is confirmed", () => {
  const step = steps("small");
  const received = day(-2);
  const name = "凯赛尔·艾尼";
  const bureau = "明川区水利局";
  let office, people, applicant, ticket, number, at, reply;

  step("the applicant drops one of three, by keyboard; nothing chosen is refused", async () => {
    ({ office, people } = await theOffice());
    ({ ticket, number } = await takeLetter(people.clerk, { received, serial: 361, name, subject: "渠道工程材料", content: "渠道工程设计图\n渠道工程概算\n会议签到表" }));
    await assign(people, number, { received });
    await openCase(people.officer, number);
    at = new URL(people.officer.page.url()).pathname.replace(/^\/desk/, "");
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.press("撤回申请", { within: "main" });
    await applicant.press("只撤回这些", { within: "main", status: 422 });
    await applicant.reads("勾选撤回哪几项");
    await sound(applicant);
    await applicant.page.getByLabel("会议签到表").focus();
    await applicant.page.keyboard.press("Space");
    await applicant.page.keyboard.press("Tab"); // what it is, in words
    await applicant.page.keyboard.press("Tab"); // the button
    await applicant.key("Enter");
    await applicant.reads("已经告诉办理的人", "您提出撤回一部分");
  });

  step("the officer looks at it and records it; it stands on the case, and the applicant reads it", async () => {
    const { officer } = people;
    await openCase(officer, number);
    await officer.reads("申请人要撤回一部分", "会议签到表");
    await officer.press("去核对", { within: "main" });
    assert.ok(await officer.page.getByLabel("会议签到表").isChecked(), "what the applicant dropped is ticked");
    await officer.fill({ reason: "" }, "main");
    await officer.press("登记部分撤回", { within: "main form", status: 422 });
    await officer.page.locator("#f-reason-error").waitFor();
    await officer.fill({ reason: "网上提出，与本人核对过" }, "main");
    await officer.press("登记部分撤回", { within: "main form" });
    await officer.reads("已登记部分撤回", "已撤回一部分", "答复只写其余的");
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("撤回了一部分，其余照常答复");
    await applicant.close();
  });

  step("another agency is asked to confirm, and secrecy is examined: only a part may be given, then all", async () => {
    const { officer } = people;
    await officer.open(`${at}/examine?what=confirm`);
    await officer.fill({ who: bureau, remark: "概算是否可以公开" }, "main");
    await officer.press("登记审查", { within: "main form" });
    await officer.reads(bureau);
    await officer.open(`${at}/examine?what=secrecy`);
    await officer.press("登记审查", { within: "main form", status: 422 });
    await officer.reads("选审查的结果");
    await officer.fill({ outcome: "partly", remark: "概算附表涉及关键设施的位置" }, "main");
    await officer.press("登记审查", { within: "main form" });
    await draft(officer, number, "disclose", { given: "《渠道工程设计图》12页\n《渠道工程概算》6页", way: "enclosed" });
    await officer.press("送审核", { within: "main form", status: 422 });
    await officer.reads("部分可以公开", `${bureau}还没有答复`);
    reply = new URL(officer.page.url()).pathname.replace(/^\/desk/, "");
    await officer.open(`${at}/examine?what=secrecy`);
    await officer.fill({ outcome: "may", remark: "附表已经公开过" }, "main");
    await officer.press("登记审查", { within: "main form" });
  });

  step("its answer is recorded, and the checker reads both where the letter is checked", async () => {
    const { officer, checker, signer, clerk } = people;
    await officer.open(`${at}/examination-answer`);
    await officer.fill({ on: day() }, "main");
    await officer.press("登记答复意见", { within: "main form", status: 422 });
    await sound(officer);
    await officer.fill({ outcome: "agrees", remark: "同意公开" }, "main");
    await officer.press("登记答复意见", { within: "main form" });
    await officer.reads("已登记答复意见", "同意公开");
    await openCase(officer, number);
    await officer.press("予以公开答复书", { within: "main" });
    await officer.readsNot(`${bureau}还没有答复`);
    reply = await submit(officer);
    await checker.open(reply);
    await checker.reads("保密审查");
    await check(checker, reply);
    const letter = await sign(signer, reply, office);
    for (const said of ["渠道工程概算", "会议签到表", "不再处理"]) assert.ok(letter.text.includes(said), letter.text);
    await serve(clerk, reply, { way: "direct", on: day(), recipient: name });
  });
});

describe("answered on the spot", () => {
  const step = steps("small");
  const name = "祖丽菲娅·卡米力";
  let office, people, number;

  step("one step leads from the counter to the draft; to nobody it cannot go", async () => {
    ({ office, people } = await theOffice());
    const { clerk, officer } = people;
    await clerk.open("/counter/new");
    await clerk.fill({
      kind: "written", name, class: "natural", id_number: identity(362), phone: "13900000062", address: "明川区东关街道7号",
      subject: "停车场收费标准", content: "团结路停车场的收费标准", medium: "paper", delivery: "pickup",
    });
    await clerk.press("收下，出回执", { within: "main" });
    await clerk.press("登记", { within: "main" });
    number = await register(clerk, { received: day(), ground: "handed_in", button: "登记并办理" });
    await openCase(clerk, number);
    await clerk.press("当场答复", { within: ".actbar" });
    await clerk.press("当场答复", { within: "main form", status: 422 });
    await clerk.page.locator("#f-unit-error").waitFor();
    await sound(clerk);
    const mine = await clerk.page.locator('select[name="officer"] option', { hasText: staff.officer.name }).first().getAttribute("value");
    await clerk.fill({ unit: { label: housing }, officer: mine, kind: "disclose" }, "main");
    await clerk.press("当场答复", { within: "main form" });
    await clerk.reads("已分办。请经办人当场拟稿");
    await openCase(officer, number);
    await officer.press("当场答复", { within: ".actbar" });
    await officer.press("当场答复", { within: "main form" });
    assert.match(officer.page.url(), /letters\/new\?kind=disclose/);
    assert.equal(await officer.page.locator("[name=way]:checked, select[name=way] option:checked").first().getAttribute("value"), "enclosed");
  });

  step("it is checked and signed by others, handed over, and answered on its first day", async () => {
    const { officer, checker, signer, clerk } = people;
    await officer.fill({ given: "《团结路停车场收费标准》1页" }, "main");
    const at = await submit(officer);
    await check(checker, at);
    await sign(signer, at, office);
    await clerk.open(`${at}/serve`);
    assert.equal(await clerk.page.locator("[name=way]:checked").getAttribute("value"), "direct");
    assert.equal(await clerk.value("recipient", "main"), name);
    await clerk.press("登记送达", { within: "main form" });
    await openCase(clerk, number);
    await clerk.reads("答复，按期");
  });
});
