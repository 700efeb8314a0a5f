// What the staff do with a request, step by step, each by the person who does
// it: from the inbox to the archive.
import assert from "node:assert/strict";
import { axe, overflow } from "./browser.mjs";
import { housing, staff } from "./office.mjs";
import { pdfText } from "./paper.mjs";
import { eventually } from "./process.mjs";

// day returns a day in Asia/Shanghai, some days from now, as 2026-11-23.
export function day(from = 0) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date(Date.now() + from * 86400000));
}

// chinese writes 2026-11-23 as pages and letters do: 2026年11月23日.
export function chinese(iso) {
  const [y, m, d] = iso.split("-").map(Number);
  return `${y}年${m}月${d}日`;
}

// identity makes an identity number with a right check digit (GB 11643) that
// belongs to nobody.
export function identity(serial) {
  const digits = `11010519490101${String(serial).padStart(3, "0")}`;
  const sum = [...digits].reduce((sum, d, i) => sum + Number(d) * (2 ** (17 - i) % 11), 0);
  return digits + "10X98765432"[sum % 11];
}

// socialCode makes a unified social credit code with a right check sign (GB
// 32100) that belongs to nobody.
export function socialCode(serial) {
  const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const body = `91650000MA7EE${String(serial).padStart(4, "0")}`;
  const sum = [...body].reduce((sum, c, i) => sum + signs.indexOf(c) * (3 ** i % 31), 0);
  return body + signs[(31 - (sum % 31)) % 31];
}

// choose opens the input of the inbox whose line says something.
export function choose(clerk, text) {
  return clerk.act(`choose ${text}`, () => clerk.page.locator(".mails a", { hasText: text }).first().click());
}

// sound asserts that axe finds nothing on the page and that it does not scroll
// sideways.
export async function sound(person) {
  assert.deepEqual([...(await axe(person.page)), ...(await overflow(person.page))], [], person.page.url());
}

// option returns the value of the option of a list that names somebody.
function option(person, list, name) {
  return person.page.locator(`select[name="${list}"] option`, { hasText: name }).first().getAttribute("value");
}

// register registers the input on the page, checks which receipt date is
// proposed and why, and returns the number of the case.
export async function register(clerk, { received, ground, fill = {}, button = "登记" }) {
  const proposed = await clerk.page.locator("[name=receipt]:checked").getAttribute("value");
  assert.equal(proposed, `${ground}/${received}`, "the proposed receipt date");
  await clerk.fill(fill, "main");
  await clerk.press(button, { within: "main form" });
  const said = await clerk.page.locator("body").innerText();
  const number = /已登记为\s*(\S*\d{4}-\d{4})/.exec(said);
  assert.ok(number, `no case number: ${said.slice(0, 500)}`);
  return number[1];
}

// takeLetter has the clerk take a registered letter in and register it, and returns
// its case number with what the applicant looks it up by.
export async function takeLetter(clerk, { received, serial, name, subject, content = subject, ...more }) {
  await clerk.open("/post/new");
  await clerk.fill({
    kind: "signed", signed_on: received, signed_by: "收发室", tracking: `XA000000${serial}`, name, class: "natural", id_number: identity(serial % 1000),
    phone: "13900000009", address: "明川区东关街道27号", subject, content, medium: "paper", delivery: "post", ...more,
  });
  await clerk.press("收下", { within: "main .btns" });
  const text = await clerk.page.locator("main").innerText();
  const ticket = { number: /收件号\s*(\S+)/.exec(text)[1], code: /查询码\s*(\S+)/.exec(text)[1] };
  await clerk.press("登记", { within: "main" });
  return { ticket, number: await register(clerk, { received, ground: "signed_for" }) };
}

// openCase opens the page of a case by its number.
export async function openCase(person, number) {
  await person.open(`/cases?q=${number}`);
  assert.match(person.page.url(), /\/cases\/\d+$/);
}

