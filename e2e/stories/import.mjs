// The Excel import with a bad file: an old workbook and a broken one are refused with what
// to do, a register with troubles is mapped, tried, taken in; again it makes no doubles, and
// the whole import is taken back.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { signedIn } from "../person.mjs";
import { sound } from "../steps.mjs";
import { staff } from "../office.mjs";
import { workbook } from "../workbook.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

const register = [
  "序号,编号,收到日期,申请人,申请内容,承办单位,答复日期,办理结果,答复文号,备注",
  "1,2023-1,2023-05-06,钱塘月,水库大坝安全鉴定报告,区政府办公室,2023年5月20日,予以公开,明公开〔2023〕1号,电话告知",
  "2,2023-2,2023.6.1,孙一鸣、李二喜,红柳滩征地补偿方案,区征收办,2023.6.19,部分公开,明公开〔2023〕2号,",
  "3,2023-3,2023年2月30日,周三立,防洪应急预案,区政府办公室,2023-03-10,予以公开,,",
  "4,2023-4,2023-07-03,吴四维,公交线路调整依据,区政府办公室,2023-07-20,阅后酌处,,",
  "1,2023-1,2023-05-06,钱塘月,水库大坝安全鉴定报告,区政府办公室,2023年5月20日,予以公开,明公开〔2023〕1号,电话告知",
].join("\r\n");

const file = (name, content) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
const csv = file("旧台账 2023.csv", `\ufeff${register}\r\n`);

const headings = ["编号", "收到日期", "申请人", "申请内容", "承办单位", "答复日期", "办理结果"];
const book = workbook([
  { name: "说明", rows: [["明川区政府信息公开申请台账，各年一张表。"]] },
  { name: "2021年", rows: [
    ["2021年度政府信息公开申请台账"], headings,
    ["2021-1", { day: "2021-03-01" }, "郑五常", "污水处理厂环评批复", "区政府办公室", { day: "2021-03-19" }, "予以公开"],
    { hidden: true, cells: ["2021-2", { day: "2021-04-06" }, "王六安", "幼儿园规划布点", "区政府办公室", { day: "2021-04-20" }, "予以公开"] },
    ["2021-3", { day: "2021-05-10" }, "冯七星", "河道清淤合同", "区政府办公室", { day: "2021-06-01" }, "部分公开"],
  ] },
  { name: "2022年", hidden: true, rows: [headings, ["2022-1", { day: "2022-09-01" }, "陈八方", "路灯改造预算", "区政府办公室", { day: "2022-09-16" }, "予以公开"]] },
  { name: "空表", rows: [] },
]);

