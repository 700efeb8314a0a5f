// Statistics and assessment: what came in stands in the figures and opens its cases; a
// draft that came back counts against its unit, which says what it mended; the
// coordinating office accepts that, and the deduction stays.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { signedIn } from "../person.mjs";
import { assign, day, draft, openCase, sendBack, sound, submit, takeLetter } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("statistics and assessment", () => {
  const step = steps("figures");
  const received = day(-1);
  let office, people, coordinator, number, mending;

  step("a draft comes back from the check", async () => {
    ({ office, people } = await theOffice());
    const told = await office.cli("user", "add", "qin-figures", "--name", "秦望川", "--role", "coordinator", "--agency", "QZF", "--unit", "区政府办公室");
    office.passwords["qin-figures"] = told.split("\t")[1].split("\n")[0];
    coordinator = await signedIn(await theBrowser(), office, { login: "qin-figures", name: "秦望川" });
    const { clerk, officer, checker } = people;
    ({ number } = await takeLetter(clerk, { received, serial: 771, name: "帕丽达·尼亚孜", subject: "路灯的账", content: "路灯的账" }));
    await assign(people, number, { received });
    await draft(officer, number, "clarification", { points: "哪一条路的路灯", help: "可以写路名", by: day(14) });
    const at = await submit(officer);
    await sendBack(checker, at, "写明是哪一年的账");
  });

  step("the figures are drawn with a table beside, and a number opens its cases with why", async () => {
    const { clerk } = people;
    await clerk.open("/figures");
    await clerk.reads("统计", "按月", "按渠道", "是否按时", "时间用在哪里", "被申请复议");
    assert.ok((await clerk.page.locator('svg[role="img"] desc').count()) >= 6);
    await sound(clerk);
    await clerk.press("\\d+，收到", { within: ".figures" });
    await clerk.reads(number, "路灯的账", "收到的申请");
    await sound(clerk);
    await clerk.press("回统计");
    await clerk.fill({ year: "2019" }, ".filters");
    await clerk.press("筛选", { within: ".filters" });
    await clerk.reads("没有数字");
    await sound(clerk);
  });

  step("the unit sees its sheet, and what it mended is refused without a word and with a day to come", async () => {
    const { officer } = people;
    await officer.open("/assessment");
    await officer.readsNot("全机关");
    await sound(officer);
    await officer.page.locator("tbody th a").first().click();
    await officer.reads("考核表", number, "文书被退回修改", "没有登记整改");
    await sound(officer);
    const row = officer.page.locator("tr", { hasText: number });
    await officer.act("mend", () => row.locator("a", { hasText: "登记整改" }).click());
    await officer.fill({ on: day(3) }, "main");
    await officer.press("登记整改", { within: "main form", status: 422 });
    await officer.reads("整改之日不能晚于今天", "写明整改了什么");
    await sound(officer);
    await officer.fill({ on: day(), text: "拟稿以前先问清年份" }, "main");
    await officer.press("登记整改", { within: "main form" });
    await officer.reads("已登记整改");
  });

  step("the coordinating office returns it with a reason, and accepts what is written then", async () => {
    const { officer } = people;
    await openCase(officer, number);
    const at = new URL(officer.page.url()).pathname.replace(/^\/desk/, "");
    await coordinator.open(`${at}/judge-mending`);
    await coordinator.reads("拟稿以前先问清年份", "文书被退回修改");
    await coordinator.fill({ accepted: "0" }, "main");
    await coordinator.press("认可整改", { within: "main form", status: 422 });
    await coordinator.reads("退回的写明还要改什么");
    await sound(coordinator);
    await coordinator.fill({ remark: "写明以后怎么做" }, "main");
    await coordinator.press("认可整改", { within: "main form" });
    await officer.open(`${at}/mend`);
    await officer.reads("整改退回");
    await officer.fill({ text: "拟稿单上加了一栏：年份问过了没有" }, "main");
    await officer.press("登记整改", { within: "main form" });
    await coordinator.open(`${at}/judge-mending`);
    await coordinator.fill({ accepted: "1" }, "main");
    await coordinator.press("认可整改", { within: "main form" });
    await coordinator.open(at);
    await coordinator.reads("认可整改", "退回整改", "写明以后怎么做");
    mending = at;
  });

  step("the deduction stays, with what was mended beside it; the table has it too", async () => {
    const { officer } = people;
    assert.ok(mending);
    await officer.open("/assessment");
    await officer.page.locator("tbody th a").first().click();
    await officer.page.locator("tr", { hasText: number }).locator("text=整改已认可").waitFor();
    await officer.reads("文书被退回修改");
    await coordinator.open("/assessment");
    const table = String(await coordinator.fetch(await coordinator.href("导出表格")));
    assert.ok(table.includes(number) && table.includes("整改已认可"), table);
    await sound(coordinator);
  });
});
