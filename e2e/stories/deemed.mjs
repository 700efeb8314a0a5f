// An application for reconsideration that nobody examined: five workdays after it came it
// is deemed accepted, and everybody sees it, the applicant too. It is no more refused and
// nothing is asked for; how it is heard is said, and the days count from then.
import assert from "node:assert/strict";
import { after, describe } from "node:test";
import { bureau, openOffice } from "../office.mjs";
import { person, signedIn } from "../person.mjs";
import { chinese, day, look, sound } from "../steps.mjs";
import { steps, theBrowser } from "../world.mjs";

describe("deemed", () => {
  const step = steps("deemed");
  const name = "古丽娜尔·艾合买提";
  const received = day(-20);
  const people = {};
  let office, at, ticket, clock;

  after(async () => {
    await office?.stop();
    await office?.remove();
  });

  step("a letter that came three weeks ago is registered; a day to come is refused, what was typed stays", async () => {
    office = await openOffice({ reviews: true });
    const browser = await theBrowser();
    for (const [role, who] of Object.entries(bureau)) people[role] = await signedIn(browser, office, who);
    const { handler, head } = people;
    const asked = { matter: "review", region: "CN-65", as_of: day(), events: [{ type: "received", on: received }] };
    clock = JSON.parse(await office.ask(["clock"], JSON.stringify(asked)));
    assert.equal(clock.deemed, true, JSON.stringify(clock));
    await handler.open("/review/new");
    await handler.fill({
      name, "class": "natural", phone: "13900000009", address: "明川区东关街道27号", objection: "not_able", respondent: "明川区东关街道办事处", number: "东关公开〔2026〕9号", kind: "not_existing",
      act_on: day(-40), got_on: day(-35), request: "撤销答复，责令重新答复", grounds: "名册在办事处墙上贴过。", door: "post_signed", received_on: day(2),
    }, "main");
    await handler.press("登记", { within: "main", status: 422 });
    await handler.reads("收到之日");
    assert.equal(await handler.value("grounds", "main"), "名册在办事处墙上贴过。");
    await sound(handler);
    await handler.fill({ received_on: received }, "main");
    await handler.press("登记", { within: "main" });
    const [number, code] = (await handler.page.locator(".receipt dd").allInnerTexts()).map((s) => s.trim());
    ticket = { number, code };
    await handler.press("到案件", { within: "main" });
    at = new URL(handler.page.url()).pathname.replace(/^\/desk/, "");
    await head.open(at);
    await head.press("指定承办人", { within: ".actbar" });
    await head.page.getByLabel(bureau.handler.name, { exact: true }).check();
    await head.press("指定承办人", { within: "main form" });
  });

  step("everybody of the bureau sees that it is deemed accepted, and since when", async () => {
    for (const who of Object.values(people)) {
      await who.open("/review");
      await who.reads("和政复议〔", name, "视为受理");
      await who.open(at);
      await who.reads("视为受理", chinese(clock.accepted_on), chinese(clock.decide_by));
    }
    await sound(people.head);
  });

  step("the applicant reads it in plain words, without a script, on a phone", async () => {
    const applicant = await person(await theBrowser(), name, office.portal, { width: 390, javaScript: false });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("已受理，正在审理", "视为受理", chinese(clock.accepted_on), chinese(clock.decide_by));
    await applicant.readsNot(bureau.handler.name);
    await applicant.close();
  });

  step("it is too late to refuse it or to ask for more; how it is heard is chosen", async () => {
    const { handler } = people;
    await handler.open(at);
    for (const label of ["拟补正通知书", "拟不予受理决定书"]) {
      assert.equal(await handler.page.locator(".actbar a", { hasText: label }).filter({ visible: true }).count(), 0, label);
    }
    await handler.press("补办受理", { within: ".actbar" });
    await handler.fill({ procedure: "summary" }, "main");
    await handler.press("受理", { within: "main form" });
    await handler.reads("简易程序", chinese(clock.decide_by), "拟提出复议答复通知书");
    await sound(handler);
  });
});
