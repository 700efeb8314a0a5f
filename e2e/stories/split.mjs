// Splitting a registered case (分案): all of it is refused, one item goes to a case of
// its own with the same last day; the applicant opens both with the old code; taken
// back while nobody has worked on it, and refused once somebody has.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { person } from "../person.mjs";
import { assign, day, look, openCase, sound, takeLetter } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("a case is split", () => {
  const step = steps("split");
  const received = day(-2);
  let office, people, applicant, ticket, number, at, first, second, due;

  // dueOn reads the last day from the page of a case.
  const dueOn = async (clerk) => (await clerk.page.locator("main").innerText()).match(/\d+月\d+日（星期.）/)[0];
  const split = async (clerk, values) => {
    await clerk.open(`${at}/split-case`);
    await clerk.fill({ reason: "由财政局办", sure: true, ...values }, "main");
    await clerk.page.getByLabel("安置房建设合同").check();
    await clerk.press("分案", { within: "main form" });
    await clerk.reads("已分案");
    return /已分至 (\S+?)：/.exec(await clerk.page.locator("main").innerText())[1];
  };

  step("without a tick, and all of it, is refused; what was chosen stays chosen", async () => {
    ({ office, people } = await theOffice());
    const { clerk } = people;
    ({ ticket, number } = await takeLetter(clerk, {
      received, serial: 391, name: "热依汗·吐尔逊", subject: "安置房材料", content: "安置房建设合同\n安置房资金决算\n安置房分配名册",
    }));
    await assign(people, number, { received });
    await openCase(clerk, number);
    at = new URL(clerk.page.url()).pathname.replace(/^\/desk/, "");
    due = await dueOn(clerk);
    await clerk.open(`${at}/split-case`);
    await clerk.reads("期限不重新起算", "本案至少留一项");
    for (const item of ["安置房建设合同", "安置房资金决算", "安置房分配名册"]) await clerk.page.getByLabel(item).check();
    await clerk.fill({ reason: "由财政局办" }, "main");
    await clerk.press("分案", { within: "main form", status: 422 });
    await clerk.reads("先打勾");
    await clerk.fill({ sure: true }, "main");
    await clerk.press("分案", { within: "main form", status: 422 });
    await clerk.reads("本案至少留一项");
    assert.ok(await clerk.page.getByLabel("安置房资金决算").isChecked(), "what was ticked is lost");
    await sound(clerk);
  });

  step("one item goes to a case of its own, with the same last day; each leads to the other", async () => {
    const { clerk } = people;
    first = await split(clerk);
    await clerk.reads(`已分至 ${first}`, "答复只写留在本案的");
    await sound(clerk);
    await clerk.press("看这一件", { within: "main" });
    await clerk.reads(`由 ${number} 分出`, "安置房建设合同", "期限不重新起算");
    assert.equal(await dueOn(clerk), due, "the last day of the new case");
    await sound(clerk);
  });

  step("the applicant reads on the phone what is answered under which number, and opens both with the old code", async () => {
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("分成几件办", `编为 ${first}`, "都用您原来的查询码看进度");
    await sound(applicant);
    await applicant.press(`看 ${first}`, { within: "main" });
    await applicant.reads("安置房建设合同", "里的一部分，单独答复您");
    await sound(applicant);
  });

  step("split by mistake, the part comes back; its number is not used again", async () => {
    const { clerk } = people;
    await clerk.open(`${at}/take-back-split`);
    await clerk.fill({ reason: "分错了", sure: true }, "main");
    await clerk.press("撤销分案", { within: "main form" });
    await clerk.reads("已收回", `撤销分案，收回 ${first}`);
    await applicant.open(`${office.portal}status`);
    await applicant.reads("并回原来的一件", number);
    second = await split(clerk);
    assert.notEqual(second, first);
    await applicant.close();
  });

  step("once somebody has worked on the part it cannot come back, and the old case says why", async () => {
    const { clerk } = people;
    await openCase(clerk, second);
    await clerk.open(`${new URL(clerk.page.url()).pathname.replace(/^\/desk/, "")}/note`);
    await clerk.fill({ text: "已电话联系申请人" }, "main");
    await clerk.press("记一笔", { within: "main form" });
    await clerk.open(`${at}/take-back-split`);
    await clerk.fill({ reason: "分错了", sure: true }, "main");
    await clerk.press("撤销分案", { within: "main form", status: 422 });
    await clerk.reads(`${second} 已经办了`, "不能收回");
    await sound(clerk);
  });
});
