// The portal below the government's own site: behind a reverse proxy at a path,
// every link, form, redirect and cookie stays below it. And the brake on wrong
// codes, here because it holds for an address.
import assert from "node:assert/strict";
import { after, describe } from "node:test";
import { openOffice } from "../office.mjs";
import { picture } from "../paper.mjs";
import { person } from "../person.mjs";
import { freePort } from "../process.mjs";
import { startProxy } from "../proxy.mjs";
import { identity, look } from "../steps.mjs";
import { steps, theBrowser } from "../world.mjs";

const path = "/zfxxgk/ysqgk/";

describe(`behind a reverse proxy at ${path}`, () => {
  const step = steps("proxy");
  let office, proxy, applicant, ticket;

  after(async () => {
    await applicant?.close();
    await proxy?.stop();
    await office?.stop();
    await office?.remove();
  });

  // below asserts that all the page leads to by itself lies below the path.
  async function below() {
    const all = await applicant.page.evaluate(() =>
      [...document.querySelectorAll("a[href], form[action], link[href], script[src], img[src], button[formaction]")].map((e) => e.href || e.action || e.src || e.formAction),
    );
    for (const address of all) {
      const url = new URL(address);
      if (url.origin === office.origin) assert.ok(url.pathname.startsWith(path), `${applicant.page.url()} leads to ${address}`);
    }
    assert.deepEqual(proxy.missed, [], "asked for outside the path");
  }

  step("the office starts with its origin and path set", async () => {
    const port = await freePort();
    office = await openOffice({ portalPath: path, proxied: `http://localhost:${port}`, unstaffed: true });
    proxy = await startProxy(port, path, office.port);
    applicant = await person(await theBrowser(), "applicant", office.portal);
  });

  step("a request goes from the home page to number and code", async () => {
    await applicant.open("/");
    await below();
    await applicant.press("开始申请");
    await below();
    await applicant.fill({ class: "natural" });
    await applicant.press("下一步：填写", { within: "main" });
    await below();
    await applicant.press("下一步：核对", { within: "main .btns", status: 422 });
    await below();
    await applicant.fill({
      name: "艾力·热合曼", id_number: identity(70), phone: "13900000070", content: "公交线路调整的论证报告", medium: "electronic", delivery: "download",
      id_files: [picture("身份证.png", 71)],
    });
    await applicant.press("下一步：核对", { within: "main .btns" });
    await below();
    await applicant.fill({ confirm: true });
    await applicant.press("提交申请", { within: "main" });
    await below();
    const codes = (await applicant.page.locator(".receipt dd").allInnerTexts()).map((s) => s.trim());
    ticket = { number: codes[0], code: codes[1] };
    await applicant.fetch(await applicant.href("下载回执"));
  });

  step("the status page, the guide and pages of errors stay below the path, and the cookies too", async () => {
    await look(applicant, office, ticket.number, ticket.code);
    await applicant.reads(ticket.number, "正在登记");
    await below();
    for (const page of ["/guide", "/privacy", "/accessibility", "/?zihao=da", "/?zihao=xiao"]) {
      await applicant.open(page);
      await below();
    }
    await applicant.open("/no-such-page", 404);
    await below();
    for (const cookie of await applicant.page.context().cookies()) assert.equal(`${cookie.path}/`.replace("//", "/"), path, `cookie ${cookie.name}`);
    await applicant.open(office.portal.replace(/\/$/, "")); // without the last slash
    assert.equal(applicant.page.url(), office.portal);
  });

  step("an unknown number and a wrong code look the same; the sixth wrong try has to wait", async () => {
    const stranger = await person(await theBrowser(), "stranger", office.portal);
    const said = [];
    const tried = [[ticket.number, "0000-0000-0000"], ["20260101-9999", "0000-0000-0000"], [ticket.number, "1111-1111-1111"], ["20260101-9998", "2222-2222-2222"], [ticket.number, "3333-3333-3333"]];
    for (const [no, code] of tried) {
      await stranger.open("/status");
      await stranger.fill({ no, code }, "main");
      await stranger.press("查询", { within: "main form", status: 422 });
      said.push(await stranger.page.locator(".govuk-error-summary").innerText());
    }
    assert.equal(new Set(said).size, 1, said.join("\n"));
    await stranger.open("/status");
    await stranger.fill({ no: ticket.number, code: "4444-4444-4444" }, "main");
    await stranger.press("查询", { within: "main form", status: 429 });
    await stranger.reads("秒");
    await stranger.close();
  });
});
