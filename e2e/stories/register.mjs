// The register: columns by choice, a view that is saved, changed, deleted and brought
// back, shared by the coordinator; what is seen is taken out as a file, and that is recorded.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { signedIn } from "../person.mjs";
import { day, sound, takeLetter } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("the register", () => {
  const step = steps("register");
  let clerk, coordinator, taken;

  const heads = async (person) => (await person.page.locator(".cases thead th").allInnerTexts()).map((text) => text.replace(/[\s↑↓]/g, ""));

  step("columns are chosen and put in order without a script", async () => {
    const { office, people } = await theOffice();
    ({ clerk } = people);
    const who = { login: "qin-register", name: "秦望川" };
    const told = await office.cli("user", "add", who.login, "--name", who.name, "--role", "coordinator", "--agency", "QZF", "--unit", "区政府办公室");
    office.passwords[who.login] = told.split("\t")[1].split("\n")[0];
    coordinator = await signedIn(await theBrowser(), office, who);
    taken = await takeLetter(clerk, { received: day(-2), serial: 411, name: "=阿依古丽", subject: "渠首闸门检修记录" });
    await clerk.open("/cases");
    assert.deepEqual(await heads(clerk), ["编号", "渠道", "申请人", "事项", "承办单位", "收到", "阶段", "最迟"]);
    await clerk.press("选列", { within: ".tools" });
    await sound(clerk);
    for (const label of ["渠道", "承办单位"]) await clerk.page.getByLabel(label, { exact: true }).uncheck();
    await clerk.page.getByLabel("申请人类别", { exact: true }).check();
    await clerk.act("up", () => clerk.page.getByRole("button", { name: "上移 阶段" }).click());
    await clerk.press("保存", { within: "main" });
    assert.deepEqual(await heads(clerk), ["编号", "申请人", "事项", "阶段", "收到", "最迟", "申请人类别"]);
    await sound(clerk);
  });

  step("what is asked for is saved as a view; without a name it is not", async () => {
    await clerk.fill({ q: "渠首闸门" }, ".filters");
    await clerk.press("筛选", { within: ".filters" });
    await clerk.press("存为视图", { within: ".tools" });
    await clerk.press("保存", { within: "main", status: 422 });
    await clerk.reads("给视图起一个名字");
    await clerk.fill({ name: "闸门" }, "main");
    await clerk.press("保存", { within: "main" });
    await clerk.reads("已存为视图“闸门”", taken.number);
    await clerk.open("/cases?view=all");
    await clerk.press("闸门", { within: ".views" });
    assert.equal(await clerk.value("q", ".filters"), "渠首闸门");
    await sound(clerk);
  });

  step("it is renamed, deleted, and comes back", async () => {
    await clerk.press("改这个视图", { within: ".tools" });
    await clerk.fill({ name: "渠首闸门" }, "main");
    await clerk.press("保存", { within: "main" });
    await clerk.press("改这个视图", { within: ".tools" });
    await sound(clerk);
    await clerk.press("删除这个视图", { within: "main" });
    await clerk.reads("视图“渠首闸门”已删除");
    await clerk.press("撤销");
    await clerk.press("恢复", { within: "main" });
    await clerk.reads("视图“渠首闸门”回来了", taken.number);
  });

  step("the coordinator shares one; a clerk sees it and cannot change it", async () => {
    await coordinator.open("/cases/views/new?view=late");
    await coordinator.fill({ name: "全区逾期" }, "main");
    await coordinator.page.getByLabel("本机关的人都能用这个视图").check();
    await coordinator.press("保存", { within: "main" });
    await clerk.open("/cases");
    await clerk.reads("全区逾期（共享）");
  });

  step("what is seen is taken out, harmless, and recorded", async () => {
    await clerk.open(`/cases?q=${encodeURIComponent("渠首闸门")}`);
    await clerk.press("导出", { within: ".tools" });
    await clerk.reads("词语（两个字起）：渠首闸门", "编号、申请人、事项、阶段、收到、最迟、申请人类别");
    await sound(clerk);
    await clerk.page.getByLabel("表格文本（CSV）").check();
    const waits = clerk.page.waitForEvent("download");
    await clerk.page.locator("main").getByRole("button", { name: "导出" }).click();
    const file = await waits;
    let text = "";
    for await (const piece of await file.createReadStream()) text += piece;
    assert.ok(text.startsWith("\ufeff编号,申请人,事项,阶段,收到,最迟,申请人类别\r\n"), text);
    assert.ok(text.includes(`${taken.number},'=阿依古丽,`), text);
    await coordinator.open("/exports");
    await coordinator.reads(`台账 ${day()}.csv`, "渠首闸门", "SHA-256");
    await sound(coordinator);
  });
});
