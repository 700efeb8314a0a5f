// A signer signs in with a code of an app, and shows once more that it is them when they
// sign, where the office asks each time: with a wrong password first, without the script.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, describe } from "node:test";
import { openOffice, staff } from "../office.mjs";
import { person, signedIn } from "../person.mjs";
import { assign, check, day, draft, identity, register, submit } from "../steps.mjs";
import { steps, theBrowser } from "../world.mjs";

// code is what an authenticator app shows for the secret (RFC 6238), some steps of 30 s from now.
function code(secret, later = 0) {
  const bits = [...secret.replace(/\s/g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + later));
  const mac = createHmac("sha1", key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, "0");
}

describe("a second factor and signing", () => {
  const step = steps("prove", { seconds: 240 });
  const { clerk, officer, checker, signer } = staff;
  let office, people, p, secret, at;
  after(async () => {
    await office?.stop();
    await office?.remove();
  });

  step("a signer has to set a second factor up, and has just shown the password for it", async () => {
    office = await openOffice({ factors: true, configured: (text) => text.replace(/^reprove = .*$/m, "reprove = 0") });
    p = await signedIn(await theBrowser(), office, signer);
    await p.reads("先设好一种");
    await p.press("设动态码", { within: "main" });
    secret = await p.page.locator("#secret").innerText();
    await p.fill({ code: code(secret) }, "main");
    await p.page.locator("main form button[type=submit]").first().click();
    await p.page.waitForSelector("#recovery");
    await p.press("退出");
  });

  step("signs in with password and code", async () => {
    await p.close();
    p = await person(await theBrowser(), signer.name, office.desk, { javaScript: false, width: 390 });
    await p.open("/sign-in");
    await p.fill({ login: signer.login, password: office.passwords[signer.login] }, "main");
    await p.press("登录", { within: "main" });
    await p.reads("第二步验证");
    await p.fill({ code: code(secret, 1) }, "main"); // the one of now was used
    await p.press("登录", { within: "main" });
    await p.reads(signer.name);
    await p.open("/account/totp"); // the one act for which signing in counts
    await p.open("/account");
    await p.press("设动态码", { within: "main", status: 403 });
    await p.reads("再确认一次是您本人");
  });

  step("a reply is drafted and checked", async () => {
    people = {};
    for (const [role, who] of Object.entries({ clerk, officer, checker })) people[role] = await signedIn(await theBrowser(), office, who);
    await people.clerk.open("/counter/new");
    await people.clerk.fill({
      kind: "written", name: "吐尔逊·买买提", class: "natural", phone: "13900000002", id_number: identity(91), address: "明川区东关街道7号",
      subject: "低保公示名单", content: "东关街道低保公示名单", medium: "paper", delivery: "pickup",
    });
    await people.clerk.press("收下，出回执", { within: "main" });
    await people.clerk.press("登记", { within: "main" });
    const number = await register(people.clerk, { received: day(), ground: "handed_in", button: "登记并办理" });
    await assign(people, number, { received: day() });
    await draft(people.officer, number, "already_public", { what: "《低保公示》", where: "https://www.mingchuan.example/dibao.html" });
    at = await submit(people.officer);
    await check(people.checker, at);
  });

  step("signing asks who it is; a wrong password signs nothing, the right one signs at once", async () => {
    await p.open(`${at}/sign`);
    await p.press("签发", { within: 'form[action$="/sign"]', status: 403 });
    await p.reads("再确认一次是您本人", "接着办");
    await p.fill({ proof: "not this one" }, "main");
    await p.press("确认，接着办", { within: "main", status: 422 });
    await p.reads("密码不对");
    await p.fill({ proof: office.passwords[signer.login] }, "main");
    await p.press("确认，接着办", { within: "main" });
    await p.reads("已签发");
    assert.ok(p.page.url().endsWith(at), p.page.url());
    await p.close();
    for (const who of Object.values(people)) await who.close();
  });
});
