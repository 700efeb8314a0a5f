// Of the demo office: a case is taken to the ordinary procedure, a hearing too early for its
// notice is refused and another told; a hearing of today is held, which its decision waits
// for; the committee's opinion is not followed, which is refused without reasons.
import assert from "node:assert/strict";
import { after, describe } from "node:test";
import { openDemo } from "../office.mjs";
import { picture } from "../paper.mjs";
import { signedIn } from "../person.mjs";
import { day, sound } from "../steps.mjs";
import { steps, theBrowser } from "../world.mjs";

describe("hearing", () => {
  const step = steps("hearing", { seconds: 300 });
  const people = {};
  const held = "绿洲村采砂许可现场勘查记录";
  let demo, at;

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

  // paper has a paper of a kind drafted, checked and signed, and returns its address.
  async function paper(kind, values) {
    const { ye, nur, jiang } = people;
    await ye.open(`${at}/papers/new?kind=${kind}`);
    await ye.fill(values, "main");
    await ye.press("送审核", { within: "main form" });
    await ye.reads("已送审核");
    const here = new URL(ye.page.url()).pathname.replace(/^\/desk/, "");
    await nur.open(`${here}/check`);
    await nur.press("审核通过", { within: "main form" });
    await jiang.open(`${here}/sign`);
    await jiang.press("签发", { within: "main form" });
    await jiang.reads("已签发");
    return here;
  }

  step("the summary procedure knows no hearing: the case is taken to the ordinary one", async () => {
    demo = await openDemo();
    const browser = await theBrowser();
    for (const login of ["ye", "nur", "jiang"]) people[login] = await signedIn(browser, demo, { login });
    const { ye } = people;
    at = await open(ye, "南湖街道停车场经营合同");
    await ye.open(`${at}/session`, 409);
    await ye.reads("简易程序不能用；先转为普通程序");
    await paper("review_conversion", { convert_why: "双方对是不是商业秘密争议较大", approved_on: day() });
    await ye.open(at);
    await ye.reads("普通程序");
  });

  step("a hearing in two days is refused with the earliest day; what was typed stays", async () => {
    const { ye } = people;
    await ye.open(`${at}/session`);
    await ye.fill({ why: "asked", day: day(2), at: "上午10时", matters: "合同里有没有商业秘密", members: "努尔兰·赛力克", recorder: "许念" }, "main");
    await ye.press("安排听证", { within: "main form", status: 422 });
    await ye.reads("听证的五个工作日前要书面通知当事人", "今天送达，听证最早", "听证员要两名以上");
    assert.equal(await ye.value("matters", "main"), "合同里有没有商业秘密");
    await sound(ye);
    await ye.fill({ day: day(15), members: "努尔兰·赛力克\n何一舟" }, "main");
    await ye.press("安排听证", { within: "main form" });
    await ye.reads("还没有通知", "最迟通知");
  });

  step("the notice says what was set, and goes to both sides in time", async () => {
    const { ye } = people;
    const notice = await paper("review_hearing", {});
    for (const to of ["applicant/0", "respondent/0"]) {
      await ye.open(`${notice}/send`);
      await ye.fill({ to, way: "direct", on: day(), recipient: "本人" }, "main");
      await ye.press("登记送达", { within: "main form" });
    }
    await ye.open(at);
    await ye.reads("收到通知", "听证：");
    await ye.open(`${at}/session-held`, 409);
    await ye.reads("还没有到");
    await ye.open(`${at}/session-off`);
    await ye.fill({ reason: "当事人正在和解" }, "main");
    await ye.press("取消听证", { within: "main form" });
    await ye.reads("取消了", "拟复议听证通知书");
    await sound(ye);
  });

  step("a hearing is held: without the signed record it is not recorded", async () => {
    const { nur } = people;
    at = await open(nur, held);
    await nur.press("登记听证", { within: ".actbar" });
    await nur.fill({ "how-1": "absent", "who-1": "没有来，没有说明理由", "how-2": "head", "who-2": "局长", text: "被申请人说明了检索的过程。" }, "main");
    await nur.press("登记听证", { within: "main form", status: 422 });
    await nur.reads("附上签过名的听证笔录");
    await sound(nur);
    await nur.fill({ files: [picture("听证笔录.png", 72)] }, "main");
    await nur.press("登记听证", { within: "main form" });
    await nur.reads("举行了", "视为放弃听证权利", "负责人到场", "听证笔录.png");
  });

  step("the committee is asked and answers; not to follow it needs reasons", async () => {
    const { nur } = people;
    await nur.open(`${at}/committee`);
    await nur.fill({ why: "needed", question: "检索是不是充分" }, "main");
    await nur.press("提请咨询意见", { within: "main form" });
    await nur.reads("等咨询意见");
    await nur.press("登记咨询意见", { within: ".actbar" });
    await nur.fill({ way: "meeting", on: day(), who: "三名委员", text: "检索已经充分，建议维持。" }, "main");
    await nur.press("登记咨询意见", { within: "main form" });
    await nur.open(`${at}/sheet`);
    for (let round = 0; round < 4; round++) {
      const asked = await nur.page.evaluate(() =>
        [...document.querySelectorAll(".question")].filter((q) => !q.closest(".questions-off") && !q.querySelector("[type=radio]:checked")).map((q) => [q.querySelector("[type=radio]").name, q.closest(".card").querySelector("h2").textContent]));
      if (asked.length === 0) break;
      for (const [code, group] of asked) {
        const ordinary = group === "案件情况" && !["admissible", "conclusion_stands"].includes(code) ? "no" : "yes";
        await nur.fill({ [code]: ["not_existing.search", "defence.third"].includes(code) ? "no" : ordinary, [`${code}-page`]: "3", [`${code}-remark`]: "查明" }, "main");
      }
      await nur.press("保存", { within: "main form" });
    }
    await nur.press("填完了", { within: "main form" });
    await nur.open(`${at}/propose`);
    await nur.reads("检索已经充分，建议维持");
    await nur.fill({ outcome: "revoke", anew: true, reasons: "只在一个系统检索，不充分。", following: "not" }, "main");
    await nur.press("提出处理意见", { within: "main form", status: 422 });
    await nur.reads("没有全部采纳行政复议委员会的咨询意见，写明理由");
    await sound(nur);
    await nur.fill({ otherwise: "会后查明档案室没有查过。" }, "main");
    await nur.press("提出处理意见", { within: "main form" });
    await nur.reads("不采纳：会后查明档案室没有查过", "拟复议决定书（撤销）");
  });
});
