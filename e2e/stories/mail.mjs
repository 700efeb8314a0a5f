// A request by e-mail: delivered to a real IMAP server and fetched, confirmed by
// a mail with number and code, registered from the inbox; the reply says that
// nothing was found and goes out by mail, past an SMTP server that is ill.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { pdfText } from "../paper.mjs";
import { person } from "../person.mjs";
import { eventually } from "../process.mjs";
import { answerRequest, chinese, choose, day, identity, look, register, replyLink, serve } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

const from = "shiliu@example.org";
const base64 = (text) => Buffer.from(text).toString("base64");

const request = `From: =?UTF-8?B?${base64("张石榴")}?= <${from}>
To: foi@localhost.localdomain
Subject: =?UTF-8?B?${base64("政府信息公开申请：幼儿园收费备案")}?=
Date: ${new Date().toUTCString().replace("GMT", "+0000")}
Message-ID: <e2e-${Date.now()}@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

${base64("申请人：张石榴\n身份证号：${identity(2)}\n联系电话：13900000001\n申请公开：2025年区教育和科技局批准的公办幼儿园收费备案表。\n请用电子邮件答复。").replace(/(.{76})/g, "$1\n")}
--b1
Content-Type: application/pdf; name="=?UTF-8?B?${base64("公告.pdf")}?="
Content-Disposition: attachment
Content-Transfer-Encoding: base64

${base64("%PDF-1.4\n% a notice\n")}
--b1--
`;

describe("a request by e-mail", () => {
  const step = steps("mail");
  let around, office, people, ticket, number, letter;

  step("is fetched from the IMAP server and confirmed once, with number and code", async () => {
    ({ around, office, people } = await theOffice());
    await around.deliver(request);
    const mail = await around.sentTo(from);
    assert.equal(mail.tls, true, "mail goes out over TLS");
    assert.equal(mail.header["Auto-Submitted"]?.[0], "auto-replied");
    const codes = /收件号：\s*(\S+?)[；。\s][\s\S]*查询码：\s*([0-9A-Z-]{14})/.exec(mail.text);
    assert.ok(codes, mail.text);
    ticket = { number: codes[1], code: codes[2] };
    await eventually("the mail was moved out of the inbox", async () => (await around.pending()) === 0);
  });

  step("stands in the inbox with what was read, and is looked up before anybody registered it", async () => {
    const { clerk } = people;
    await clerk.open("/inbox");
    await choose(clerk, "幼儿园收费备案");
    await clerk.reads("幼儿园收费备案", from, "公告.pdf", "自动确认");
    assert.equal(await clerk.value("name", "main form"), "张石榴");
    const applicant = await person(await theBrowser(), "applicant", office.portal);
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads("已收到，正在登记");
    await applicant.close();
  });

  step("is registered with the day of the automatic confirmation", async () => {
    number = await register(people.clerk, {
      received: day(), ground: "both_confirmed",
      fill: { class: "natural", subject: "公办幼儿园收费备案表" },
    });
  });

  step("is answered: not found, with where and how it was searched", async () => {
    letter = await answerRequest(people, office, number, {
      received: day(), kind: "not_existing", missing: ["没有找到的信息", "检索之日"],
      values: { what: "2025年公办幼儿园收费备案表", searched_on: day(), searched_in: "公文系统", searched_for: "“幼儿园收费”" },
      better: { searched_in: "公文系统2025年收文、发文\n教育科业务台账", reason: "收费由发展改革部门备案" },
    });
    const says = [letter.number, "张石榴", "检索了下列范围：公文系统2025年收文、发文；教育科业务台账。", "不存在", "第三十六条第四项", "行政复议", chinese(day())];
    for (const said of says) assert.ok(letter.text.includes(said), `the letter does not say ${said}: ${letter.text}`);
  });

  step("waits in the outbox while the SMTP server is ill, and is sent when it is well", async () => {
    const { clerk } = people;
    await around.refuse("rcpt", 550);
    await clerk.open(`${letter.at}/serve`);
    assert.equal(await clerk.page.locator("[name=way]:checked").count(), 1, "the way the applicant chose is proposed");
    await serve(clerk, letter.at, { way: "emailed" });
    await clerk.reads("发件箱");
    await eventually("the outbox says that it was refused", async () => {
      await clerk.open("/outbox");
      return (await clerk.page.locator("main").innerText()).includes("再发");
    });
    await clerk.reads(number, "对方没有这个邮箱");
    await around.refuse("rcpt", 0);
    await clerk.press("再发", { within: "main" });
    const mail = await around.sentTo(from, (m) => m.subject.includes(letter.number));
    const pdf = mail.files.find((f) => f.type === "application/pdf");
    assert.ok(Buffer.from(pdf.body, "base64").equals(letter.pdf), "the very PDF that was signed is attached");
    assert.equal((await around.sent()).filter((m) => m.subject.includes(letter.number)).length, 1, "sent once");
  });

  step("is seen as answered by the applicant, who fetches the reply", async () => {
    const applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await eventually("the status page says so", async () => {
      await look(applicant, office, number, ticket.code); // the number of the case works too
      return (await applicant.page.locator("main").innerText()).includes("发到了您的邮箱");
    });
    const reply = await applicant.fetch(await replyLink(applicant, "信息不存在答复书"));
    assert.ok((await pdfText(reply, office.dir)).includes(letter.number));
    await applicant.close();
  });
});
