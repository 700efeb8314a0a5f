// The applicant died, and the son goes on with the request (承受人): refused without a
// ground, entered with its proof, taken back where it was the wrong person; the letters
// name who goes on, and the old query code is replaced and opens nothing more.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { picture } from "../paper.mjs";
import { person } from "../person.mjs";
import { assign, check, day, draft, look, openCase, serve, sign, sound, submit, takeLetter } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("somebody goes on with a request", () => {
  const step = steps("successor");
  const received = day(-2);
  const was = "艾尼瓦尔·吾守尔";
  const son = "买买提江·艾尼瓦尔";
  let office, people, ticket, number, at, code;

  const succeed = async (clerk, values, status = 200) => {
    await clerk.fill(values, "main");
    await clerk.press("登记承受人", { within: "main form", status });
  };

  step("without a ground it is refused as typed; with its proof the case is the son's", async () => {
    ({ office, people } = await theOffice());
    const { clerk, officer } = people;
    ({ ticket, number } = await takeLetter(clerk, { received, serial: 621, name: was, subject: "宅基地审批档案" }));
    await assign(people, number, { received });
    await openCase(clerk, number);
    at = new URL(clerk.page.url()).pathname.replace(/^\/desk/, "");
    await officer.open(`${at}/succeed`, 403);
    await clerk.page.locator(".actbar summary").click();
    await clerk.press("登记承受人", { within: ".actbar" });
    await clerk.reads("这是本机关的做法", "证明的扫描件");
    await sound(clerk);
    await succeed(clerk, { name: son, address: "明川区团结路9号", post_code: "834000", gone_on: day(-1) }, 422);
    await clerk.reads("凭什么由新的申请人承受");
    assert.equal(await clerk.value("name", "main"), son);
    await sound(clerk);
    await clerk.fill({ ground: "女儿来电；户口簿" }, "main");
    await clerk.page.locator("main input[type=file]").first().setInputFiles(picture("户口簿.png", 3));
    await succeed(clerk, { name: "热娜·艾尼瓦尔" });
    await clerk.reads("已登记承受人", `原申请人 ${was}`, "由 热娜·艾尼瓦尔接着办");
  });

  step("it was the wrong person: taken back, and the right one entered", async () => {
    const { clerk } = people;
    const undo = await clerk.page.locator("main a[href*='take-back']").first().getAttribute("href");
    await clerk.open(new URL(undo, clerk.page.url()).href);
    await clerk.reads("登记承受人");
    await clerk.fill({ reason: "接着要的是儿子" }, "main");
    await clerk.press("撤销一笔", { within: "main form" });
    await openCase(clerk, number);
    assert.ok((await clerk.page.locator(".casehead, main").first().innerText()).includes(was), "the applicant is as before");
    await clerk.open(`${at}/succeed`);
    await succeed(clerk, { name: son, address: "明川区团结路9号", post_code: "834000", gone_on: day(-1), ground: "儿子当面来说，带了死亡证明、户口簿" });
    await clerk.reads("已登记承受人", `由 ${son}接着办`);
    await sound(clerk);
  });

  step("the son gets a query code of his own; the old one opens nothing", async () => {
    const { clerk } = people;
    await clerk.open(`${at}/replace-code`);
    await clerk.press("换查询码", { within: "main form", status: 422 });
    await sound(clerk);
    await clerk.fill({ identified: "paper", identified_note: "买买提江·艾尼瓦尔的身份证", sure: true }, "main");
    await clerk.press("换查询码", { within: "main form" });
    await clerk.reads("旧码已作废");
    code = /\n查询码\s*(\S+)/.exec(await clerk.page.locator("main").innerText())[1];
    const applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await applicant.open(`${office.portal}status`);
    await applicant.fill({ no: number, code: ticket.code }, "main");
    await applicant.press("查询", { within: "main form", status: 422 });
    await applicant.close();
  });

  step("the reply names him, goes to his address, and he reads it with the new code", async () => {
    const { officer, checker, signer, clerk } = people;
    await draft(officer, number, "disclose", { given: "《宅基地审批档案》4页", way: "enclosed" });
    await officer.reads(`收件人与申请一致：${son}`);
    const reply = await submit(officer);
    await check(checker, reply);
    const letter = await sign(signer, reply, office);
    assert.ok(letter.text.includes(son), letter.text);
    await clerk.open(`${reply}/serve`);
    await clerk.reads("明川区团");
    await serve(clerk, reply, { way: "posted", on: day(), tracking: "XA62100000001" });
    const applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, number, code);
    await applicant.reads("已经答复", number);
    await sound(applicant);
    await applicant.close();
  });
});
