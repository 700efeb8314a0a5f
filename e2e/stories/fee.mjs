// An agency that charges the processing fee: the notice goes out, the applicant reads
// what is to be paid and why, pays, and the period starts anew; recorded by mistake it
// is awaited again, and in the end nothing is to be paid.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { picture } from "../paper.mjs";
import { person, signedIn } from "../person.mjs";
import { assign, check, chinese, day, draft, identity, look, openCase, register, serve, sign, submit } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("processing fee", () => {
  const step = steps("fee");
  const signedOn = day(-3);
  let office, people, admin, applicant, ticket, number, paid, payBy;

  // clock asks the clock of the command line.
  const clock = async (...events) => {
    const asked = JSON.stringify({ matter: "request", region: "CN-65", as_of: day(), events: [{ type: "received", on: signedOn }, ...events] });
    return JSON.parse(await office.ask(["clock"], asked));
  };
  const charge = async (value) => {
    await admin.open("/agencies/1");
    await admin.fill({ charges_fee: value }, "main");
    await admin.press("保存", { within: "main form" });
    await admin.reads("的设置已存");
  };

  step("a letter comes in; where no fee is charged none is offered", async () => {
    ({ office, people } = await theOffice());
    admin = await signedIn(await theBrowser(), office, { login: "xitong" });
    await charge("0");
    const { clerk, officer } = people;
    await clerk.open("/post/new");
    await clerk.fill({
      kind: "signed", signed_on: signedOn, signed_by: "收发室", tracking: "XA00000000765", name: "热娜古丽·依明", class: "natural", id_number: identity(7),
      phone: "13900000007", address: "明川区东关街道9号", subject: "修路的全部图纸", content: "团结路拓宽工程的全部图纸", medium: "paper", delivery: "post",
    });
    await clerk.press("收下", { within: "main .btns" });
    const text = await clerk.page.locator("main").innerText();
    ticket = { number: /收件号\s*(\S+)/.exec(text)[1], code: /查询码\s*(\S+)/.exec(text)[1] };
    await clerk.press("登记", { within: "main" });
    number = await register(clerk, { received: signedOn, ground: "signed_for" });
    await assign(people, number, { received: signedOn });
    await openCase(officer, number);
    await officer.readsNot("收费");
    const at = new URL(officer.page.url()).pathname.replace(/^\/desk/, "");
    assert.equal((await officer.open(`${at}/letters/new?kind=fee_notice`, 409)).status(), 409);
    await officer.reads("本机关不收信息处理费");
  });

  step("the agency charges; a notice of nothing cannot go to the checker, one of 130 pages says 1300 yuan", async () => {
    const { officer, checker, signer, clerk } = people;
    await charge("1");
    await draft(officer, number, "fee_notice", { fee_mode: "page", fee_how: "持本通知书到区政务服务中心12号窗口缴纳" });
    await officer.press("更新要填的项", { within: "main form" });
    await officer.fill({ fee_pages: "30" }, "main");
    await officer.press("送审核", { within: "main form", status: 422 });
    await officer.reads("没有超出不收费的件数、页数");
    await officer.fill({ fee_pages: "130" }, "main");
    const at = await submit(officer);
    await check(checker, at);
    const letter = await sign(signer, at, office);
    for (const said of ["1300元", "第四十二条", letter.number]) assert.ok(letter.text.includes(said), letter.text);
    await serve(clerk, at, { way: "direct", on: day(), recipient: "热娜古丽·依明" });
    payBy = (await clock({ type: "fee_noticed", on: day() })).pay_by;
    await openCase(clerk, number);
    await clerk.reads("最迟缴费", chinese(payBy), "等申请人");
    await clerk.readsNot("发收费通知"); // once only
  });

  step("the applicant reads what is to be paid, how it was worked out, and until when", async () => {
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("请您缴费", "信息处理费 1300 元", chinese(payBy), "算您放弃这次申请", "前 30 页不收费", "第 31 到 100 页", "怎样缴：持本通知书");
  });

  step("another amount is refused; the right one starts the period anew", async () => {
    const { officer } = people;
    await openCase(officer, number);
    await officer.press("登记缴费", { within: ".actbar" });
    await officer.fill({ on: day(), amount: "130", bill: "0650-0007", scans: [picture("缴费凭证.png", 52)] }, "main");
    await officer.press("登记缴费", { within: "main form", status: 422 });
    await officer.reads("与收费通知书的金额 1300 元不同", "缴费凭证.png");
    await officer.fill({ amount: "1300" }, "main");
    await officer.press("登记缴费", { within: "main form" });
    paid = (await clock({ type: "fee_noticed", on: day() }, { type: "fee_paid", on: day() })).due;
    await officer.reads("已登记缴费，期限重新计算", chinese(paid), "缴费凭证.png", "0650-0007");
    const receipt = await officer.fetch(await officer.href("缴费确认书", "main"));
    assert.equal(receipt.subarray(0, 5).toString(), "%PDF-");
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("收到您缴的信息处理费", chinese(paid));
  });

  step("recorded by mistake it is awaited again; in the end nothing is to be paid, and the period runs as if it had not been told", async () => {
    const { clerk, signer } = people;
    await openCase(clerk, number);
    const at = new URL(clerk.page.url()).pathname.replace(/^\/desk/, "");
    const back = await clerk.page.locator('a[href*="/take-back?entry="]').first().getAttribute("href");
    await clerk.open(back.replace(/^\/desk/, ""));
    await clerk.fill({ reason: "是另一件的缴费" }, "main");
    await clerk.press("撤销一笔", { within: "main form" });
    await clerk.reads("撤销：缴费", "最迟缴费");
    const due = (await clock()).due;
    await signer.open(`${at}/waive-fee`);
    await signer.reads("当作没有通知过缴费", chinese(due));
    await signer.fill({ reason: "页数数错，没有超过三十页" }, "main");
    await signer.press("不再收费", { within: "main form", status: 422 }); // not ticked
    await signer.fill({ sure: true }, "main");
    await signer.press("不再收费", { within: "main form" });
    await signer.reads("期限按没有通知过", chinese(due));
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("不再收费，您不用缴", chinese(due));
    await charge("0");
    await applicant.close();
  });
});
