// A request that two people make jointly (共同申请): the second is added and corrected,
// a box on the reply is unticked and ticked again, one reply is signed to both and goes
// to each on a way of their own; the one who leads sees that there are two, not who.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { person } from "../person.mjs";
import { assign, check, day, draft, look, openCase, sign, sound, submit, takeLetter } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

const first = "古丽娜尔·买买提";
const second = "热依汗·吐尔逊";

describe("two people ask jointly", () => {
  const step = steps("joint");
  const received = day(-1);
  let office, people, ticket, number, at, letter;

  const add = async (clerk, values, status = 200) => {
    await clerk.fill(values, "main");
    await clerk.press("添加共同申请人", { within: "main form", status });
  };
  const serve = async (clerk, values) => {
    await clerk.open(`${letter.at}/serve`);
    await clerk.fill(values, "main");
    await clerk.press("登记送达", { within: "main form" });
  };

  step("a second applicant is refused with a wrong number, and added as typed without it", async () => {
    ({ office, people } = await theOffice());
    const { clerk } = people;
    ({ ticket, number } = await takeLetter(clerk, { received, serial: 512, name: first, subject: "征收决定", content: "团结路12号房屋征收决定" }));
    await assign(people, number, { received });
    await openCase(clerk, number);
    at = new URL(clerk.page.url()).pathname.replace(/^\/desk/, "");
    await clerk.page.locator(".actbar summary").click();
    await clerk.press("添加共同申请人", { within: ".actbar" });
    await add(clerk, { name: second, id_number: "123", address: "胜利路1号" }, 422);
    await clerk.reads("身份证号少 15 位");
    assert.equal(await clerk.value("address", "main"), "胜利路1号");
    await sound(clerk);
    await add(clerk, { id_number: "", phone: "13900002468" });
    await clerk.reads("已添加共同申请人", `${first} 等 2 人`);
    await sound(clerk);
  });

  step("the address is corrected from the applicants' page; the register says that there are two", async () => {
    const { clerk } = people;
    await clerk.open(`${at}/person`);
    await clerk.reads(`共同申请人 ${second}`, "139****2468");
    await sound(clerk);
    await clerk.press("更正", { within: "main .card header" });
    await clerk.reads(`这里改的是${second}`);
    await clerk.fill({ address: "胜利路2号", post_code: "834000", reason: "门牌写错" }, "main");
    await clerk.press("更正共同申请人", { within: "main form" });
    await clerk.open(`/cases?q=${encodeURIComponent("征收决定")}`);
    await clerk.reads(`${first} 等 2 人`);
  });

  step("who leads wants to withdraw: it stands on the officer's day, is declined with a reason, and the case goes on", async () => {
    const { officer } = people;
    const applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.press("撤回申请", { within: "main" });
    await applicant.fill({ confirm: true, reason: "不想要了" }, "main");
    await applicant.press("撤回申请", { within: "main form" });
    await applicant.reads("已记下，我们会问其余的申请人", "正在核对其他申请人的意思");
    await applicant.readsNot(second);
    await sound(applicant);
    await officer.open("/");
    await officer.reads("要撤回，待核对", number);
    await openCase(officer, number);
    await officer.reads("共同申请里有一位要撤回", "不想要了");
    await officer.open(`${at}/decline-withdrawal`);
    await officer.press("不按撤回办理", { within: "main form", status: 422 });
    await officer.page.locator("#f-reason-error").waitFor();
    await sound(officer);
    await officer.page.getByRole("radio", { name: "共同申请的其余人还要答复" }).check();
    await officer.fill({ reason: `电话问过${second}，还要答复` }, "main");
    await officer.press("不按撤回办理", { within: "main form" });
    await officer.reads("已记下不按撤回办理");
    await officer.readsNot("共同申请里有一位要撤回");
    await sound(officer);
    await applicant.open(`${office.portal}status`);
    await applicant.reads("照常办，照常答复您");
    await applicant.close();
  });

  step("left out of the reply, the other is offered one of their own; ticked again, the reply is signed to both", async () => {
    const { officer, checker, signer } = people;
    await draft(officer, number, "disclose", { given: "《征收决定》5页" });
    await officer.reads("一并写给", `收件人与申请一致：${first}、${second}`);
    await officer.page.getByRole("checkbox", { name: second }).uncheck();
    await officer.press("保存", { within: "main form" });
    await openCase(officer, number);
    await officer.reads(`拟给${second}的答复`);
    await officer.open(`${at}/letters/1`);
    await officer.page.getByRole("checkbox", { name: second }).check();
    await sound(officer);
    const sent = await submit(officer);
    await check(checker, sent);
    letter = { at: sent, ...(await sign(signer, sent, office)) };
    for (const said of [`${first}、${second}`, "你们"]) assert.ok(letter.text.includes(said), letter.text);
  });

  step("it goes to each by themselves, and is the answer with the last of them", async () => {
    const { clerk } = people;
    await clerk.open(letter.at);
    await clerk.reads("送给每一位", "还没有送出");
    await sound(clerk);
    const envelope = await clerk.page.locator("main a", { hasText: `信封：${second}` }).getAttribute("href");
    assert.equal((await clerk.fetch(envelope)).subarray(0, 4).toString(), "%PDF");
    await clerk.open(`${letter.at}/serve`);
    await clerk.reads("给哪一位", "胜利***");
    await sound(clerk);
    await serve(clerk, { to: "1", way: "posted", on: day(), tracking: "XA51200000001" });
    await openCase(clerk, number);
    await clerk.reads(`给${second}`, "登记送达");
    await serve(clerk, { way: "direct", on: day(), recipient: first });
    await openCase(clerk, number);
    await clerk.reads(`申请行政复议：${first}`, `申请行政复议：${second}`, "答复，按期");
    await sound(clerk);
  });

  step("who leads reads on the phone that two asked, and not who the other is", async () => {
    const applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads(number, "由 2 人共同提出");
    await applicant.readsNot(second, "胜利路2号", "13900002468");
    await sound(applicant);
    await applicant.close();
  });
});
