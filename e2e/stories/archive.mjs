// The file of a case that is over: put away from the list and by itself, bound, taken out
// and put away again, fetched with its originals, handed to the archives.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { pdfText } from "../paper.mjs";
import { eventually } from "../process.mjs";
import { answerRequest, chinese, day, identity, openCase, register, serve, sound } from "../steps.mjs";
import { steps, theOffice } from "../world.mjs";

const name = "古丽娜尔·艾合买提";
const subject = "草场征收补偿标准及依据";

describe("a file is put away", () => {
  const step = steps("archive");
  let office, people, number, letter, shelf;

  step("the request is answered at the counter", async () => {
    ({ office, people } = await theOffice());
    const { clerk } = people;
    await clerk.open("/counter/new");
    await clerk.fill({
      kind: "written", name, class: "natural", id_number: identity(77), phone: "13900000077", address: "明川区牧场路7号",
      subject, content: subject, medium: "paper", delivery: "pickup",
    });
    await clerk.press("收下，出回执", { within: "main" });
    await clerk.press("登记", { within: "main" });
    number = await register(clerk, { received: day(), ground: "handed_in", button: "登记并办理" });
    letter = await answerRequest(people, office, number, {
      received: day(), kind: "already_public", missing: ["已经公开的信息", "在哪里能看到"],
      values: { what: "《草场征收补偿标准》", where: "明川区人民政府网站" }, better: { where: "https://www.mingchuan.example/caochang.html" },
    });
    await serve(clerk, letter.at, { way: "direct", on: day(), recipient: name });
  });

  step("the list leaves it, for the applicant may still go against the answer", async () => {
    const { clerk } = people;
    await clerk.open("/archives");
    await clerk.reads("办结而还没有归档的", number, "国家档案局令第8号");
    await clerk.page.getByLabel(number).check();
    await clerk.fill({ fonds: "全 宗" });
    await clerk.press("归档", { within: "main form[method=post]", status: 422 });
    await clerk.reads("全宗号只写字母和数字");
    assert.equal(await clerk.page.getByLabel(number).isChecked(), true, "what was ticked is lost");
    await clerk.fill({ fonds: "109" });
    await clerk.press("归档", { within: "main form[method=post]", status: 422 });
    await clerk.reads("没有办成的", "救济期限到");
    await sound(clerk);
  });

  step("it is put away by itself, another period with a reason only", async () => {
    const { clerk } = people;
    await openCase(clerk, number);
    await clerk.press("归档", { within: ".actbar" });
    await clerk.reads("还可以复议、起诉", "建议：一般的依申请公开案卷");
    await clerk.fill({ keep: "forever", sure: true });
    await clerk.press("归档", { within: "main form", status: 422 });
    await clerk.reads("写明按本机关归档范围和保管期限表的哪一条");
    await clerk.fill({ reason: "保管期限表第12条", sure: true });
    await clerk.press("归档", { within: "main form" });
    shelf = `109-WS·${day().slice(0, 4)}-Y-0001`;
    await clerk.reads("已归档", shelf, "永久");
  });

  step("it is bound into one PDF, with cover and contents", async () => {
    const { clerk } = people;
    await eventually("the volume is bound", async () => {
      await clerk.open("/archives/kept");
      return (await clerk.page.locator("tr", { hasText: shelf }).locator("a", { hasText: "案卷 PDF" }).count()) > 0;
    }, 60);
    const text = await pdfText(await clerk.fetch(await clerk.href("案卷 PDF")), office.dir);
    for (const said of [shelf, "卷内文件目录", "责任者", "永久", "保管期限表第12条", subject, chinese(day())]) {
      assert.ok(text.includes(said), `the volume does not say ${said}`);
    }
    const zip = await clerk.fetch(await clerk.href("全部原件 ZIP"));
    assert.equal(zip.subarray(0, 2).toString(), "PK");
    assert.ok(zip.includes("manifest.json"));
    await sound(clerk);
  });

  step("it is handed to the archives, and cannot be taken out", async () => {
    const { clerk } = people;
    await clerk.open("/archives/kept");
    await clerk.page.getByLabel(shelf).check();
    await clerk.press("记为已移交", { within: "main form[method=post]", status: 422 });
    await clerk.reads("写明移交给哪个档案馆");
    await clerk.fill({ to: "明川区档案馆" });
    await clerk.press("记为已移交", { within: "main form[method=post]" });
    await clerk.reads("移交明川区档案馆");
    const kept = await clerk.page.locator("main table tbody tr").count(); // other stories have put files away too
    const list = await pdfText(await clerk.fetch(await clerk.href("案卷清册（PDF）")), office.dir);
    for (const said of ["案卷清册", `共${kept}卷`, ...shelf.split("·"), "档案馆"]) {
      assert.ok(list.includes(said), `the list does not say ${said}: ${list}`); // cells break where they must
    }
    await openCase(clerk, number);
    await clerk.reads("案卷移交", "案卷装订成册", shelf);
  });
});
