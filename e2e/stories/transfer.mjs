// Transfer inside the district: without consent nothing is handed on; with it the
// request lies in the inbox of the other agency; one that was sent wrongly comes back;
// there it is confirmed by phone, registered and looked up, and here answered that the
// information is not ours.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { person, signedIn } from "../person.mjs";
import { assign, check, choose, day, draft, identity, look, openCase, register, serve, sign, sound, submit } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("transfer", () => {
  const step = steps("transfer");
  const receivedOn = day(-2);
  const bureau = "明川区自然资源局";
  let office, people, other, applicant, ticket, number, path, agency, there;

  const agree = { agreed_on: day(), how: "phone", note: "与申请人本人通话，同意把申请转送过去" };
  // cover drafts, checks and signs the letter that hands the request on.
  const cover = async () => {
    const { officer, checker, signer } = people;
    await openCase(officer, number);
    await officer.press("拟转送函", { within: "#transfers" });
    const at = await submit(officer);
    await check(checker, at);
    return { at, letter: await sign(signer, at, office) };
  };

  step("a letter comes in that is not ours; without consent it cannot be handed on", async () => {
    ({ office, people } = await theOffice());
    const admin = await signedIn(await theBrowser(), office, { login: "xitong" });
    await admin.open("/agencies/new");
    await admin.fill({
      code: "ZRJ", name: bureau, case_prefix: "R", letter_word: "明自然公开", review_body: "明川区人民政府", court: "明川区人民法院",
      address: "明川区建设路2号", phone: "0990-6220003", mail_address: "zrj@localhost.localdomain",
    }, "main");
    await admin.press("加机关", { within: "main form" });
    await admin.close();
    const added = await office.cli("user", "add", "zr-clerk", "--name", "秦朗", "--role", "clerk", "--agency", "ZRJ");
    office.passwords["zr-clerk"] = added.split("\t")[1].split("\n")[0];
    other = await signedIn(await theBrowser(), office, { login: "zr-clerk" });
    const { clerk, officer } = people;
    await clerk.open("/post/new");
    await clerk.fill({
      kind: "signed", signed_on: receivedOn, signed_by: "收发室", tracking: "XA00000000871", name: "转送·测试人", class: "natural", id_number: identity(71),
      phone: "13900000071", address: "明川区南湖街道3号", subject: "征收范围红线图", content: "南湖片区的征收范围红线图", medium: "paper", delivery: "post",
    });
    await clerk.press("收下", { within: "main .btns" });
    const text = await clerk.page.locator("main").innerText();
    ticket = { number: /收件号\s*(\S+)/.exec(text)[1], code: /查询码\s*(\S+)/.exec(text)[1] };
    await clerk.press("登记", { within: "main" });
    number = await register(clerk, { received: receivedOn, ground: "signed_for" });
    await assign(people, number, { received: receivedOn });
    await openCase(officer, number);
    path = new URL(officer.page.url()).pathname.replace(/^\/desk/, "");
    await officer.open(`${path}/transfer`);
    await officer.reads("不是转送，用改分办");
    agency = await officer.page.locator("select[name=agency] option", { hasText: "自然资源局" }).getAttribute("value");
    await officer.fill({ agency }, "main");
    await officer.press("转送其他机关", { within: "main form", status: 422 });
    await officer.reads("没有同意的，不能转送，只在答复书里写明该向哪个机关申请");
    await officer.fill({ agreed_on: day(), how: "phone" }, "main");
    await officer.press("转送其他机关", { within: "main form", status: 422 });
    await officer.reads("写明和谁通话");
  });

  step("sent by mistake, it lies in the other inbox and is taken out of it again", async () => {
    const { officer, clerk } = people;
    await officer.fill(agree, "main");
    await officer.press("转送其他机关", { within: "main form" });
    await officer.reads("已登记，接着拟转送函", "同意（电话，有记录）");
    const { at } = await cover();
    await serve(clerk, at, { way: "handed" });
    await openCase(officer, number);
    await officer.reads("对方还没有登记", "转到对方的收件箱");
    await officer.readsNot("看对方的收件");
    await other.open("/inbox");
    await other.reads("征收范围红线图", "转送");
    await officer.press("撤销转送", { within: "#transfers" });
    await officer.fill({ reason: "申请人要先想一想", sure: true }, "main");
    await officer.press("撤销转送", { within: "main form" });
    await officer.reads("已撤销");
    await other.open("/inbox");
    await other.readsNot("征收范围红线图");
  });

  step("handed on again, the other agency reads from where it comes, without a way into a case that is not theirs", async () => {
    const { officer, clerk } = people;
    await officer.open(`${path}/transfer`);
    await officer.fill({ agency, ...agree }, "main");
    await officer.press("转送其他机关", { within: "main form" });
    const { at, letter } = await cover();
    for (const said of ["自然资源局", "转送贵机关", "转送·测试人"]) assert.ok(letter.text.replace(/\s/g, "").includes(said), letter.text);
    await serve(clerk, at, { way: "handed" });
    await other.open("/inbox");
    await choose(other, "征收范围红线图");
    await other.reads("转来的机关", letter.number, number, "当天打电话确认", "申请转送函.pdf");
    assert.equal(await other.page.locator("main a", { hasText: number }).count(), 0, "a link to a case that is not theirs");
    await openCase(officer, number);
    await officer.reads("对方还没有登记");
  });

  step("there nothing says yet when it was received: the clerk calls, hands over number and code, and registers it", async () => {
    assert.equal(await other.page.locator("[name=receipt]:checked").count(), 0, "a day is proposed before anybody called");
    await other.fill({ day: day(1), time: "09:00", outcome: "reached" }, 'form[action$="/calls"]');
    await other.press("记下通话", { within: 'form[action$="/calls"]', status: 422 });
    await other.reads("不能晚于现在");
    await sound(other);
    await other.fill({ day: day(), time: new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", timeStyle: "short" }).format(new Date()) }, 'form[action$="/calls"]');
    await other.press("记下通话", { within: 'form[action$="/calls"]' });
    there = { number: await register(other, { received: day(), ground: "phone_confirmed" }) };
    assert.match(there.number, /^R/);
    await openCase(other, there.number);
    await other.reads("征收范围红线图", "转送");
    await other.press("换查询码", { within: "main" });
    await other.press("换查询码", { within: "main form", status: 422 }); // not how, not ticked
    await other.fill({ identified: "phone", sure: true }, "main");
    await other.press("换查询码", { within: "main form" });
    const codes = (await other.page.locator(".receipt dd").allInnerTexts()).map((said) => said.trim());
    there.ticket = { number: codes[1], code: codes[2] };
    await other.close();
  });

  step("here it says so, the transfer cannot be taken back any more, and the reply names the other agency", async () => {
    const { officer, checker, signer, clerk } = people;
    await openCase(officer, number);
    await officer.reads("已登记为案件");
    assert.equal(await officer.page.locator("#transfers a", { hasText: "撤销转送" }).count(), 0, "it is a case there");
    await draft(officer, number, "not_ours", { why: "征收范围红线图由自然资源局制作、保存" });
    assert.match(await officer.value("who", "main"), /自然资源局/);
    const reply = await submit(officer);
    await check(checker, reply);
    const letter = await sign(signer, reply, office);
    for (const said of ["自然资源局", "转送"]) assert.ok(letter.text.includes(said), letter.text);
    await serve(clerk, reply, { way: "direct", on: day(), recipient: "转送·测试人" });
  });

  step("the applicant reads of both: here that it was handed on and answered, there that it is in hand", async () => {
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("经您同意，把申请转送明川区自然资源局", "已经答复");
    await applicant.close();
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, there.ticket.number, there.ticket.code);
    await applicant.reads("征收范围红线图", "最迟");
    await sound(applicant);
    await applicant.close();
  });
});
