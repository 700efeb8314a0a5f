// Joining two cases about the same (并案): an unknown number is refused; the joined case
// keeps its last day and drafts no reply of its own; the reply of the lead is taken over
// with one press, signed and served by itself; the applicant reads of another request,
// not whose; parted again while no reply stands.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { person } from "../person.mjs";
import { assign, check, day, draft, look, openCase, serve, sign, sound, submit, takeLetter } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("two cases are joined", () => {
  const step = steps("joining");
  let office, people, applicant, lead, other, due, at, theirs;

  const address = async (who, number) => {
    await openCase(who, number);
    return new URL(who.page.url()).pathname.replace(/^\/desk/, "");
  };
  // dueOn reads the last day from the page of a case.
  const dueOn = async (who) => (await who.page.locator(".casehead").innerText()).match(/\d+月\d+日/)[0];

  step("an unknown number is refused as typed; two cases are joined, each with its own last day", async () => {
    ({ office, people } = await theOffice());
    const { clerk } = people;
    other = await takeLetter(clerk, { received: day(-5), serial: 401, name: "热依汗·吐尔逊", subject: "安置房分配方案" });
    await assign(people, other.number, { received: day(-5) });
    lead = await takeLetter(clerk, { received: day(-1), serial: 402, name: "张三", subject: "安置房的分配方案" });
    await assign(people, lead.number, { received: day(-1) });
    theirs = await address(clerk, other.number);
    due = await dueOn(clerk);
    at = await address(clerk, lead.number);
    await clerk.open(`${at}/join-case`);
    await clerk.reads("各用各的编号和期限");
    await clerk.fill({ number: "2019-9999", reason: "两人要的是同一份方案" }, "main");
    await clerk.press("并案", { within: "main form", status: 422 });
    await clerk.reads("没有这个编号的案件");
    assert.equal(await clerk.page.locator("[name=number]").inputValue(), "2019-9999");
    await sound(clerk);
    await clerk.fill({ number: other.number }, "main");
    await clerk.press("并案", { within: "main form" });
    await clerk.reads("已并案", `并进来的 ${other.number} 先到期`, "还没有拟同样的答复", "热依汗·吐尔逊");
    await sound(clerk);
    await clerk.open(theirs);
    await clerk.reads(`已并入 ${lead.number}`, "答复在那一件里拟");
    assert.equal(await dueOn(clerk), due, "the last day of the joined case");
    await sound(clerk);
    await clerk.open(`/cases?q=${encodeURIComponent("分配方案")}`);
    await clerk.reads("，并案");
    await sound(clerk);
  });

  step("the applicant reads that it is handled with another request, not whose", async () => {
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, other.ticket.number, other.ticket.code);
    await applicant.reads("和另一件同样的申请一起办", "您的编号和期限不变");
    const text = await applicant.page.locator("main").innerText();
    assert.ok(!text.includes(lead.number) && !text.includes("张三"), "the applicant learns whose the other is");
    await sound(applicant);
  });

  step("no reply of its own; that of the lead is taken over with one press, and served by itself", async () => {
    const { clerk, officer, checker, signer } = people;
    await officer.open(`${theirs}/letters/new?kind=disclose`, 409);
    await officer.reads(`本案已并入 ${lead.number}`, "先在那一件撤销并案");
    await draft(officer, lead.number, "disclose", { given: "《安置房分配方案》", way: "enclosed" });
    const first = await submit(officer);
    await check(checker, first);
    const { number } = await sign(signer, first, office);
    await officer.open(theirs);
    await officer.reads("那一件的答复已签发");
    await officer.press("拟同样的答复", { within: ".actbar" });
    assert.equal(await officer.page.locator("[name=given]").inputValue(), "《安置房分配方案》");
    await sound(officer);
    const second = await submit(officer);
    await clerk.open(`${at}/unjoin-case`);
    await clerk.fill({ reason: "不同" }, "main");
    await clerk.press("撤销并案", { within: "main form", status: 422 });
    await clerk.reads("已经拟了同样的答复");
    await sound(clerk);
    await check(checker, second);
    await sign(signer, second, office);
    await serve(clerk, second, { way: "posted", tracking: "XA9" });
    await openCase(clerk, other.number);
    await clerk.reads("答复，按期", `照 ${lead.number} 拟同样的答复`);
    await openCase(clerk, lead.number);
    await clerk.reads("送达", `照这份拟了答复：${number}`);
    await sound(clerk);
    await applicant.open(`${office.portal}status`);
    await applicant.readsNot("一起办");
    await sound(applicant);
    await applicant.close();
  });

  step("joined by mistake, a case is answered by itself again", async () => {
    const { clerk } = people;
    const one = await takeLetter(clerk, { received: day(-2), serial: 403, name: "李四", subject: "拆迁公告" });
    const two = await takeLetter(clerk, { received: day(-2), serial: 404, name: "王五", subject: "拆迁公告" });
    const here = await address(clerk, one.number);
    await clerk.open(`${here}/join-case`);
    await clerk.fill({ number: two.number, reason: "要的一样" }, "main");
    await clerk.press("并案", { within: "main form" });
    await clerk.reads("已并案");
    await clerk.open(`${here}/unjoin-case`);
    await clerk.fill({ reason: "要的年份不同" }, "main");
    await clerk.press("撤销并案", { within: "main form" });
    await clerk.reads("已撤销并案", `${two.number} 单独答复`);
    await openCase(clerk, two.number);
    await clerk.reads(`不再和 ${one.number} 一起答复`);
    await sound(clerk);
  });
});
