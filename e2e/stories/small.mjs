// Smaller procedures: a part of a request is dropped (部分撤回), a request is answered
// while the applicant waits (当场答复), and another agency is asked to confirm before
// anything is disclosed (条例 11), with the secrecy examination (条例 17) at the check.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { housing } from "../office.mjs";
import { person } from "../person.mjs";
import { assign, check, day, draft, identity, look, openCase, register, serve, sign, sound, submit, takeLetter } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("a part is dropped, and what is to be disclosed is confirmed", () => {
  const step = steps("small");
  const received = day(-2);
  const name = "凯赛尔·艾尼";
  let office, people, applicant, ticket, number, at, reply;

  step("the applicant drops one of three, by keyboard; nothing chosen is refused", async () => {
    ({ office, people } = await theOffice());
    ({ ticket, number } = await takeLetter(people.clerk, { received, serial: 361, name, subject: "渠道工程材料", content: "1. 渠道工程设计图\n2. 渠道工程概算\n3. 会议签到表" }));
    await assign(people, number, { received });
    await openCase(people.officer, number);
    at = new URL(people.officer.page.url()).pathname.replace(/^\/desk/, "");
    applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.press("撤回申请", { within: "main" });
    await applicant.press("只撤回这些", { within: "main", status: 422 });
    await applicant.reads("勾选撤回哪几项");
    await sound(applicant);
    await applicant.page.locator("main label", { hasText: "会议签到表" }).press("Tab"); // no label takes the focus: the page begins anew
    await applicant.page.locator("main input[type=checkbox]").nth(-1).focus();
    await applicant.close();
  });
});
