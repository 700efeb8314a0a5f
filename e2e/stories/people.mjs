// People change: two cases are given to another unit at once, undone where that was a
// slip, extended at once, and signed by who stands in for the signer; what was set
// aside by mistake comes back from the sentence that says so.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { housing, staff } from "../office.mjs";
import { signedIn } from "../person.mjs";
import { check, choose, day, identity, openCase, register } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("people", () => {
  const step = steps("people");
  const signedOn = day(-3);
  const numbers = [];
  let office, people, plain;

  // take takes a letter in and leaves it in the inbox.
  const take = async (serial, subject) => {
    const { clerk } = people;
    await clerk.open("/post/new");
    await clerk.fill({
      kind: "signed", signed_on: signedOn, signed_by: "收发室", tracking: `XA0000000088${serial}`, name: "米热古丽·阿布都", class: "natural", id_number: identity(20 + serial),
      phone: "13900000008", address: "明川区东关街道12号", subject, content: `${subject}的全部材料`, medium: "paper", delivery: "post",
    });
    await clerk.press("收下", { within: "main .btns" });
    await clerk.press("登记", { within: "main" });
  };
  // pick ticks our cases on a page of an act on several.
  const pick = async (who) => {
    for (const number of numbers) await who.page.locator("label", { hasText: number }).click();
  };

  step("what was set aside by mistake comes back from the sentence that says so, without JavaScript too", async () => {
    ({ office, people } = await theOffice());
    await take(1, "公交站台改造方案");
    plain = await signedIn(await theBrowser(), office, staff.clerk, { javaScript: false, width: 390 });
    await plain.open("/inbox");
    await choose(plain, "公交站台改造方案");
    const at = new URL(plain.page.url()).pathname.replace(/^\/desk/, "");
    await plain.open(`${at}?act=aside`);
    await plain.fill({ reason: "test" }, "main");
    await plain.press("不予登记", { within: "main form" });
    await plain.reads("已不予登记");
    await plain.press("撤销", { within: ".note" });
    assert.equal(await plain.value("reason", "main"), "刚才办错了");
    await plain.fill({ reason: " " }, "main");
    await plain.press("重新打开", { within: "main", status: 422 });
    await plain.fill({ reason: "看错了一行" }, "main");
    await plain.press("重新打开", { within: "main" });
    await plain.reads("已重新打开，排回等待");
    await plain.close();
    await people.clerk.open(at);
    numbers.push(await register(people.clerk, { received: signedOn, ground: "signed_for" }));
    await take(2, "候车亭采购合同");
    numbers.push(await register(people.clerk, { received: signedOn, ground: "signed_for" }));
  });

  step("an assignment to the wrong unit is undone at once", async () => {
    const { clerk } = people;
    await openCase(clerk, numbers[0]);
    await clerk.press("分办", { within: ".actbar" });
    await clerk.fill({ unit: { label: "区政府办公室" } });
    await clerk.press("分办", { within: "main form" });
    await clerk.reads("已分办");
    await clerk.press("撤销", { within: ".note" });
    await clerk.reads("案件按没有记过它算", "区政府办公室");
    await clerk.fill({ reason: "" }, "main");
    await clerk.press("撤销一笔", { within: "main form", status: 422 });
    await clerk.fill({ reason: "选错了单位" }, "main");
    await clerk.press("撤销一笔", { within: "main form" });
    await clerk.reads("已撤销", "选错了单位");
  });

  step("both are given away at once, after a look; a slip is undone for both", async () => {
    const { clerk } = people;
    for (const [unit, slip] of [["区政府办公室", true], [housing, false]]) {
      await clerk.open("/cases?q=" + encodeURIComponent("米热古丽"));
      await clerk.press("成批改分办", { within: "main" });
      await pick(clerk);
      await clerk.press("先看看会怎样", { within: "main form", status: 422 }); // no unit
      await clerk.reads("选一个承办单位");
      await clerk.fill({ unit: { label: unit }, note: "请一并办理" }, "main");
      await clerk.press("先看看会怎样", { within: "main form" });
      await clerk.reads("可以办的 2 件", "还没有办", ...numbers);
      await clerk.press("成批改分办 2 件", { within: "main form" });
      await clerk.reads("已改分办：2 件");
      if (!slip) continue;
      await clerk.press("撤销", { within: ".note" });
      await clerk.reads("能撤销的 2 件", ...numbers);
      assert.equal(await clerk.value("reason", "main"), "刚才办错了");
      await clerk.press("撤销 2 件", { within: "main form" });
      await clerk.reads("已撤销改分办：2 件");
      await openCase(clerk, numbers[1]);
      await clerk.reads("撤销：分办", "刚才办错了");
    }
  });

  step("the officer signs for them and extends both at once; the checker passes them", async () => {
    const { officer, checker } = people;
    for (const number of numbers) {
      await openCase(officer, number);
      await officer.press("签收", { within: ".actbar" });
    }
    await officer.open("/cases?q=" + encodeURIComponent("米热古丽"));
    await officer.press("成批延期", { within: "main" });
    await pick(officer);
    await officer.fill({ days: "20", reason: "" }, "main");
    await officer.press("先看看会怎样", { within: "main form", status: 422 });
    await officer.fill({ reason: "申请涉及的材料较多，需要逐件核对", consented_on: day() }, "main");
    await officer.press("先看看会怎样", { within: "main form" });
    await officer.reads("可以办的 2 件", "延到");
    await officer.press("成批延期 2 件", { within: "main form" });
    await officer.reads("已拟好、送审核：2 件");
    for (const number of numbers) {
      await openCase(checker, number);
      await check(checker, `${new URL(checker.page.url()).pathname.replace(/^\/desk/, "")}/letters/1`);
    }
  });

  step("the signer is away: the clerk stands in, signs, and the case says in whose place", async () => {
    const { clerk, signer } = people;
    await openCase(clerk, numbers[0]);
    const at = `${new URL(clerk.page.url()).pathname.replace(/^\/desk/, "")}/letters/1`;
    assert.equal((await clerk.open(`${at}/sign`, 403)).status(), 403); // nobody has asked them to
    await signer.open("/stand-ins");
    const standIn = await signer.page.locator("select[name=stand_in] option", { hasText: staff.clerk.name }).getAttribute("value");
    await signer.fill({ stand_in: standIn, first: day(2), last: day(1), reason: "出差" }, "main");
    await signer.press("登记代理", { within: "main form", status: 422 });
    await signer.reads("最后一天早于第一天");
    await signer.fill({ first: day(), last: day(1) }, "main");
    await signer.press("登记代理", { within: "main form" });
    await signer.reads("已记下代理", "正在代理", staff.clerk.name);
    await clerk.open("/");
    await clerk.reads(`代 ${staff.signer.name}`);
    await clerk.open(`${at}/sign`);
    await clerk.reads("签发不能撤销");
    await clerk.press("签发", { within: 'form[action$="/sign"]' });
    await openCase(clerk, numbers[0]);
    await clerk.reads(`代${staff.signer.name}`);
    await signer.open("/stand-ins");
    await signer.press("提前结束", { within: "main" });
    await signer.reads("代理已结束");
    await openCase(clerk, numbers[1]);
    await clerk.open(`${new URL(clerk.page.url()).pathname.replace(/^\/desk/, "")}/letters/1/sign`, 403);
  });
});
