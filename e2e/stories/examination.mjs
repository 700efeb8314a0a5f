// What an officer does between signing for a case and drafting the reply: searches, asks
// another unit for help, has secrecy examined before anything is disclosed; and what was
// recorded by mistake is taken back.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { housing, staff } from "../office.mjs";
import { pdfText } from "../paper.mjs";
import { assign, check, chinese, day, draft, identity, openCase, register, sign, submit } from "../steps.mjs";
import { steps, theOffice } from "../world.mjs";

describe("searches and examinations", () => {
  const step = steps("examination");
  const received = day(-3);
  let office, people;

  // letterIn takes a letter in by post and registers it; it returns the case's number.
  const letterIn = async (serial, subject, content) => {
    const { clerk } = people;
    await clerk.open("/post/new");
    await clerk.fill({
      kind: "signed", signed_on: received, signed_by: "收发室", tracking: `XA000000009${serial}`, name: "热娜古丽·依明", class: "natural", id_number: identity(serial),
      phone: "13900000091", address: "明川区东关街道9号", subject, content, medium: "paper", delivery: "post",
    });
    await clerk.press("收下", { within: "main .btns" });
    await clerk.press("登记", { within: "main" });
    return register(clerk, { received, ground: "signed_for" });
  };
  // at opens a case and returns its address.
  const at = async (who, number) => {
    await openCase(who, number);
    return new URL(who.page.url()).pathname.replace(/^\/desk/, "");
  };
  // entryTo follows the link of the entry of the timeline with a title.
  const entryTo = (who, title, label) => who.press(label, { within: `.moj-timeline__item:has(h3:text-is("${title}"))` });

  describe("there is none", () => {
    const seek = "2018年团结路入户调查的录音";
    const archive = "档案室的征收全宗2017年至2019年";
    const system = "公文系统2018年至2020年的收文";
    let number, it;

    step("the officer searches and finds nothing; where and by which words must be said", async () => {
      ({ office, people } = await theOffice());
      const { officer } = people;
      number = await letterIn(91, "入户调查的录音", seek);
      await assign(people, number, { received });
      it = await at(officer, number);
      await officer.open(`${it}/search`);
      assert.equal(await officer.value("who", "main"), staff.officer.name);
      await officer.fill({ places: system, words: "", result: "none", on: day(1) }, "main");
      await officer.press("登记检索", { within: "main form", status: 422 });
      await officer.reads("没有找到的，写明用什么词检索", "不能晚于今天");
      assert.equal(await officer.value("places", "main"), system);
      await officer.fill({ words: "“团结路”“录音”", on: day() }, "main");
      await officer.press("登记检索", { within: "main form" });
      await officer.reads("已登记检索", "没有找到", system);
    });

    step("another unit is asked on a sheet that does not say who wants it, and its answer is recorded", async () => {
      const { officer } = people;
      await officer.open(`${it}/ask-help`);
      assert.equal(await officer.value("seek", "main"), seek);
      await officer.fill({ unit: "区档案馆", clues: "当年由征收办经办", until: day(4) }, "main");
      await officer.press("请协助查找", { within: "main form" });
      await officer.reads("请区档案馆协助查找", "等回复");
      const sheet = await officer.fetch(await officer.href("打印协助查找单", "#searches"));
      const text = await pdfText(sheet, office.dir);
      for (const said of ["协助查找单", "区档案馆", "录音", "征收办", number]) assert.ok(text.includes(said), text);
      assert.ok(!text.includes("热娜古丽"), text);
      await officer.press("登记回复", { within: "#searches" });
      await officer.fill({ places: archive, words: "“入户调查”", who: "区档案馆 李四", result: "none" }, "main");
      await officer.press("登记检索", { within: "main form" });
      await officer.reads("已回复", archive);
      await officer.readsNot("等回复");
    });

    step("the reply that there is none opens with all that was searched, and says so", async () => {
      const { officer, checker, signer } = people;
      await draft(officer, number, "not_existing", { what: seek });
      assert.equal(await officer.value("searched_on", "main"), day());
      assert.equal((await officer.value("searched_in", "main")).trim(), `${system}\n${archive}`);
      assert.equal(await officer.value("searched_for", "main"), "“团结路”“录音”、“入户调查”");
      const reply = await submit(officer);
      await check(checker, reply);
      const letter = await sign(signer, reply, office);
      for (const said of [system, archive, "入户调查"]) assert.ok(letter.text.includes(said), letter.text);
    });
  });

  describe("there is one, and it may be disclosed", () => {
    let number, it;

    step("a wrong assignment is undone from its entry, and assigned again", async () => {
      const { clerk } = people;
      number = await letterIn(92, "拓宽工程的施工图纸", "团结路拓宽工程的施工图纸");
      it = await at(clerk, number);
      await clerk.press("分办", { within: ".actbar" });
      await clerk.fill({ unit: { label: housing } }, "main");
      await clerk.press("分办", { within: "main form" });
      await entryTo(clerk, "分办", "撤销一笔");
      await clerk.reads(housing, "为什么撤销");
      await clerk.press("撤销一笔", { within: "main form", status: 422 }); // not why
      await clerk.fill({ reason: "选错了单位" }, "main");
      await clerk.press("撤销一笔", { within: "main form" });
      await clerk.reads("已撤销", "未分办", "分办（已撤销）", "撤销：分办", "选错了单位");
      await assign(people, number, { received });
      await openCase(clerk, number);
      assert.equal(await clerk.page.locator('.moj-timeline__item:has(h3:text-is("分办")) a', { hasText: "撤销一笔" }).count(), 0, "the unit has signed for it");
    });

    step("a wrong remark is struck, and stays readable", async () => {
      const { officer } = people;
      await officer.open(`${it}/note`);
      await officer.fill({ text: "申请人来电：不要图纸了" }, "main");
      await officer.press("记一笔", { within: "main form" });
      await entryTo(officer, "记一笔", "撤销一笔");
      await officer.fill({ reason: "记到别的案件上了" }, "main");
      await officer.press("撤销一笔", { within: "main form" });
      await officer.reads("记一笔（已撤销）", "记到别的案件上了");
      assert.equal(await officer.page.locator("s", { hasText: "不要图纸了" }).count(), 1);
    });

    step("what is to be disclosed is examined first: the check leads to the record, and lets it pass", async () => {
      const { officer, checker, signer } = people;
      await draft(officer, number, "disclose", { given: "《团结路拓宽工程施工图》8页", way: "enclosed" });
      await officer.press("保存", { within: "main form" });
      const letter = new URL(officer.page.url()).pathname.replace(/^\/desk/, "");
      await officer.reads("还没有登记保密审查");
      await officer.press("去看", { within: 'li:has-text("还没有登记保密审查"), .note:has-text("还没有登记保密审查")' });
      assert.equal(await officer.page.locator("[name=what]:checked").getAttribute("value"), "secrecy");
      await officer.press("登记审查", { within: "main form", status: 422 }); // not what came of it
      await officer.reads("选审查的结果");
      await officer.fill({ outcome: "may" }, "main");
      await officer.press("登记审查", { within: "main form" });
      await officer.reads("已登记审查", "公开前的审查", "可以公开");
      await officer.open(letter);
      await officer.readsNot("还没有登记保密审查");
      const reply = await submit(officer);
      await check(checker, reply);
      await sign(signer, reply, office);
    });
  });

  describe("withdrawn by mistake", () => {
    let number, it;
    // dueFrom asks the command line when a reply is due to what came in on a day.
    const dueFrom = async (on) => {
      const asked = JSON.stringify({ matter: "request", region: "CN-65", as_of: day(), events: [{ type: "received", on }] });
      return JSON.parse(await office.ask(["clock"], asked)).due;
    };

    step("it goes on, and when the reply is due is said again", async () => {
      const { clerk } = people;
      number = await letterIn(93, "拓宽工程的招标文件", "团结路拓宽工程的招标文件");
      await assign(people, number, { received });
      it = await at(clerk, number);
      const due = await dueFrom(received);
      await clerk.open(`${it}/withdraw`);
      await clerk.fill({ reason: "来电说不要了", sure: true }, "main");
      await clerk.press("登记撤回", { within: "main form" });
      await clerk.press("恢复办理", { within: "main" });
      await clerk.reads(`最迟${chinese(due)}`);
      await clerk.fill({ reason: "是另一位申请人来的电话" }, "main");
      await clerk.press("恢复办理", { within: "main form", status: 422 }); // not ticked
      assert.equal(await clerk.value("reason", "main"), "是另一位申请人来的电话");
      await clerk.fill({ sure: true }, "main");
      await clerk.press("恢复办理", { within: "main form" });
      await clerk.reads("已恢复办理", `最迟答复${chinese(due)}`, "申请人撤回（已更正）");
    });

    step("the day of receipt was wrong as well: the page says from when to when the last day moved", async () => {
      const { clerk } = people;
      const earlier = day(-20);
      await clerk.open(`${it}/correct-receipt`);
      await clerk.fill({ receipt: "other", received_on: earlier, receipt_reason: "" }, "main");
      await clerk.press("更正收到之日", { within: "main form", status: 422 });
      await clerk.fill({ receipt_reason: "回执上是这一天" }, "main");
      await clerk.press("更正收到之日", { within: "main form" });
      await clerk.reads(`最迟答复之日由${chinese(await dueFrom(received))}改为${chinese(await dueFrom(earlier))}`);
    });
  });

  step("the ledger verifies after all of it", async () => {
    await office.cli("ledger", "verify");
  });
});
