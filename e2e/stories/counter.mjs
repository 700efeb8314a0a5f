// At the counter: a spoken request, written down by the clerk, read out, printed
// to be signed; registered while the applicant waits and answered the same day.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { pdfText, picture } from "../paper.mjs";
import { person } from "../person.mjs";
import { answerRequest, chinese, day, identity, look, openCase, register, serve } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

const name = "吐尔逊·买买提";

describe("a spoken request at the counter", () => {
  const step = steps("counter");
  let office, people, ticket, number, letter;

  step("is not taken without an identity", async () => {
    ({ office, people } = await theOffice());
    const { clerk } = people;
    await clerk.open("/counter/new");
    await clerk.fill({
      kind: "spoken", name, class: "natural", phone: "13900000002", address: "明川区东关街道7号",
      subject: "低保审核公示名单", content: "东关街道2025年低保审核公示名单", medium: "paper", delivery: "pickup",
    });
    await clerk.press("收下，出回执", { within: "main", status: 422 });
    assert.equal(await clerk.value("content"), "东关街道2025年低保审核公示名单");
    assert.equal(await clerk.page.title().then((t) => t.startsWith("错误：")), true);
  });

  step("is taken, with a receipt and a record to be signed", async () => {
    const { clerk } = people;
    await clerk.fill({ id_number: identity(3) });
    await clerk.press("收下，出回执", { within: "main" });
    const text = await clerk.page.locator("main").innerText();
    ticket = { number: /收件号\s*(\S+)/.exec(text)[1], code: /查询码\s*(\S+)/.exec(text)[1] };
    const record = await pdfText(await clerk.fetch(await clerk.href("打印记录")), office.dir);
    for (const said of ["口头申请", name, "低保审核公示名单"]) assert.ok(record.includes(said), `the record does not say ${said}: ${record}`);
  });

  step("is registered on the spot; the case asks for the signed record, which is added", async () => {
    const { clerk } = people;
    await clerk.press("登记", { within: "main" });
    number = await register(clerk, { received: day(), ground: "handed_in", button: "登记并办理" });
    assert.match(clerk.page.url(), /\/cases\/\d+$/);
    await clerk.reads("缺申请人签字的记录");
    await clerk.press("去补", { within: "main" });
    await clerk.fill({ signed_on: day(), record: [picture("签字的记录.png", 21)] });
    await clerk.press("已念、已签", { within: "#record" });
    await openCase(clerk, number);
    await clerk.reads("签字的记录.png");
    await clerk.readsNot("缺申请人签字的记录");
  });

  step("is answered the same day: it is public already, and where", async () => {
    letter = await answerRequest(people, office, number, {
      received: day(), kind: "already_public", missing: ["已经公开的信息", "在哪里能看到"],
      values: { what: "《东关街道2025年低保审核公示》", where: "明川区人民政府网站" },
      better: { where: "https://www.mingchuan.example/dibao/2025.html\n东关街道办事处公示栏，2025年每季度首月" },
    });
    for (const said of [letter.number, name, "https://www.mingchuan.example/dibao/2025.html", "第三十六条第一项", "行政复议", chinese(day())]) {
      assert.ok(letter.text.includes(said), `the letter does not say ${said}: ${letter.text}`);
    }
  });

  step("is handed over in person, with a receipt of service", async () => {
    const { clerk } = people;
    await clerk.open(`${letter.at}/serve`);
    assert.equal(await clerk.page.locator("[name=way][value=emailed], [name=way][value=downloaded]").count(), 0, "no electronic way unless it was chosen");
    const receipt = await pdfText(await clerk.fetch(await clerk.href("打印送达回证")), office.dir);
    const serial = letter.number.slice(letter.number.indexOf("〔")); // a long number goes on in the next line of its cell
    assert.ok(receipt.includes("送达回证") && receipt.includes(serial), receipt);
    await serve(clerk, letter.at, { way: "direct", on: day(), recipient: name });
    await clerk.reads("已登记送达");
  });

  step("is seen as answered by the applicant", async () => {
    const applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads(number, "已经答复", "当面交给了您");
    await applicant.readsNot(identity(3), "13900000002", "明川区东关街道7号");
    await applicant.close();
  });
});
