// Passkeys (通行密钥) with an authenticator of Chromium's: made on the page of one's
// account, the second step of a sign-in, a sign-in without a password, taken away again; and
// what a browser without them says.
import assert from "node:assert/strict";
import { after, describe } from "node:test";
import { openOffice, staff } from "../office.mjs";
import { person, signedIn } from "../person.mjs";
import { sound } from "../steps.mjs";
import { steps, theBrowser } from "../world.mjs";

describe("passkeys", () => {
  const step = steps("passkey", { seconds: 240 });
  const { clerk } = staff;
  let office, p, device, authenticatorId;
  after(async () => {
    await office?.stop();
    await office?.remove();
  });
  const password = async (who) => {
    await who.open("/sign-in?next=/desk/inbox");
    await who.fill({ login: clerk.login, password: office.passwords[clerk.login] }, "main");
    await who.press("登录", { within: "main" });
  };

  step("a passkey is made, with recovery codes, and listed", async () => {
    office = await openOffice();
    p = await signedIn(await theBrowser(), office, clerk, { width: 390 });
    device = await p.page.context().newCDPSession(p.page);
    await device.send("WebAuthn.enable");
    await p.open("/account");
    await p.press("设通行密钥", { within: "main" });
    await sound(p);
    ({ authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
      options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    }));
    await p.fill({ name: "办公室电脑" }, "main");
    await p.press("做一把通行密钥", { within: "main" });
    await p.reads("恢复码");
    await p.open("/account");
    await p.reads("办公室电脑", "通行密钥");
    await sound(p);
    const { credentials } = await device.send("WebAuthn.getCredentials", { authenticatorId });
    assert.equal(credentials.length, 1);
    assert.equal(credentials[0].rpId, "localhost");
  });

  step("it is the second step after the password", async () => {
    await p.press("退出");
    await password(p);
    await p.reads("第二步验证");
    await sound(p);
    await p.press("用通行密钥", { within: "main" });
    assert.ok(p.page.url().endsWith("/inbox"), p.page.url());
  });

  step("it signs in without a password; not without the finger", async () => {
    await p.press("退出");
    await p.press("用通行密钥登录", { within: "main" });
    await sound(p);
    await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await p.press("验证", { within: "main", status: 422 });
    await p.reads("没有给出通行密钥");
    await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
    await p.press("验证", { within: "main" });
    await p.reads(clerk.name);
  });

  step("without script the page says what else there is; taken away, the password is enough again", async () => {
    const plain = await person(await theBrowser(), "plain", office.desk, { javaScript: false });
    await password(plain);
    await plain.reads("第二步验证", "这个浏览器用不了通行密钥", "恢复码");
    await plain.open("/sign-in/passkey");
    await plain.reads("这个浏览器用不了通行密钥", "用密码登录");
    await plain.close();
    await p.open("/account");
    await p.press("去掉", { within: "main" });
    await p.reads("是您的最后一种", "去掉以后登录只凭密码");
    await sound(p);
    await p.fill({ old: "记错了的密码" }, "main");
    await p.press("去掉", { within: "main", status: 422 });
    await p.fill({ old: office.passwords[clerk.login] }, "main");
    await p.press("去掉", { within: "main" });
    await p.reads("已去掉");
    await p.press("退出");
    await password(p);
    assert.ok(p.page.url().endsWith("/inbox"), p.page.url());
    await p.close();
  });
});
