// A reply is brought to court: the office registers it from the page of the request, answers
// with the evidence bundle, goes to the hearing, wins, and loses above; what came into force
// opens the request again. The bureau follows; who is not concerned sees nothing.
import assert from "node:assert/strict";
import { after, describe } from "node:test";
import { bureau, openOffice, staff } from "../office.mjs";
import { picture } from "../paper.mjs";
import { signedIn } from "../person.mjs";
import { assign, check, day, draft, openCase, serve, sign, sound, submit, takeLetter } from "../steps.mjs";
import { steps, theBrowser } from "../world.mjs";

describe("lawsuit", () => {
  const step = steps("lawsuit");
  const name = "古丽娜尔·艾合买提";
  const subject = "团结路片区征收补偿方案";
  const people = {};
  let office, number, reply, at;

  after(async () => {
    await office?.stop();
    await office?.remove();
  });

  step("a request is answered: the information does not exist", async () => {
    office = await openOffice({ reviews: true });
    const browser = await theBrowser();
    for (const [role, who] of Object.entries({ ...staff, ...bureau })) people[role] = await signedIn(browser, office, who);
    const { clerk, officer, checker, signer } = people;
    ({ number } = await takeLetter(clerk, { received: day(), serial: 81, name, subject }));
    await assign(people, number, { received: day() });
    await draft(officer, number, "not_existing", { what: subject, searched_on: day(), searched_in: "档案系统", searched_for: "“团结路”“补偿方案”" });
    const letter = await submit(officer);
    await check(checker, letter);
    reply = await sign(signer, letter, office);
    await serve(clerk, letter, { way: "direct", on: day(), recipient: name });
  });

  step("the clerk registers the suit from the request; what is missing is said, what was typed stays", async () => {
    const { clerk } = people;
    await openCase(clerk, number);
    await clerk.page.locator(".actbar summary").first().click();
    await clerk.press("登记被诉", { within: ".actbar" });
    assert.equal(await clerk.value("number", "main"), reply.number);
    assert.equal(await clerk.value("plaintiff", "main"), name);
    await clerk.fill({ court: "", claims: "请求撤销答复书，责令公开", copy_on: day(), accepted_on: day(), summary: true, files: [picture("起诉状.png", 81)] }, "main");
    await clerk.press("登记", { within: "main", status: 422 });
    await clerk.reads("写明法院全称", "起诉状.png");
    assert.equal(await clerk.value("claims", "main"), "请求撤销答复书，责令公开");
    await sound(clerk);
    await clerk.fill({ court: "明川区人民法院" }, "main");
    await clerk.press("登记", { within: "main" });
    await clerk.reads("案号未收到", "待答辩", "最迟答辩、举证", "第一百零四条", "6 个月", "供参考", "起诉状.png", "简易程序");
    at = new URL(clerk.page.url()).pathname.replace(/^\/desk/, "");
    await sound(clerk);
    await clerk.open("/");
    await clerk.reads("行政诉讼，待办");
    await openCase(clerk, number);
    await clerk.reads("正在行政诉讼：", "被起诉");
  });

  step("the number comes later; the answer goes out with the bundle that one button makes", async () => {
    const { clerk } = people;
    await clerk.open(`${at}/court`);
    await clerk.fill({ case_number: "（2026）明行初81号" }, "main");
    await clerk.press("更正法院、案号", { within: "main form" });
    await clerk.reads("（2026）明行初81号");
    await clerk.press("登记提交答辩状", { within: ".actbar" });
    await clerk.fill({ text: "已在档案系统检索，没有找到。" }, "main");
    await clerk.press("制作证据卷", { within: "main form" });
    await clerk.reads("证据卷已制作", "附哪一份证据卷");
    assert.equal(await clerk.value("text", "main"), "已在档案系统检索，没有找到。");
    await sound(clerk);
    await clerk.press("登记提交答辩状", { within: "main form" });
    await clerk.reads("已登记提交答辩状", `证据卷 ${number}.pdf`, "已在档案系统检索，没有找到。");
    const bundle = await clerk.fetch(await clerk.href("证据卷", "#materials"));
    assert.ok(bundle.subarray(0, 4).equals(Buffer.from("%PDF")));
  });

  step("the hearing: why the head did not go has to be said", async () => {
    const { clerk } = people;
    await clerk.press("登记开庭通知", { within: ".actbar" });
    await clerk.fill({ on: day(), day: day(), clock: "10:00", place: "第三法庭" }, "main");
    await clerk.press("登记开庭通知", { within: "main form" });
    await clerk.press("登记出庭情况", { within: ".actbar" });
    await clerk.fill({ who: "科长" }, "main");
    await clerk.press("登记出庭情况", { within: "main form", status: 422 });
    await clerk.reads("第三条第三款");
    await clerk.fill({ head: true }, "main");
    await clerk.press("登记出庭情况", { within: "main form" });
    await clerk.reads("负责人出庭");
  });

  step("the claim is dismissed, the plaintiff appeals, the court above orders an answer", async () => {
    const { clerk, handler } = people;
    await clerk.press("登记裁判结果", { within: ".actbar" });
    await clerk.fill({ result: "claim_dismissed", decided_on: day(), demand: "" }, "main");
    await clerk.press("登记裁判结果", { within: "main form" });
    await clerk.reads("最迟上诉", "未生效", "驳回诉讼请求");
    await sound(clerk);
    await clerk.press("登记上诉", { within: ".actbar" });
    await clerk.press("登记上诉", { within: "main form", status: 422 });
    await clerk.reads("选谁上诉");
    await clerk.fill({ by: "plaintiff" }, "main");
    await clerk.press("登记上诉", { within: "main form" });
    await clerk.press("登记下一审级", { within: ".actbar" });
    await clerk.fill({ court: "和宁市中级人民法院", case_number: "（2026）和行终8号" }, "main");
    await clerk.press("登记下一审级", { within: "main form" });
    await clerk.reads("二审", "和宁市中级人民法院");
    await openCase(clerk, number);
    await clerk.readsNot("责令答复或者重新答复：");
    await handler.open("/lawsuits");
    await clerk.open(`${at}/ruling`);
    await clerk.fill({ result: "revoked", decided_on: day(), demand: "answer", order: "二十个工作日内重新答复" }, "main");
    await clerk.press("登记裁判结果", { within: "main form" });
    await clerk.reads("已生效", "结果纠正");
    await openCase(clerk, number);
    await clerk.reads("责令答复或者重新答复：", "和宁市中级人民法院", "二十个工作日内重新答复", "等重新答复");
  });

  step("a slip is taken back on both sides", async () => {
    const { clerk } = people;
    await clerk.open(`${at}/take-back`);
    await clerk.page.getByLabel("收到判决：撤销").check();
    await clerk.fill({ reason: "看错了判决书" }, "main");
    await clerk.press("撤销一笔", { within: "main form" });
    await clerk.reads("撤销：收到判决", "待");
    await openCase(clerk, number);
    await clerk.reads("正在行政诉讼：");
  });

  step("the docket, its table; who is not concerned sees nothing", async () => {
    const { clerk, signer, handler } = people;
    await clerk.open("/lawsuits?way=direct");
    await clerk.reads("（2026）和行终8号", name);
    await sound(clerk);
    const table = await clerk.fetch(await clerk.href("导出表格"));
    assert.ok(table.toString().includes("（2026）和行终8号"));
    await signer.open(at, 403);
    await handler.open("/lawsuits");
    await handler.reads("诉讼案件");
    await handler.open("/review/figures");
    await handler.reads("行政诉讼：未经复议直接起诉");
    await sound(handler);
  });
});