describe("the Excel import with a bad file", () => {
  const step = steps("import");
  let clerk, path, number;

  // fits asserts that the page is sound as it is wide, and on a phone.
  const fits = async (person) => {
    for (const [width, height] of [[390, 844], [1280, 800]]) {
      await person.page.setViewportSize({ width, height });
      await sound(person);
    }
  };
  const send = async (person, sent, status = 200) => {
    await person.open("/import");
    await person.fill({ file: sent }, "main");
    await person.press("上传", { within: "main", status });
  };
  const here = (person) => new URL(person.page.url()).pathname.replace(/^.*(\/import\/\d+).*$/, "$1");
  const stands = (person, label) => person.page.locator("main .tag", { hasText: label }).first().waitFor();

  step("no file, an old workbook and a broken one are refused, with what to do", async () => {
    ({ clerk } = (await theOffice()).people);
    await clerk.open("/import");
    await fits(clerk);
    await clerk.press("上传", { within: "main", status: 422 });
    await clerk.reads("选一个文件");
    await send(clerk, file("台账.xls", Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(2048)])), 422);
    await clerk.reads("另存为");
    await fits(clerk);
    await send(clerk, file("台账.xlsx", Buffer.concat([Buffer.from("504b0304", "hex"), Buffer.alloc(2048, 7)])), 422);
    assert.equal(await clerk.page.locator("main .govuk-error-message").count(), 1);
    await clerk.readsNot("以前的导入");
  });

  step("the columns are proposed; one too few is refused beside, and nothing chosen is lost", async () => {
    await send(clerk, csv);
    path = here(clerk);
    assert.equal(await clerk.value("column-C"), "received");
    assert.equal(await clerk.value("column-J"), "kept");
    await fits(clerk);
    await clerk.fill({ "column-C": "kept", "column-I": "kept" }, "main");
    await clerk.press("下一步", { within: "main", status: 422 });
    await clerk.reads("没有一列是“收到日期”");
    assert.equal(await clerk.value("column-I"), "kept");
    await fits(clerk);
    await clerk.fill({ "column-C": "received", "column-I": "reply_number" }, "main");
    await clerk.press("下一步", { within: "main" });
  });

  step("a word that nobody knows is chosen for once; the trial names each cell", async () => {
    await clerk.reads("阅后酌处", "请选定");
    await fits(clerk);
    await clerk.press("试导", { within: "main form" });
    await clerk.reads("现在什么都还没有导入", "办理结果没有选定", "收到日期不存在", "一格里有几个人", "和前面的行重复", "C4", "D3", "导入 2 件");
    await fits(clerk);
    await clerk.press("办理结果", { within: ".importsteps" });
    await clerk.page.locator("tr", { hasText: "阅后酌处" }).locator("select").selectOption("disclose");
    await clerk.press("试导", { within: "main form" });
    await clerk.readsNot("办理结果没有选定");
    const troubles = await clerk.fetch(await clerk.href("下载这些行"));
    assert.equal(troubles.name, "问题行 旧台账 2023.csv.xlsx");
    assert.equal(troubles.subarray(0, 2).toString(), "PK");
    await clerk.press("收到日期不存在", { within: "main" });
    await clerk.reads("周三立");
    await clerk.readsNot("孙一鸣");
  });

  step("it is taken in, and its cases stand in the register", async () => {
    await clerk.press("导入 3 件", { within: "main" });
    await stands(clerk, "已导入");
    await clerk.reads("3 件，共 3 件");
    await fits(clerk);
    await clerk.press("在台账里看这一批", { within: "main" });
    await clerk.reads("旧2023-0001", "旧2023-0002", "旧2023-0003", "只看导入：旧台账 2023.csv");
    await clerk.readsNot("周三立", "旧2023-0004");
    await fits(clerk);
    number = "旧2023-0002";
    await clerk.press("\\S*旧2023-0002", { within: "main table" });
    await clerk.reads("孙一鸣", "李二喜", "红柳滩征地补偿方案", "区征收办", "明公开〔2023〕2号", "第 3 行");
    await clerk.readsNot("未分办");
    await fits(clerk);
  });

  step("the same file again makes no doubles, on a phone without a script", async () => {
    const { office } = await theOffice();
    const plain = await signedIn(await theBrowser(), office, staff.clerk, { javaScript: false, width: 390 });
    await send(plain, csv);
    assert.notEqual(here(plain), path);
    await plain.press("下一步", { within: "main" });
    await plain.press("试导", { within: "main form" });
    await plain.page.locator("tr", { hasText: "钱塘月" }).first().waitFor();
    await plain.reads("导入过", "不会重复", "没有可以导入的行");
    await plain.press("不导了，删除这次上传", { within: "main" });
    await plain.reads("删除了，没有导入任何案件");
    await plain.close();
  });

  step("the whole import is taken back, with a reason and sure of it", async () => {
    await clerk.open(path);
    await clerk.press("撤销整批导入", { within: "main" });
    await fits(clerk);
    await clerk.press("撤销整批导入", { within: "main form", status: 422 });
    await clerk.fill({ reason: "导的是草稿" }, "main");
    await clerk.press("撤销整批导入", { within: "main form", status: 422 });
    assert.equal(await clerk.value("reason"), "导的是草稿");
    await fits(clerk);
    await clerk.fill({ sure: true }, "main");
    await clerk.press("撤销整批导入", { within: "main form" });
    await stands(clerk, "已撤销");
    await clerk.reads("导的是草稿");
    await clerk.open(`/cases?view=all&q=${encodeURIComponent(number)}`);
    await clerk.reads("登记已撤销");
  });

  step("of a book the sheet is chosen; its hidden rows are named and left out where asked for", async () => {
    await send(clerk, file("历年台账.xlsx", book));
    path = here(clerk);
    await clerk.reads("说明", "2021年", "2022年", "空表", "在文件里是隐藏的");
    await fits(clerk);
    await clerk.press("下一步", { within: "main", status: 422 });
    await clerk.reads("选一张工作表");
    await clerk.page.getByLabel("空表").check();
    await clerk.press("下一步", { within: "main", status: 422 });
    await clerk.reads("这张工作表是空的");
    await fits(clerk);
    await clerk.page.getByLabel("2021年").check();
    await clerk.press("下一步", { within: "main" });
    assert.equal(await clerk.value("column-B"), "received");
    await clerk.press("下一步", { within: "main" });
    await clerk.reads("王六安", "导入 3 件");
    await clerk.press("对应各列", { within: ".importsteps" });
    await clerk.fill({ hidden: "leave" }, "main");
    await clerk.press("下一步", { within: "main" });
    await clerk.reads("导入 2 件");
    await clerk.press("导入 2 件", { within: "main" });
    await stands(clerk, "已导入");
  });

  step("the next sheet of the same file follows without the file being sent again", async () => {
    await clerk.open(path);
    await clerk.reads("这个文件里别的工作表", "2022年");
    await fits(clerk);
    await clerk.page.locator("tr", { hasText: "空表" }).getByRole("button").focus();
    await clerk.key("Enter", 422);
    await clerk.reads("这张工作表是空的");
    await fits(clerk);
    const { office } = await theOffice();
    const plain = await signedIn(await theBrowser(), office, staff.clerk, { javaScript: false, width: 390 });
    await plain.open(path);
    await plain.press("接着导这一张", { within: "main tr:has-text('2022年')" });
    assert.notEqual(here(plain), path);
    await plain.reads("工作表“2022年”");
    await plain.press("下一步", { within: "main" });
    await plain.press("导入 1 件", { within: "main" });
    await plain.close();
    await clerk.open(path);
    await clerk.press("(正在导入|已导入 1 件)", { within: "main section:has(#others)" });
    await stands(clerk, "已导入");
    await clerk.press("在台账里看这一批", { within: "main" });
    await clerk.reads("旧2022-0001", "陈八方");
    await clerk.open("/cases?view=all&q=" + encodeURIComponent("王六安"));
    await clerk.readsNot("旧2021-0003");
  });
});
