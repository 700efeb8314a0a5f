// Transfer inside the district: without consent nothing is handed on; with it the
// request lies in the inbox of the other agency; and one that was sent wrongly comes
// back. What becomes of it there, and of the own case, is tested in internal/desk.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { signedIn } from "../person.mjs";
import { assign, check, choose, day, identity, openCase, register, serve, sign, submit } from "../steps.mjs";
import { steps, theBrowser, theOffice } from "../world.mjs";

describe("transfer", () => {
  const step = steps("transfer");
  const receivedOn = day(-2);
  const bureau = "明川区自然资源局";
  let office, people, other, number, path, agency;

  const agree = { agreed_on: day(), how: "phone", note: "与申请人本人通话，同意把申请转送过去" };
  // cover drafts, checks and signs the letter that hands the request on.
  const cover = async () => {
    const { officer, checker, signer } = people;
    await openCase(officer, number);
    await officer.press("拟转送函", { within: "#transfers" });
    const at = await submit(officer);
    await check(checker, at);
    return { at, letter: await sign(signer, at, office) };
  };

  step("a letter comes in that is not ours; without consent it cannot be handed on", async () => {
    ({ office, people } = await theOffice());
    const admin = await signedIn(await theBrowser(), office, { login: "xitong" });
    await admin.open("/agencies/new");
    await admin.fill({
      code: "ZRJ", name: bureau, case_prefix: "R", letter_word: "明自然公开", review_body: "明川区人民政府", court: "明川区人民法院",
      address: "明川区建设路2号", phone: "0990-6220003", mail_address: "zrj@localhost.localdomain",
    }, "main");
    await admin.press("加机关", { within: "main form" });
    await admin.close();
    const added = await office.cli("user", "add", "zr-clerk", "--name", "秦朗", "--role", "clerk", "--agency", "ZRJ");
    office.passwords["zr-clerk"] = added.split("\t")[1].split("\n")[0];
    other = await signedIn(await theBrowser(), office, { login: "zr-clerk" });
    const { clerk, officer } = people;
    await clerk.open("/post/new");
    await clerk.fill({
      kind: "signed", signed_on: receivedOn, signed_by: "收发室", tracking: "XA00000000871", name: "转送·测试人", class: "natural", id_number: identity(71),
      phone: "13900000071", address: "明川区南湖街道3号", subject: "征收范围红线图", content: "南湖片区的征收范围红线图", medium: "paper", delivery: "post",
    });
    await clerk.press("收下", { within: "main .btns" });
    await clerk.press("登记", { within: "main" });
    number = await register(clerk, { received: receivedOn, ground: "signed_for" });
    await assign(people, number, { received: receivedOn });
    await openCase(officer, number);
    path = new URL(officer.page.url()).pathname.replace(/^\/desk/, "");
    await officer.open(`${path}/transfer`);
    await officer.reads("不是转送，用改分办");
    agency = await officer.page.locator("select[name=agency] option", { hasText: "自然资源局" }).getAttribute("value");
    await officer.fill({ agency }, "main");
    await officer.press("转送其他机关", { within: "main form", status: 422 });
    await officer.reads("没有同意的，不能转送，只在答复书里写明该向哪个机关申请");
    await officer.fill({ agreed_on: day(), how: "phone" }, "main");
    await officer.press("转送其他机关", { within: "main form", status: 422 });
    await officer.reads("写明和谁通话");
  });

  step("sent by mistake, it lies in the other inbox and is taken out of it again", async () => {
    const { officer, clerk } = people;
    await officer.fill(agree, "main");
    await officer.press("转送其他机关", { within: "main form" });
    await officer.reads("已登记，接着拟转送函", "同意（电话，有记录）");
    const { at } = await cover();
    await serve(clerk, at, { way: "handed" });
    await openCase(officer, number);
    await officer.reads("对方还没有登记", "转到对方的收件箱");
    await officer.readsNot("看对方的收件");
    await other.open("/inbox");
    await other.reads("征收范围红线图", "转送");
    await officer.press("撤销转送", { within: "#transfers" });
    await officer.fill({ reason: "申请人要先想一想", sure: true }, "main");
    await officer.press("撤销转送", { within: "main form" });
    await officer.reads("已撤销");
    await other.open("/inbox");
    await other.readsNot("征收范围红线图");
  });

  step("handed on again, the other agency reads from where it comes, without a way into a case that is not theirs", async () => {
    const { officer, clerk } = people;
    await officer.open(`${path}/transfer`);
    await officer.fill({ agency, ...agree }, "main");
    await officer.press("转送其他机关", { within: "main form" });
    const { at, letter } = await cover();
    for (const said of ["自然资源局", "转送贵机关", "转送·测试人"]) assert.ok(letter.text.replace(/\s/g, "").includes(said), letter.text);
    await serve(clerk, at, { way: "handed" });
    await other.open("/inbox");
    await choose(other, "征收范围红线图");
    await other.reads("转来的机关", letter.number, number, "当天打电话确认", "申请转送函.pdf");
    assert.equal(await other.page.locator("main a", { hasText: number }).count(), 0, "a link to a case that is not theirs");
    await openCase(officer, number);
    await officer.reads("对方还没有登记");
    await other.close();
  });
});
