// Units that help (协办): asked with the assignment, one gives its part back and is
// asked again; it searches, is sent back once, and what it handed in goes into the
// reply; afterwards the case says where its days went.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { housing } from "../office.mjs";
import { picture } from "../paper.mjs";
import { signedIn } from "../person.mjs";
import { check, day, draft, openCase, serve, sign, sound, submit, takeLetter } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("units that help", () => {
  const step = steps("units");
  const received = day(-3);
  const helping = "区政府办公室";
  const seek = "2019年团结路入户调查的录音";
  const places = "办公室文书档案2019年卷\n机要交换登记2019年";
  let office, people, helper, number, at;

  step("a part is given with the assignment; what it is must be said", async () => {
    ({ office, people } = await theOffice());
    const { clerk } = people;
    const told = await office.cli("user", "add", "yibo", "--name", "艾力·卡德尔", "--role", "officer", "--agency", "QZF", "--unit", helping);
    office.passwords.yibo = told.split("\t")[1].split("\n")[0];
    helper = await signedIn(await theBrowser(), office, { login: "yibo", name: "艾力·卡德尔" }, { width: 390 });
    ({ number } = await takeLetter(clerk, { received, serial: 351, name: "阿依努尔·买买提", subject: "入户调查的录音", content: seek }));
    await openCase(clerk, number);
    at = new URL(clerk.page.url()).pathname.replace(/^\/desk/, "");
    await clerk.press("分办", { within: ".actbar" });
    await clerk.fill({ unit: { label: housing } }, "main");
    await clerk.page.locator("main label", { hasText: helping }).click();
    await clerk.press("分办", { within: "main form", status: 422 });
    await clerk.page.locator("#f-assist_part-error").waitFor();
    await sound(clerk);
    await clerk.fill({ assist_part: "2019年的会议录音", assist_inner_due: day(5) }, "main");
    await clerk.press("分办", { within: "main form" });
    await clerk.reads("已分办", "协办", helping, "待签收");
  });

  step("the part is not its matter: it gives it back, with why, and sees the case no more", async () => {
    await helper.open("/");
    await helper.reads("请本单位协办", "入户调查的录音");
    await helper.open(`${at}/assist-return`);
    await helper.press("退回协办", { within: "main form", status: 422 });
    await helper.fill({ reason: "本单位没有会议录音，入户登记在文书档案里" }, "main");
    await helper.press("退回协办", { within: "main form" });
    await helper.reads("已退回");
    await helper.open(at, 403);
    const { officer } = people;
    await openCase(officer, number);
    await officer.press("签收", { within: ".actbar" });
    await officer.reads("已退回", "入户登记在文书档案里");
  });

  step("asked again for what it has, it signs for its part with one key, and cannot hand in a search it does not describe", async () => {
    const { officer } = people;
    await officer.open(`${at}/ask-assist`);
    await officer.fill({ unit: { label: helping }, part: `${seek}，查文书档案`, inner_due: day(4) }, "main");
    await officer.press("请协办", { within: "main form" });
    await officer.reads("已请协办", "待签收");
    await helper.open(at);
    await helper.key("Enter");
    await helper.reads("已签收", "查文书档案");
    await helper.open(`${at}/letters/new?kind=not_existing`, 403); // the reply is the lead unit's
    await helper.open(`${at}/assist-answer`);
    await helper.fill({ finding: "not_found", text: "文书档案里没有录音", for: "“入户”“录音”" }, "main");
    await helper.press("交协办意见", { within: "main form", status: 422 });
    await helper.page.locator("#f-in-error").waitFor();
    assert.equal(await helper.value("text", "main"), "文书档案里没有录音");
    await sound(helper);
    await helper.fill({ in: places, searched_on: day() }, "main");
    await helper.press("交协办意见", { within: "main form" });
    await helper.reads("已交", "检索后没有");
  });

  step("it is sent back for more, and handed in again with a record of the search", async () => {
    const { officer } = people;
    await openCase(officer, number);
    await officer.reads("文书档案里没有录音", "机要交换登记2019年");
    await officer.open(`${at}/assist-send-back`);
    await officer.press("退回重办", { within: "main form", status: 422 });
    await officer.reads("差什么");
    await officer.fill({ unit: { label: helping }, remark: "问过当年的经办人没有，补上" }, "main");
    await officer.press("退回重办", { within: "main form" });
    await officer.reads("退回重办", "问过当年的经办人没有");
    await helper.open("/");
    await helper.reads("入户调查的录音");
    await helper.open(`${at}/add-material`);
    await helper.fill({ purpose: "evidence", files: [picture("检索记录.png", 351)] }, "main");
    await helper.press("加材料", { within: "main form" });
    await helper.open(`${at}/assist-answer`);
    await helper.page.locator("main label", { hasText: "检索记录.png" }).click();
    await helper.fill({ finding: "not_found", text: "文书档案里没有录音", in: places, for: "“入户”“录音”", who: "原经办人 赵工，说没有录过音", searched_on: day() }, "main");
    await helper.press("交协办意见", { within: "main form" });
    await helper.reads("赵工", "检索记录.png");
    await helper.close();
  });

  step("what it handed in stands beside the draft and goes into the reply", async () => {
    const { officer, checker, signer, clerk } = people;
    await draft(officer, number, "not_existing", { what: seek, reason: "入户调查时没有录音" });
    await officer.reads("文书档案里没有录音", "赵工");
    for (const place of places.split("\n")) assert.ok((await officer.value("searched_in", "main")).includes(place));
    const reply = await submit(officer);
    await check(checker, reply);
    const letter = await sign(signer, reply, office);
    for (const said of [...places.split("\n"), "录音"]) assert.ok(letter.text.includes(said), letter.text);
    await serve(clerk, reply, { way: "direct", on: day(), recipient: "阿依努尔·买买提" });
  });

  step("where its days went stands on the case, and in the sums by unit", async () => {
    const { clerk } = people;
    await openCase(clerk, number);
    await clerk.reads("各环节用了几天", "在谁那里", "收件");
    await sound(clerk);
    await clerk.open("/days");
    await clerk.reads("办理用时", housing);
    await sound(clerk);
  });
});
