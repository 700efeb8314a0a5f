// Of the demo office, whose cases have their past: a respondent that did not answer, so
// that article 70 is before the handler and the sheet leads to the decision; and a case
// that is to be decided otherwise than those like it, which is refused without a reason
// and stands before the head with one.
import assert from "node:assert/strict";
import { after, describe } from "node:test";
import { openDemo } from "../office.mjs";
import { signedIn } from "../person.mjs";
import { sound } from "../steps.mjs";
import { steps, theBrowser } from "../world.mjs";

describe("departure", () => {
  const step = steps("departure", { seconds: 300 });
  const people = {};
  let demo;

  after(async () => {
    await demo?.stop();
    await demo?.remove();
  });

  // open opens a case of the docket by what it is about.
  async function open(person, subject) {
    await person.open("/review");
    const row = person.page.locator("main tbody tr", { hasText: subject });
    await person.act(`open ${subject}`, () => row.locator("a.id").click());
    return new URL(person.page.url()).pathname.replace(/^\/desk/, "");
  }

  // answerAll answers every question that is asked: as those that are given, else
  // ordinarily for a case in which nothing more is wrong; the remark says what was found.
  async function answerAll(handler, given) {
    for (let round = 0; round < 4; round++) {
      const asked = await handler.page.evaluate(() =>
        [...document.querySelectorAll(".question")].filter((q) => !q.closest(".questions-off") && !q.querySelector("[type=radio]:checked")).map((q) => [q.querySelector("[type=radio]").name, q.closest(".card").querySelector("h2").textContent]));
      if (asked.length === 0) break;
      for (const [code, group] of asked) {
        const ordinary = group === "案件情况" && !["admissible", "conclusion_stands"].includes(code) ? "no" : "yes";
        await handler.fill({ [code]: given[code] ?? ordinary, [`${code}-page`]: "3", [`${code}-remark`]: "查明" }, "main");
      }
      await handler.press("保存", { within: "main form" });
    }
    await handler.press("填完了", { within: "main form" });
  }

  step("no answer came: the docket and the case say so, and what follows by article 70", async () => {
    demo = await openDemo();
    const browser = await theBrowser();
    for (const login of ["ye", "nur", "jiang"]) people[login] = await signedIn(browser, demo, { login });
    const { nur } = people;
    await nur.open("/review");
    await nur.reads("被申请人没有答复");
    const at = await open(nur, "工业一路道路移交手续");
    await nur.reads("被申请人没有答复");
    await nur.open(`${at}/sheet`);
    await nur.reads("被申请人是否在期限内提出了书面答复", "第七十条");
    await answerAll(nur, { "defence.given": "no", "defence.third": "no" });
    await nur.reads("填完了");
    await nur.open(`${at}/sheet`);
    await nur.reads("视为答复没有证据、依据");
    await sound(nur);
    await nur.open(at);
    await nur.press("提出处理意见", { within: ".actbar" });
    const offered = await nur.page.locator("main [name=outcome]").evaluateAll((all) => all.map((e) => e.value));
    assert.ok(offered.includes("revoke") && !offered.includes("uphold"), `offered: ${offered}`);
    await nur.fill({ outcome: "revoke", anew: true, reasons: "被申请人没有答复、举证，视为没有证据、依据。" }, "main");
    if ((await nur.page.locator("main [name=departure]").count()) > 0) await nur.fill({ departure: "同类案件的被申请人都答复了；这件没有答复、没有证据。" }, "main");
    await nur.press("提出处理意见", { within: "main form" });
    await nur.reads("撤销，责令重新答复");
  });

  step("to decide otherwise than the alike cases needs a reason; what was typed stays", async () => {
    const { ye } = people;
    const at = await open(ye, "国土空间规划专题会议纪要");
    await ye.reads("同类案件");
    await ye.press("提出处理意见", { within: ".actbar" });
    await ye.reads("同类案件", "撤销");
    await ye.fill({ outcome: "change", reasons: "事实已经查清，直接变更为公开。" }, "main");
    await ye.press("提出处理意见", { within: "main form", status: 422 });
    await ye.reads("同类案件一般不这样决定。写明这件为什么不同");
    assert.equal(await ye.value("reasons", "main"), "事实已经查清，直接变更为公开。");
    await sound(ye);
    await ye.fill({ departure: "这件的纪要没有第三方，本机关已经看过全文。" }, "main");
    await ye.press("提出处理意见", { within: "main form" });
    await ye.open(at);
    await ye.reads("变更", "与同类案件不同，因为", "这件的纪要没有第三方");
  });

  step("the common decision needs none", async () => {
    const { ye } = people;
    const at = await open(ye, "国土空间规划专题会议纪要");
    await ye.open(`${at}/propose`);
    await ye.fill({ outcome: "revoke", anew: true, reasons: "纪要所议事项已经决定，不再是过程性信息。", departure: "" }, "main");
    await ye.press("提出处理意见", { within: "main form" });
    await ye.open(at);
    await ye.reads("撤销，责令重新答复");
    await ye.readsNot("与同类案件不同，因为");
  });

  step("what departed is on the head's list, with its reason", async () => {
    const { jiang, ye } = people;
    await jiang.open("/review/departures");
    await jiang.reads("不予公开：过程性信息", "变更", "努尔兰", "这件的纪要没有第三方");
    await sound(jiang);
    await ye.open("/review/departures", 403);
  });
});
