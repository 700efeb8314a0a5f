// The yearly report: an agency's office writes it part by part and sends it in, the
// coordinating office returns and takes it, the government's is written, its signer
// publishes it, anybody reads it; and a figure of the year opens its cases.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { person, signedIn } from "../person.mjs";
import { day, sound, takeLetter } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("a yearly report from units to publication", () => {
  const step = steps("annual");
  const year = Number(day().slice(0, 4));
  const own = `/yearly/${year - 1}/1`, whole = `/yearly/${year - 1}/0`;
  let office, people, coordinator;

  const writes = async (who, at, text) => {
    for (const part of ["overview", "problems"]) {
      await who.open(`${at}/write/${part}`);
      await who.fill({ text: `${text}${part}` }, "main");
      await who.press("保存", { within: "main" });
    }
  };

  step("a figure of the year opens its cases", async () => {
    ({ office, people } = await theOffice());
    const told = await office.cli("user", "add", "qin-annual", "--name", "秦望川", "--role", "coordinator", "--agency", "QZF", "--unit", "区政府办公室");
    office.passwords["qin-annual"] = told.split("\t")[1].split("\n")[0];
    coordinator = await signedIn(await theBrowser(), office, { login: "qin-annual", name: "秦望川" });
    const { number } = await takeLetter(people.clerk, { received: day(-1), serial: 781, name: "帕提古丽·买买提", subject: "年报的一件", content: "年报的一件" });
    await people.clerk.open(`/report/${year}?agency=1`);
    await people.clerk.act("open the cell of what came", () => people.clerk.page.locator("table.report tbody td a").first().click());
    await people.clerk.reads(number, "计入一、本年新收");
    await sound(people.clerk);
  });

  step("the office writes it: a sentence is taken over, a figure that is none is refused with all that was typed", async () => {
    const { clerk } = people;
    await clerk.open(`${own}/write/overview`);
    await clerk.fill({ text: "一年来，认真办理。" }, "main");
    await clerk.press("取用", { within: "#offers" });
    const text = await clerk.page.locator("#f-text").inputValue();
    assert.match(text, /^一年来，认真办理。\n.*新收政府信息公开申请/s);
    await clerk.press("保存", { within: "main" });
    await clerk.open(`${own}/write/problems`);
    await clerk.fill({ text: "答复不够及时。" }, "main");
    await clerk.press("保存", { within: "main" });
    await clerk.open(`${own}/write/proactive`);
    for (const field of await clerk.page.locator(".figurefields input").all()) await field.fill("3");
    await clerk.fill({ "permits.decided": "三百" }, "main");
    await clerk.press("保存", { within: "main", status: 422 });
    assert.equal(await clerk.page.locator("[name='permits.decided']").inputValue(), "三百");
    await sound(clerk);
    await clerk.fill({ "permits.decided": "300" }, "main");
    await clerk.press("保存", { within: "main" });
    await clerk.press("报送", { within: ".actbar" });
    await clerk.reads("已报送");
  });

  step("the coordinating office returns it with a reason, and takes it mended", async () => {
    await coordinator.open(`${own}/return`);
    await coordinator.press("退回修改", { within: "main", status: 422 });
    await coordinator.fill({ reason: "第五部分写具体些" }, "main");
    await coordinator.press("退回修改", { within: "main" });
    await people.clerk.open(`${own}/write/problems`);
    await people.clerk.fill({ text: "有的答复在最后一天才送出。" }, "main");
    await people.clerk.press("保存", { within: "main" });
    await people.clerk.press("报送", { within: ".actbar" });
    await coordinator.open(own);
    await coordinator.press("收齐", { within: ".actbar" });
    await coordinator.reads("已收齐");
    await sound(coordinator);
  });

  step("the government's is written and published by its signer, who has seen it", async () => {
    const { signer } = people;
    await writes(coordinator, whole, "全区");
    await signer.open(`${whole}/publish`);
    await signer.press("公布", { within: "main form", status: 422 });
    await sound(signer);
    await signer.fill({ sure: true }, "main");
    if ((await signer.page.locator("[name=reason]").count()) > 0) await signer.fill({ reason: "其他机关没有在本系统编写" }, "main");
    await signer.press("公布", { within: "main form" });
    await signer.reads("已公布", "没有变动");
  });

  step("anybody reads it on the portal, on a phone", async () => {
    const reader = await person(await theBrowser(), "reader", office.portal, { width: 390 });
    await reader.open("/");
    await reader.press("年度报告", { within: "footer" });
    await reader.press("明川区人民政府（汇总各机关）", { within: "main" });
    await reader.reads(`${year - 1}年政府信息公开工作年度报告`, "全区overview", "300");
    await sound(reader);
    await reader.close();
    await coordinator.close();
  });
});
