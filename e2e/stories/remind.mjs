// A unit is pressed, has it on top of its day and answers; what it cannot settle
// goes to the coordinating office, which answers on the case.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { pdfText } from "../paper.mjs";
import { signedIn } from "../person.mjs";
import { assign, chinese, day, identity, openCase, register } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("pressing a unit, and the coordinating office", () => {
  const step = steps("remind");
  let office, people, coordinator, number, at;

  step("a case is with its unit, and the office has a coordinator", async () => {
    ({ office, people } = await theOffice());
    const { clerk } = people;
    const told = await office.cli("user", "add", "qin", "--name", "秦望川", "--role", "coordinator", "--agency", "QZF", "--unit", "区政府办公室");
    office.passwords.qin = told.split("\t")[1].split("\n")[0];
    coordinator = await signedIn(await theBrowser(), office, { login: "qin", name: "秦望川" });
    await clerk.open("/post/new");
    await clerk.fill({
      kind: "signed", signed_on: day(-3), signed_by: "收发室", tracking: "XA00000000565", name: "热娜古丽·依明", class: "natural", id_number: identity(6),
      phone: "13900000006", address: "明川区东关街道9号", subject: "桥的检测报告", content: "2025年的桥梁检测报告", medium: "paper", delivery: "post",
    });
    await clerk.press("收下", { within: "main .btns" });
    await clerk.press("登记", { within: "main" });
    number = await register(clerk, { received: day(-3), ground: "signed_for" });
    await assign(people, number, { received: day(-3) });
    at = new URL(people.officer.page.url()).pathname.replace(/^\/desk/, "");
  });

  step("the clerk presses the unit; a day gone by is refused", async () => {
    const { clerk } = people;
    await clerk.open(`${at}/chase`);
    await clerk.fill({ why: "near", what: "提出答复意见，连同检索记录送审核", answer_by: day(-1) }, "main");
    await clerk.press("督办", { within: "main form", status: 422 });
    await clerk.reads("请答复的日子不能早于今天");
    await clerk.fill({ answer_by: day(1) }, "main");
    await clerk.press("督办", { within: "main form" });
    await clerk.reads("已督办", "督办和协调", "等单位答复", chinese(day(1)));
    const href = await clerk.page.locator("#pressed a", { hasText: "督办单" }).getAttribute("href");
    const paper = await clerk.page.context().request.get(new URL(href, clerk.page.url()).href);
    const text = await pdfText(await paper.body(), office.dir);
    for (const said of ["督办", number, "提出答复意见", chinese(day(1))]) assert.ok(text.includes(said), text);
    await clerk.open("/cases?view=chased");
    await clerk.reads(number);
  });

  step("it stands on top of the officer's day, who says when it will be done", async () => {
    const { clerk, officer } = people;
    await officer.open("/");
    await officer.reads("被督办，要答复");
    await officer.press("答复督办", { within: "#chased, main" });
    await officer.fill({ text: "档案馆在调档", promised: day(2) }, "main");
    await officer.press("答复督办", { within: "main form" });
    await officer.reads("已答复督办", "档案馆在调档");
    await openCase(clerk, number);
    await clerk.reads("单位已答复", "档案馆在调档");
    await clerk.open(`${at}/end-chase`);
    await clerk.press("办结督办", { within: "main form" });
    await clerk.reads("已办结督办");
  });

  step("what the officer cannot settle stands before the coordinating office, and is answered", async () => {
    const { officer } = people;
    await officer.open(`${at}/escalate`);
    await officer.press("提请协调", { within: "main form", status: 422 });
    await officer.fill({ reason: "档案馆和交通局都说报告不在自己那里" }, "main");
    await officer.press("提请协调", { within: "main form" });
    await officer.reads("已提请协调", "等区政府办答复");
    await coordinator.open("/");
    await coordinator.reads("需要协调：提请的", "需要协调 1");
    await coordinator.press("答复协调", { within: "#escalated, main" });
    await coordinator.reads("档案馆和交通局都说报告不在自己那里");
    await coordinator.fill({ text: "请交通局两日内提供" }, "main");
    await coordinator.press("答复协调", { within: "main form" });
    await openCase(officer, number);
    await officer.reads("请交通局两日内提供", "区政府办答复协调");
  });
});
