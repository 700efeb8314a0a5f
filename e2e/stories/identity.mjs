// Signing in through the government's identity service (统一身份认证): linked once after
// the password, then without it; signed out here, and there; cancelled there, out of
// order, and somebody else's session there.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe } from "node:test";
import { startServers } from "../around.mjs";
import { openOffice, staff } from "../office.mjs";
import { accept, person } from "../person.mjs";
import { eventually } from "../process.mjs";
import { sound } from "../steps.mjs";
import { steps, theBrowser } from "../world.mjs";

describe("the identity service", () => {
  const step = steps("identity", { seconds: 240 });
  const { clerk } = staff;
  let around, office, service, p;
  after(async () => {
    await office?.stop();
    await office?.remove();
    await around?.stop();
  });

  // there signs in at the service.
  const there = async (who, login) => {
    assert.ok(who.page.url().startsWith(service.issuer), `at the service: ${who.page.url()}`);
    await who.page.locator("[name=login]").fill(login);
    await who.page.locator("[name=password]").fill(service.password);
    await who.press("登录");
  };
  const through = (who) => who.press("用统一身份认证登录", { within: "main" });

  step("an office is set up beside the service, and its sign-in page offers it", async () => {
    around = await startServers();
    office = await openOffice({
      configured: async (text, origin, dir) => {
        service = await around.identity(`${origin}/desk/sign-in/identity/back`, `${origin}/desk/sign-in`);
        await around.identityDown(true);
        await writeFile(join(dir, "oidc-secret"), service.secret, { mode: 0o600 });
        return text.replace(/^\[oidc\]$/m, `[oidc]\nissuer = "${service.issuer}"\nclient_id = "${service.client}"\nclient_secret_file = "oidc-secret"`);
      },
    });
    p = await person(await theBrowser(), clerk.name, office.desk, { width: 390 });
    await p.open("/inbox"); // they are sent to sign in
    await p.reads("用统一身份认证登录");
    await sound(p);
  });

  step("the office is open though the service is out of order: the page says so, and the password does", async () => {
    await p.press("用统一身份认证登录", { within: "main", status: 503 });
    await p.reads("现在连不上统一身份认证", "先用明答的用户名和密码登录");
    await sound(p);
    await accept(p, office, clerk.login);
    await p.press("退出");
    await p.reads("统一身份认证刚才连不上");
    await around.identityDown(false);
    const again = async () => {
      await new Promise((resolve) => setTimeout(resolve, 2000)); // so many ways to the service a minute, no more
      return (await fetch(`${office.desk}/sign-in/identity`, { redirect: "manual" })).status === 303;
    };
    await eventually("the office asks the service again", again, 40);
    await p.open("/inbox");
    await p.readsNot("刚才连不上");
  });

  step("whom the service vouches for signs in with their password once, and says that it is them", async () => {
    await through(p);
    await there(p, "feng.xm");
    await p.reads("统一身份认证认出您是冯小满", "用密码登录一次");
    await sound(p);
    await p.fill({ login: clerk.login, password: office.passwords[clerk.login] }, "main");
    await p.press("登录", { within: "main" });
    await p.reads("核对是不是您自己", "7f3c-1001", clerk.login);
    await sound(p);
    await p.press("是我，关联", { within: "main" });
    await p.reads("已关联");
    assert.ok(p.page.url().endsWith("/inbox"), `back where they wanted to go: ${p.page.url()}`);
  });

  step("signed out here they are still signed in there, and come in at once; signed out there too, they are asked", async () => {
    await p.press("退出");
    await p.readsNot("那边还登录着"); // they came by the password
    await through(p);
    for (const asked of [false, true]) {
      await p.press("退出");
      await p.reads("统一身份认证那边还登录着");
      await sound(p);
      if (asked) {
        await p.press("也退出统一身份认证", { within: "main" });
        assert.equal(p.page.url(), `${office.desk}/sign-in`);
      }
      await through(p);
      if (asked) await there(p, "feng.xm");
      await p.reads(clerk.name);
      assert.ok(p.page.url().startsWith(`${office.desk}/`), p.page.url());
    }
  });

  step("cancelled there, nobody is signed in; the way back is good for one return", async () => {
    const back = [];
    const other = await person(await theBrowser(), "cancels", office.desk);
    other.page.on("request", (r) => r.url().includes("/sign-in/identity/back") && back.push(r.url()));
    await other.open("/sign-in");
    await through(other);
    await other.press("取消", { status: 422 });
    await other.reads("或者您取消了", "密码");
    await sound(other);
    await through(other);
    await there(other, "someone");
    await other.reads("认出您是阿依古丽");
    await other.open(back.at(-1), 422);
    await other.reads("没有走完");
    await other.close();
    await p.close();
  });
});