// assign has the clerk give the case to the unit and its officer, who signs for it.
export async function assign({ clerk, officer }, number, { received }) {
  await openCase(clerk, number);
  await clerk.reads(chinese(received));
  await clerk.press("分办", { within: ".actbar" });
  await clerk.fill({ unit: { label: housing }, officer: await option(clerk, "officer", staff.officer.name), note: "请在十个工作日内回复" });
  await clerk.press("分办", { within: "main form" });
  await openCase(officer, number);
  await officer.press("签收", { within: ".actbar" });
  await officer.reads("已签收");
}

// draft has the officer write a letter of a kind; it returns the letter's address.
export async function draft(officer, number, kind, values, { enclose } = {}) {
  await openCase(officer, number);
  if (enclose) await enclose();
  await officer.open(`${new URL(officer.page.url()).pathname.replace(/^\/desk/, "")}/letters/new?kind=${kind}`);
  await officer.fill(values, "main");
  return officer.page;
}

// submit sends the draft on the page to the checker.
export async function submit(officer) {
  await officer.press("送审核", { within: "main form" });
  await officer.reads("已送审核");
  return new URL(officer.page.url()).pathname.replace(/^\/desk/, "");
}

// check has the checker let the letter pass.
export async function check(checker, at, remark = "") {
  await checker.open(at);
  if (remark) await checker.page.locator('form[action$="/check"] [name=remark]').fill(remark);
  await checker.press("审核通过", { within: 'form[action$="/check"]' });
}

// sendBack has the checker return the letter with a reason.
export async function sendBack(checker, at, reason) {
  await checker.open(at);
  await checker.page.locator('form[action$="/return"] [name=remark]').fill(reason);
  await checker.press("退回", { within: 'form[action$="/return"]' });
}

// sign has the signer sign the letter, and returns its number and, once it is
// made, what its PDF says.
export async function sign(signer, at, office) {
  await signer.open(`${at}/sign`);
  await signer.press("签发", { within: 'form[action$="/sign"]' });
  const text = await signer.page.locator("body").innerText();
  const number = /明政公开\S+〔\d{4}〕\d+号/.exec(text);
  assert.ok(number, `no number of the letter: ${text.slice(0, 500)}`);
  const pdf = await eventually("the PDF is made", async () => {
    const answer = await signer.page.context().request.get(`${signer.base}${at}.pdf`);
    return answer.status() === 200 ? answer.body() : null;
  });
  return { number: number[0], pdf, text: await pdfText(pdf, office.dir) };
}

// serve has the clerk record the service of a letter.
export async function serve(clerk, at, values) {
  await clerk.open(`${at}/serve`);
  await clerk.fill(values, "main");
  await clerk.press("登记送达", { within: "main form" });
}

// archive has the officer put the case away.
export async function archive(officer, number) {
  await openCase(officer, number);
  await officer.press("归档", { within: ".actbar" });
  await officer.fill({ sure: true });
  await officer.press("归档", { within: "main form" });
  await officer.reads("已归档");
}

// look is what an applicant does with number and code: opens the status page,
// which for half an hour does not ask again.
export async function look(applicant, office, number, code) {
  await applicant.open(`${office.portal}status`);
  if ((await applicant.page.locator("main [name=no]").count()) === 0) return;
  await applicant.fill({ no: number, code }, "main");
  await applicant.press("查询", { within: "main form" });
}

// replyLink returns where the applicant fetches the reply.
export function replyLink(applicant, name) {
  return applicant.href(`${name}（PDF）`, "main");
}

// answerRequest carries a registered case from the unit to a signed letter: the
// check list refuses first what is missing, the checker returns it once.
export async function answerRequest(people, office, number, { received, kind, values, missing, better, enclose }) {
  const { officer, checker, signer } = people;
  await assign(people, number, { received });
  await draft(officer, number, kind, {}, { enclose });
  await officer.press("送审核", { within: "main form", status: 422 }); // nothing is filled in
  await officer.reads(...missing);
  await officer.fill(values, "main");
  const at = await submit(officer);
  await sendBack(checker, at, "写得再具体一点");
  await officer.open("/letters");
  await officer.reads("退回给我", "写得再具体一点");
  await officer.open(at);
  await officer.fill(better, "main");
  await submit(officer);
  await check(checker, at, "已核");
  return { at, ...(await sign(signer, at, office)) };
}
