// Requests beyond reason (条例 35): the applicant is asked why, answers on the status
// page, and the reply is put off in time; of another nothing good is heard, and the
// request is refused with what was said.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { person } from "../person.mjs";
import { assign, check, chinese, day, draft, look, openCase, serve, sign, sound, submit, takeLetter } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("too many requests", () => {
  const step = steps("many");
  const received = day(-3);
  const name = "帕提古丽·伊明";
  let office, people, applicant, first, second;

  // clock asks the clock of the command line.
  const clock = async (...events) => {
    const asked = JSON.stringify({ matter: "request", region: "CN-65", as_of: day(), events: [{ type: "received", on: received }, ...events] });
    return JSON.parse(await office.ask(["clock"], asked));
  };
  const path = async (number) => {
    await openCase(people.officer, number);
    return new URL(people.officer.page.url()).pathname.replace(/^\/desk/, "");
  };
  // ask sends the notice that asks for reasons; one that is begun is on the page.
  const ask = async (number, { begun } = {}) => {
    const { officer, checker, signer, clerk } = people;
    if (!begun) await draft(officer, number, "reasons_request", {});
    await officer.fill({ by: day(6) }, "main");
    assert.match(await officer.value("count", "main"), /尚未办结的2件/);
    const at = await submit(officer);
    await check(checker, at);
    const letter = await sign(signer, at, office);
    for (const said of ["第三十五条", "作出说明", "尚未办结的2件", letter.number]) assert.ok(letter.text.includes(said), letter.text);
    await serve(clerk, at, { way: "direct", on: day(), recipient: name });
  };

  step("two requests of one person are counted where one decides; nothing is put off or recorded unasked", async () => {
    ({ office, people } = await theOffice());
    const { clerk, officer } = people;
    first = await takeLetter(clerk, { received, serial: 341, name, subject: "2016年以来的全部会议通知" });
    second = await takeLetter(clerk, { received, serial: 341, name, subject: "2016年以来的全部公文目录" });
    for (const { number } of [first, second]) await assign(people, number, { received });
    first.at = await path(first.number);
    second.at = await path(second.number);
    await officer.open(`${first.at}/requests`);
    await officer.reads("尚未办结2 件", "还没有要求申请人说明理由", first.number, second.number);
    await sound(officer);
    await officer.open(`${first.at}/letters/new?kind=delay`, 409);
    await officer.open(`${first.at}/take-reasons`, 409);
    await draft(officer, first.number, "reasons_request", { by: day() });
    await officer.press("送审核", { within: "main form", status: 422 });
    await officer.reads("说明理由的期限要在成文日期之后");
  });

  step("reasons are asked for; the period goes on, and the applicant reads how to answer", async () => {
    const { clerk } = people;
    await ask(first.number, { begun: true });
    const { due } = await clock({ type: "reasons_asked", on: day() });
    await openCase(clerk, first.number);
    await clerk.reads("申请人说明理由", chinese(day(6)), chinese(due));
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390, javaScript: false });
    await look(applicant, office, first.ticket.number, first.ticket.code);
    await applicant.reads("请您说明理由", "答复的期限不停", chinese(day(6)));
    await applicant.press("现在说明", { within: "main" });
    await applicant.press("交上去", { within: "main .btns", status: 422 });
    await applicant.fill({ text: "写地方志要用，按年份查" }, "main");
    await applicant.press("交上去", { within: "main .btns" });
    await applicant.reads("收到您的说明");
    await applicant.readsNot("现在说明");
  });

  step("they are accepted, but it takes longer: a delay that ends within the period is none, a later day is told in time", async () => {
    const { officer, checker, signer, clerk } = people;
    const { due } = await clock({ type: "reasons_asked", on: day() });
    await openCase(officer, first.number);
    await officer.reads("写地方志要用");
    await draft(officer, first.number, "delay", { reason: "要逐年核对十年的文件", by: due });
    assert.equal(await officer.value("reasons_given", "main"), "写地方志要用，按年份查");
    await officer.press("送审核", { within: "main form", status: 422 });
    await officer.reads("不用延迟");
    const by = day(60);
    await officer.fill({ by }, "main");
    const at = await submit(officer);
    await check(checker, at);
    const letter = await sign(signer, at, office);
    for (const said of ["写地方志要用", "第三十五条", chinese(by)]) assert.ok(letter.text.includes(said), letter.text);
    await serve(clerk, at, { way: "direct", on: day(), recipient: name });
    await openCase(clerk, first.number);
    await clerk.reads(chinese(by), "延迟答复");
    await look(applicant, office, first.ticket.number, first.ticket.code);
    await applicant.reads("推迟了答复", chinese(by));
    await applicant.close();
  });

  step("of the other the clerk records what came by post, not a day before it was asked", async () => {
    const { clerk, officer } = people;
    await ask(second.number);
    await officer.open(`${second.at}/take-reasons`);
    await officer.fill({ came: "no" }, "main");
    await officer.press("登记说明理由", { within: "main form", status: 422 });
    await officer.reads("还没有过，不能登记没有说明");
    await clerk.open(`${second.at}/take-reasons`);
    await clerk.fill({ came: "yes", on: day(-1), text: "就是要全部" }, "main");
    await clerk.press("登记说明理由", { within: "main form", status: 422 });
    await clerk.reads("不能早于通知书送达之日");
    await clerk.page.locator("#f-on-error").waitFor(); // beside the field
    await sound(clerk);
    await clerk.fill({ on: day() }, "main");
    await clerk.press("登记说明理由", { within: "main form" });
    await clerk.reads("已登记申请人的说明", "就是要全部");
  });

  step("the refusal is filled in with it, checked, signed and served; the applicant finds it", async () => {
    const { officer, checker, signer, clerk } = people;
    await officer.open(`${second.at}/requests`);
    await officer.press("不予处理", { within: "main" });
    assert.equal(await officer.value("reasons_given", "main"), "就是要全部");
    await officer.press("送审核", { within: "main form", status: 422 });
    await officer.reads("为什么不合理");
    await officer.fill({ reasons_not: "说明没有讲到具体的用途，所要的目录与正在办理的另一件相同" }, "main");
    const at = await submit(officer);
    await check(checker, at);
    const letter = await sign(signer, at, office);
    for (const said of ["就是要全部", "不予处理", "六十日", "六个月", letter.number]) assert.ok(letter.text.includes(said), letter.text);
    await serve(clerk, at, { way: "direct", on: day(), recipient: name });
    await openCase(clerk, second.number);
    await clerk.reads("答复，按期", "收到说明");
    const other = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(other, office, second.ticket.number, second.ticket.code);
    await other.reads("已经答复", "请您说明理由", "收到您的说明");
    await sound(other);
    await other.close();
  });
});
