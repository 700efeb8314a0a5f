// What is not clear is asked once: the notice goes out, the applicant answers on
// the status page, the period starts anew; then it is extended, once.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { picture } from "../paper.mjs";
import { person } from "../person.mjs";
import { eventually } from "../process.mjs";
import { assign, check, chinese, choose, day, draft, identity, look, openCase, register, serve, sign, submit } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("clarification and extension", () => {
  const step = steps("clarification");
  const signedOn = day(-3);
  let around, office, people, applicant, ticket, number, renewed;

  // dueOf is the last day to answer, from the clock of the command line.
  const dueOf = async (...events) => {
    const asked = JSON.stringify({ matter: "request", region: "CN-65", as_of: day(), events });
    return JSON.parse(await office.ask(["clock"], asked)).due;
  };

  step("a vague letter comes in and is registered", async () => {
    ({ around, office, people } = await theOffice());
    const { clerk } = people;
    await clerk.open("/post/new");
    await clerk.fill({
      kind: "signed", signed_on: signedOn, signed_by: "收发室", tracking: "XA00000000165", name: "热娜古丽·依明", class: "natural", id_number: identity(6),
      phone: "13900000006", address: "明川区东关街道9号", subject: "修路的文件", content: "修路的文件", medium: "paper", delivery: "post",
    });
    await clerk.press("收下", { within: "main .btns" });
    const text = await clerk.page.locator("main").innerText();
    ticket = { number: /收件号\s*(\S+)/.exec(text)[1], code: /查询码\s*(\S+)/.exec(text)[1] };
    await clerk.press("登记", { within: "main" });
    number = await register(clerk, { received: signedOn, ground: "signed_for" });
    await assign(people, number, { received: signedOn });
    await openCase(clerk, number);
    await clerk.reads(chinese(await dueOf({ type: "received", on: signedOn })));
  });

  step("the notice says what to supplement and by when; without a date it cannot go to the checker", async () => {
    const { officer, checker, signer, clerk } = people;
    await draft(officer, number, "clarification", { points: "哪一条路、哪一年的工程\n要哪一种文件" });
    await officer.press("送审核", { within: "main form", status: 422 });
    await officer.reads("补正期限");
    await officer.fill({ by: day(14), help: "可以写路名和大致年份" }, "main");
    const at = await submit(officer);
    await check(checker, at);
    const letter = await sign(signer, at, office);
    for (const said of ["哪一条路、哪一年的工程", chinese(day(14)), "第三十条", letter.number]) assert.ok(letter.text.includes(said), letter.text);
    await serve(clerk, at, { way: "posted", on: day(), tracking: "XA00000000265" });
    await openCase(clerk, number);
    await clerk.reads("等申请人");
    await clerk.readsNot("发补正通知"); // once only
  });

  step("a mail that may be the answer is joined: the clerk says that it is, and the period runs; taken back, it stands again", async () => {
    const { clerk } = people;
    await around.deliver(`From: rena@example.org\nTo: foi@localhost.localdomain\nSubject: Re: ${number}\nMessage-ID: <e2e-answer-${Date.now()}@example.org>\nContent-Type: text/plain; charset=utf-8\n\n=== ${number} ===\n`);
    await eventually("the mail is in the inbox", async () => {
      await clerk.open("/inbox");
      return (await clerk.page.locator(".mails a", { hasText: `Re: ${number}` }).count()) > 0;
    });
    await choose(clerk, `Re: ${number}`);
    await clerk.reads("是对本机关邮件的回信，不另发确认");
    const input = new URL(clerk.page.url()).pathname.replace(/^\/desk/, "");
    assert.equal(await clerk.value("case", "main form"), number, "the case that the mail names is proposed");
    await clerk.reads("这是对补正通知的答复吗", chinese(day(14)));
    await clerk.press("并入", { within: "main form", status: 422 }); // it has to be said
    await clerk.fill({ supplies: "yes" }, "main");
    await clerk.press("并入", { within: "main form" });
    await clerk.reads("收到补正，期限重新计算");
    await openCase(clerk, number);
    await clerk.reads("并入来件", chinese(await dueOf({ type: "received", on: day() })));
    await clerk.open(input);
    await clerk.fill({ reason: "不是她写的" }, "main");
    await clerk.press("重新打开", { within: "main form" });
    await openCase(clerk, number);
    await clerk.reads("撤销收到补正", "等申请人");
  });

  step("the applicant is told what is wanted, and answers on the status page", async () => {
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("请您补充", chinese(day(14)));
    await applicant.press("现在补充", { within: "main" });
    await applicant.press("交上去", { within: "main .btns", status: 422 }); // nothing said, nothing sent
    await applicant.fill({ text: "团结路拓宽工程，2025年，要征收补偿方案", files: [picture("路口照片.png", 51)] });
    await applicant.press("交上去", { within: "main .btns" });
    await applicant.reads("您补充的已经收到", "收到您的补充");
    renewed = await dueOf({ type: "received", on: signedOn }, { type: "clarification_asked", on: day() }, { type: "clarified", on: day() });
    assert.equal(renewed, await dueOf({ type: "received", on: day() }), "the period runs anew from the supplement");
    await applicant.reads(chinese(renewed));
  });

  step("the case has the supplement, and the new last day", async () => {
    const { officer } = people;
    await openCase(officer, number);
    await officer.reads("团结路拓宽工程，2025年，要征收补偿方案", "路口照片.png", chinese(renewed));
  });

  step("an extension moves the last day, and there is no second one", async () => {
    const { officer, checker, signer, clerk } = people;
    await draft(officer, number, "extension", { reason: "需要逐件核对征收档案", days: "10", consented_on: day() });
    const at = await submit(officer);
    await check(checker, at);
    const letter = await sign(signer, at, office);
    await serve(clerk, at, { way: "direct", on: day(), recipient: "热娜古丽·依明" });
    const events = [{ type: "received", on: signedOn }, { type: "clarification_asked", on: day() }, { type: "clarified", on: day() }];
    const later = await dueOf(...events, { type: "extended", on: day(), approved: day(), days: 10 });
    assert.ok(letter.text.includes("第三十三条第二款"), letter.text);
    await openCase(officer, number);
    const shown = await officer.page.locator(".casehead").innerText();
    assert.ok(!shown.replace(/\s/g, "").includes(chinese(renewed)), `still ${renewed}: ${shown}`);
    await officer.reads(chinese(later));
    await officer.page.locator(".actbar .cant").waitFor();
    assert.match(await officer.page.locator(".actbar .cant").innerText(), /延/);
    const refused = await officer.open(`${new URL(officer.page.url()).pathname.replace(/^\/desk/, "")}/letters/new?kind=extension`, 409);
    assert.equal(refused.status(), 409);
    await officer.reads("延");
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("延长了期限", chinese(later));
  });

  step("the applicant withdraws in the end, after being asked once more", async () => {
    await applicant.press("撤回申请", { within: "main" });
    await applicant.press("撤回申请", { within: "main form", status: 422 });
    await applicant.fill({ confirm: true, reason: "已经在别处拿到" });
    await applicant.press("撤回申请", { within: "main form" });
    await applicant.reads("申请已撤回", "已经撤回");
    await openCase(people.officer, number);
    await people.officer.reads("已撤回");
    await applicant.close();
  });
});
