// A correction of a record about oneself: asked for on its own page with the
// evidence, registered with a number of its own, offered its own letters alone.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { picture } from "../paper.mjs";
import { person } from "../person.mjs";
import { assign, choose, day, identity, look, openCase, register } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("a correction of records", () => {
  const step = steps("correction");
  const name = "努尔古丽·买买提";
  let office, people, applicant, ticket, number;

  step("is asked for from the home page; without evidence it is not taken", async () => {
    ({ office, people } = await theOffice());
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390, javaScript: false });
    await applicant.open("/");
    await applicant.press("申请更正", { within: "main" });
    await applicant.reads("法律没有规定更正的期限", "证据");
    await applicant.press("开始申请更正");
    await applicant.fill({ class: "natural" });
    await applicant.press("下一步：填写", { within: "main" });
    await applicant.fill({
      name, id_number: identity(61), phone: "13900000061", delivery: "download", id_files: [picture("身份证.png", 61)],
      record: "被征收房屋情况登记表第3号", record_was: "建筑面积86.20平方米", record_now: "建筑面积92.60平方米", evidence: "房屋所有权证，载明92.60平方米",
    });
    await applicant.press("下一步：核对", { within: "main", status: 422 });
    await applicant.reads("条例第四十一条要有证据");
    await applicant.fill({ files: [picture("房产证.png", 62)] });
    await applicant.press("下一步：核对", { within: "main" });
    await applicant.reads("建筑面积92.60平方米", "本机关自己定的");
    await applicant.fill({ confirm: true });
    await applicant.press("提交申请", { within: "main" });
    const codes = (await applicant.page.locator(".receipt dd").allInnerTexts()).map((s) => s.trim());
    ticket = { number: codes[0], code: codes[1] };
  });

  step("is registered with a number of its own, and has no letters but its own", async () => {
    const { clerk, officer } = people;
    await clerk.open("/inbox");
    await choose(clerk, name);
    await clerk.reads("申请人填的是更正申请");
    number = await register(clerk, { received: day(), ground: "both_confirmed" });
    assert.match(number, /更\d{4}-\d{4}/);
    await assign(people, number, { received: day() });
    await openCase(officer, number);
    await officer.reads("更正申请：", "要更正什么", "本机关自己定的期限");
    await officer.open(new URL(officer.page.url()).pathname.replace(/^.*(\/cases\/)/, "$1") + "/letters/new");
    await officer.reads("予以更正答复书", "不予更正答复书");
    await officer.readsNot("延期答复告知书");
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("正在核对您要更正的记录", "本机关自己定的");
  });
});
