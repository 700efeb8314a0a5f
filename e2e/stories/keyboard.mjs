// Without a mouse: the inbox from J and K to a registered case, and the switch
// for single letters; large type.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { eventually } from "../process.mjs";
import { identity } from "../steps.mjs";
import { steps, theOffice } from "../world.mjs";

const base64 = (text) => Buffer.from(text).toString("base64");

const mail = (n) => `From: =?UTF-8?B?${base64("买买提·依明")}?= <m${n}@example.org>
To: foi@localhost.localdomain
Subject: =?UTF-8?B?${base64(`公开申请${n}`)}?=
Date: ${new Date().toUTCString().replace("GMT", "+0000")}
Message-ID: <keys-${n}-${Date.now()}@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

${base64(`申请人：买买提·依明\n身份证号：${identity(60 + n)}\n联系电话：1390000006${n}\n申请公开：第${n}号渠道工程的验收报告。\n请用电子邮件答复。`)}
`;

describe("the inbox without a mouse", () => {
  const step = steps("keyboard");
  let around, people, clerk;

  const chosen = () => clerk.page.locator(".mails a[aria-current]").innerText();
  const focused = () => clerk.page.evaluate(() => document.activeElement?.getAttribute("name") ?? document.activeElement?.textContent.trim() ?? "");

  // tabTo moves the focus with the Tab key to what fits.
  async function tabTo(what, fits) {
    for (let n = 0; n < 80; n++) {
      await clerk.page.keyboard.press("Tab");
      if (fits(await focused())) return;
    }
    assert.fail(`the Tab key does not reach ${what}`);
  }

  step("J and K go from one to the next and back", async () => {
    ({ around, people } = await theOffice());
    clerk = people.clerk;
    for (const n of [1, 2, 3]) {
      await around.deliver(mail(n));
      await around.sentTo(`m${n}@example.org`); // one by one, so that their order is known
    }
    await clerk.open("/inbox");
    assert.ok((await clerk.page.locator(".mails a").count()) >= 3);
    const first = await chosen();
    await clerk.key("j");
    const second = await chosen();
    assert.notEqual(second, first);
    await clerk.key("k");
    assert.equal(await chosen(), first);
  });

  step("a case is registered with Tab, arrows and Enter", async () => {
    for (let n = 0; n < 9 && !(await chosen()).includes("公开申请1"); n++) await clerk.key("j");
    assert.match(await chosen(), /公开申请1/);
    await tabTo("the class", (name) => name === "class");
    assert.equal(await clerk.value("class"), "natural", "proposed, from the identity number");
    await clerk.page.keyboard.press("ArrowDown");
    await clerk.page.keyboard.press("ArrowUp");
    assert.equal(await clerk.value("class"), "natural");
    await tabTo("the subject", (name) => name === "subject");
    await clerk.page.keyboard.type("渠道工程验收报告jkx/?"); // letters in a field are letters
    await tabTo("the button", (text) => /^登记/.test(text));
    await clerk.key("Enter");
    await clerk.reads("已登记为");
  });

  step("X sets aside, L leaves for later, / goes to the search", async () => {
    for (let n = 0; n < 9 && !(await chosen()).includes("公开申请2"); n++) await clerk.key("j");
    await clerk.key("x");
    await tabTo("the reason", (name) => name === "reason");
    await clerk.page.keyboard.press("Space");
    await tabTo("the button", (text) => /^不予登记/.test(text));
    await clerk.key("Enter");
    await clerk.reads("已不予登记");
    await clerk.key("l");
    await clerk.reads("先放着了");
    await clerk.page.keyboard.press("/");
    assert.equal(await focused(), "q");
    await clerk.page.keyboard.type("渠道工程");
    await clerk.key("Enter");
    await clerk.reads("渠道工程");
  });

  step("single letters can be switched off and on again", async () => {
    await clerk.open("/inbox");
    await clerk.page.keyboard.press("?");
    await tabTo("the switch", (text) => text === "停用单键");
    await clerk.key("Enter");
    const before = clerk.page.url();
    assert.match(before, /\/inbox$/, "back where the switch was");
    await clerk.page.keyboard.press("x");
    await clerk.page.keyboard.press("j");
    await clerk.page.waitForTimeout(300);
    assert.equal(clerk.page.url(), before);
    await tabTo("the switch", (text) => text === "启用单键");
    await clerk.key("Enter");
    await clerk.key("x");
    await clerk.reads("为什么不予登记");
  });

  step("large type is kept, on the desk and for the public", async () => {
    const size = () => clerk.page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
    await clerk.open("/");
    const usual = await size();
    await clerk.open("/?zihao=da");
    assert.notEqual(await size(), usual);
    const { office } = await theOffice();
    await clerk.open(office.portal);
    const small = await size();
    await clerk.press("大字版");
    const large = await size();
    assert.ok(parseFloat(large) > parseFloat(small), `${small} to ${large}`);
    await clerk.open(`${office.portal}guide`);
    assert.equal(await size(), large, "the cookie keeps it");
    await clerk.press("标准字号");
    await eventually("the usual size is back", async () => (await size()) === small);
  });
});
