// A letter by post: the clerk enters it with its scans, the unit finds what is
// asked for, the reply encloses it and goes by post; the applicant looks at it
// with number and code; the case is archived and the day balances.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { drop, pdfText, picture } from "../paper.mjs";
import { eventually } from "../process.mjs";
import { person } from "../person.mjs";
import { answerRequest, archive, chinese, day, identity, look, openCase, register, replyLink, serve } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

const name = "阿卜杜热合曼·麦麦提明";

describe("a signed letter by post", () => {
  const step = steps("post");
  let office, people, ticket, number, letter;
  const signedOn = day(-1);

  step("finds an office set up by its operator, and its staff signed in", async () => {
    ({ office, people } = await theOffice());
  });

  step("is entered with scans dragged in and shown beside the form", async () => {
    const { clerk } = people;
    await clerk.open("/post/new");
    await drop(clerk.page, ".drop", [picture("信封.png", 1), picture("信一.png", 2)]);
    await drop(clerk.page, ".drop", [picture("信二.png", 3, { noise: true })]);
    await clerk.fill({ signed_on: signedOn, signed_by: "门卫室", tracking: "XA12345678965", name, class: "natural" });
    await clerk.press("上传并对照");
    assert.equal(await clerk.page.locator(".viewer__page").count(), 3);
    await eventually("the first scan is shown", () => clerk.page.locator(".viewer__page img").first().evaluate((i) => i.complete && i.naturalWidth === 620));
    assert.equal(await clerk.value("name"), name, "what was typed is still there");
    await clerk.fill({
      id_number: identity(1), phone: "13900000000", address: "明川区团结路88号3栋201室", subject: "团结路拓宽工程征收补偿方案",
      content: "团结路拓宽工程房屋征收补偿方案\n2025年度征收补偿资金的拨付文件", medium: "paper", delivery: "post",
    });
    await clerk.press("收下", { within: "main .btns" });
    const text = await clerk.page.locator("main").innerText();
    ticket = { number: /收件号\s*(\S+)/.exec(text)[1], code: /查询码\s*(\S+)/.exec(text)[1] };
    assert.match(ticket.code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const receipt = await pdfText(await clerk.fetch(await clerk.href("打印回执")), office.dir);
    for (const said of [ticket.number, ticket.code, name]) assert.ok(receipt.includes(said), `the receipt does not say ${said}: ${receipt}`);
  });

  step("is registered with the day of signing as the receipt date", async () => {
    const { clerk } = people;
    await clerk.press("登记", { within: "main" });
    await clerk.reads("XA12345678965", "门卫室", "建议");
    number = await register(clerk, { received: signedOn, ground: "signed_for" });
  });

  step("is assigned, signed for, drafted, returned once, checked and signed", async () => {
    const { officer } = people;
    letter = await answerRequest(people, office, number, {
      received: signedOn, kind: "disclose", missing: ["提供的信息"],
      enclose: async () => {
        await officer.press("加材料", { within: ".actbar" });
        await officer.fill({ files: [picture("征收补偿方案.png", 7)], purpose: "requested" });
        await officer.press("加材料", { within: "main form" });
        await openCase(officer, number);
      },
      values: { given: "征收补偿方案" }, better: { given: "《团结路拓宽工程房屋征收补偿方案》18页\n《关于拨付2025年度征收补偿资金的通知》3页" },
    });
    const says = [letter.number, name, chinese(signedOn), "《团结路拓宽工程房屋征收补偿方案》18页", "第三十六条第二项", "行政复议", "和宁市人民政府", "六十日", "明川区人民政府"];
    for (const said of says) assert.ok(letter.text.includes(said), `the letter does not say ${said}: ${letter.text}`);
  });

  step("is served by post, and the day of delivery recorded", async () => {
    const { clerk } = people;
    await clerk.open(`${letter.at}/serve`);
    await clerk.reads("建议：申请人选的是");
    await clerk.fill({ way: "posted", on: day(), tracking: "" }, "main");
    await clerk.press("登记送达", { within: "main form", status: 422 });
    await serve(clerk, letter.at, { way: "posted", on: day(), tracking: "XA99999999965", proof: [picture("邮寄单.png", 9)] });
    await clerk.reads("已登记送达", "XA99999999965");
    await clerk.press("登记签收");
    await clerk.fill({ on: day(), recipient: name }, "main");
    await clerk.press("登记签收", { within: "main form" });
  });

  step("is seen by the applicant with number and code, the reply as a copy", async () => {
    const applicant = await person(await theBrowser(), "applicant", office.portal, { width: 390 });
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads(number, "已经答复", "副本");
    const copy = await applicant.fetch(await replyLink(applicant, "予以公开答复书"));
    assert.match(copy.name, /副本/);
    assert.ok(!copy.equals(letter.pdf), "it is marked across the page, so it differs from the letter");
    const text = await pdfText(copy, office.dir);
    assert.ok(text.includes(letter.number), text.slice(0, 500));
    await applicant.close();
  });

  step("is archived, and the day balances", async () => {
    await archive(people.officer, number);
    await people.clerk.open("/balance");
    await people.clerk.reads("相符");
    await people.clerk.readsNot("差 ");
    const printed = JSON.parse(await office.cli("intake", "balance", "--date", day(), "--json"));
    assert.equal(printed.total.agrees, true);
    assert.equal(printed.total.received, printed.total.registered);
  });
});

describe("an ordinary letter", () => {
  const step = steps("ordinary");
  const arrivedOn = day(-2);
  const reachedOn = day(-1);
  let people;

  step("is entered with every try by phone, also the one that nobody answered", async () => {
    ({ people } = await theOffice());
    const { clerk } = people;
    await clerk.open("/post/new");
    await clerk.fill({
      kind: "ordinary", arrived_on: arrivedOn, name: "米热古丽·吾布力", class: "natural", phone: "13900000011", address: "明川区学府路5号",
      content: "学区划分方案", medium: "paper", delivery: "post",
      "call-1-day": arrivedOn, "call-1-time": "16:20", "call-1-outcome": "no_answer",
      "call-2-day": reachedOn, "call-2-time": "10:05", "call-2-outcome": "reached", "call-2-note": "本人确认",
    });
    await clerk.press("收下", { within: "main .btns" });
    await clerk.press("登记", { within: "main" });
  });

  step("proposes the day on which the applicant confirmed, beside the stricter day of arrival", async () => {
    const { clerk } = people;
    const offered = await clerk.page.locator("[name=receipt]").evaluateAll((all) => all.map((r) => r.value));
    assert.ok(offered.includes(`arrived/${arrivedOn}`), offered.join());
    await clerk.fill({ receipt: "other", received_on: day(), subject: "学区划分方案" }, "main form");
    await clerk.press("登记", { within: "main form", status: 422 }); // another day needs a reason
    await clerk.fill({ receipt: `phone_confirmed/${reachedOn}` }, "main form");
    await register(clerk, { received: reachedOn, ground: "phone_confirmed" });
  });
});
