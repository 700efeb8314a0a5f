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

  let past, list;
  step("a case of the old register is over its ten years: it is held back, and let go", async () => {
    const { clerk } = people;
    const csv = ["编号,收到日期,申请人,申请内容,承办单位,答复日期,办理结果", "2012-1,2012-05-07,钱江潮,老城供水管网改造方案,区政府办公室,2012-05-21,予以公开"].join("\r\n");
    await clerk.open("/import");
    await clerk.fill({ file: { name: "旧台账 2012.csv", mimeType: "text/csv", buffer: Buffer.from(`\ufeff${csv}\r\n`) } }, "main");
    await clerk.press("上传", { within: "main" });
    await clerk.press("下一步", { within: "main" });
    await clerk.press("导入 1 件", { within: "main" });
    await clerk.page.locator("main .tag", { hasText: "已导入" }).first().waitFor();
    await clerk.press("在台账里看这一批", { within: "main" });
    await clerk.press("\\S*旧2012-0001", { within: "main table" });
    past = new URL(clerk.page.url()).pathname.replace(/^.*(\/cases\/\d+).*$/, "$1");
    await clerk.press("归档", { within: ".actbar" });
    await clerk.fill({ sure: true });
    await clerk.press("归档", { within: "main form" });
    await eventually("its volume is bound, which is noted in the case too", async () => {
      await clerk.open(past);
      return (await clerk.page.locator("main", { hasText: "案卷装订成册" }).count()) > 0;
    }, 60);
    await clerk.open("/archives/due");
    await clerk.reads("旧2012-0001", "至 2022年12月31日", "档案法第二十一条");
    await sound(clerk);
    await clerk.page.locator("tr", { hasText: "旧2012-0001" }).locator("input[type=checkbox]").check();
    await clerk.press("登记鉴定意见", { within: "main form", status: 422 });
    await clerk.reads("选一种鉴定意见");
    await clerk.fill({ way: "hold", reason: "区纪委在查阅" });
    await clerk.press("登记鉴定意见", { within: "main form" });
    await clerk.reads("暂缓销毁的 1 卷");
    await clerk.open(`${past}/end-hold`);
    await clerk.reads("区纪委在查阅");
    await clerk.fill({ reason: "查阅完了" });
    await clerk.press("解除暂缓", { within: "main form" });
  });

  step("it is proposed for destruction, and another person approves", async () => {
    const { clerk, signer } = people;
    await clerk.open("/archives/due");
    await clerk.page.locator("tr", { hasText: "旧2012-0001" }).locator("input[type=checkbox]").check();
    await clerk.fill({ way: "destroy", reason: "期满，没有继续保存的价值" });
    await clerk.press("登记鉴定意见", { within: "main form" });
    await clerk.reads("待审批", "等别人批准", "申请公开老城供水管网改造方案");
    await sound(clerk);
    list = new URL(clerk.page.url()).pathname.replace(/^.*(\/archives\/disposals\/\d+).*$/, "$1");
    await signer.open("/archives/disposals");
    await sound(signer);
    await signer.open(list);
    await signer.fill({ remark: "同意" });
    await signer.press("批准销毁", { within: "main" });
    await signer.reads("已批准，待销毁");
    const text = await pdfText(await signer.fetch(await signer.href("清册（PDF）")), office.dir);
    for (const said of ["档案销毁清册", "题名", "批准"]) {
      assert.ok(text.includes(said), `the list does not say ${said}: ${text}`);
    }
  });

  step("it is destroyed before two supervisors, and the fact stays", async () => {
    const { clerk } = people;
    await clerk.open(list);
    await clerk.fill({ supervisor1: "王监", supervisor2: "王监" });
    await clerk.press("销毁", { within: "main form[action$=carry-out]", status: 422 });
    await clerk.reads("要是两个人", "先打勾");
    await sound(clerk);
    await clerk.fill({ supervisor2: "李监", sure: true });
    await clerk.press("销毁", { within: "main form[action$=carry-out]" });
    await eventually("the rows are destroyed", async () => {
      await clerk.open(past);
      return (await clerk.page.locator("main", { hasText: "案卷已销毁" }).count()) > 0;
    }, 60);
    await clerk.reads("旧2012-0001", "案卷销毁", "看清册");
    await clerk.readsNot("钱江潮", "老城供水");
    await sound(clerk);
    await clerk.open(list);
    await clerk.reads("王监、李监");
  });
});
