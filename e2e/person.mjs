// A person at a browser: opens pages, fills fields by their names, presses
// what is written on buttons. Every page on the way must answer as expected and
// complain of nothing.
import assert from "node:assert/strict";
import { within } from "./process.mjs";

// A Person has a browser context of their own, and a page in it.
export class Person {
  constructor(name, page, base) {
    Object.assign(this, { name, page, base: base.replace(/\/$/, ""), complaints: [] });
    page.setDefaultTimeout(15000);
    page.on("pageerror", (e) => this.complaints.push(`script: ${e.message}`));
    page.on("console", (m) => {
      if (m.type() === "error" && !/status of [45]\d\d/.test(m.text())) this.complaints.push(`console: ${m.text()}`);
    });
    page.on("dialog", (d) => d.accept());
  }

  // act does something that leads to a page and waits until it is there.
  async act(what, run, status = 200) {
    const answered = this.page.waitForResponse((r) => r.request().isNavigationRequest() && r.frame() === this.page.mainFrame() && (r.status() < 300 || r.status() >= 400));
    const loaded = this.page.waitForEvent("load"); // of the new page: the old one may still stand when the answer comes
    answered.catch(() => {}); // run may fail first
    loaded.catch(() => {});
    await run();
    const answer = await answered;
    await loaded;
    if (answer.status() !== status) {
      assert.fail(`${this.name}, ${what}: ${answer.url()} answered ${answer.status()} in place of ${status}: ${await this.said()}`);
    }
    assert.deepEqual(this.complaints, [], `${this.name}, ${what}: ${answer.url()}`);
    return answer;
  }

  // said is what the page says is wrong, or else how it begins.
  async said() {
    const wrong = this.page.locator(".govuk-error-summary, .note--late");
    if ((await wrong.count()) > 0) return (await wrong.allInnerTexts()).join(" ");
    return (await this.page.locator("main, body").last().innerText()).slice(0, 300);
  }

  // open opens an address: below the person's side of the office, or a whole one.
  open(path, status = 200) {
    return this.act(`open ${path}`, () => this.page.goto(/^https?:/.test(path) ? path : this.base + path), status);
  }

  // press clicks the button or link that reads so, within a part of the page.
  press(label, { within = "body", status = 200 } = {}) {
    const exactly = new RegExp(`^\\s*${label}(\\s|：|$)`);
    const part = this.page.locator(within);
    const target = part.locator("button, a").filter({ hasText: exactly }).filter({ visible: true }).first();
    return this.act(`press ${label}`, () => target.click(), status);
  }

  // key presses a key that leads to a page.
  key(key, status = 200) {
    return this.act(`key ${key}`, () => this.page.keyboard.press(key), status);
  }

  // fill fills fields by their names, whatever they are.
  async fill(values, within = "body") {
    for (const [name, value] of Object.entries(values)) {
      const all = this.page.locator(within).locator(`[name="${name}"]:not([type=hidden])`);
      const kind = await all.first().evaluate((e) => (e.tagName === "INPUT" ? e.type : e.tagName.toLowerCase()));
      if (kind === "radio") await this.page.locator(within).locator(`[name="${name}"][value="${value}"]`).check();
      else if (kind === "checkbox") await (value === true ? all.first() : this.page.locator(within).locator(`[name="${name}"][value="${value}"]`)).setChecked(value !== false);
      else if (kind === "select") await all.first().selectOption(value);
      else if (kind === "file") await all.first().setInputFiles(value);
      else await all.first().fill(value);
    }
  }

  // reads asserts that the page says something.
  async reads(...texts) {
    const all = flat(await this.page.locator("body").innerText());
    for (const text of texts) assert.ok(all.includes(flat(text)), `${this.name}: ${this.page.url()} does not say “${text}”: ${all.slice(0, 2000)}`);
  }

  // readsNot asserts that the page does not say something.
  async readsNot(...texts) {
    const all = flat(await this.page.locator("body").innerText());
    for (const text of texts) assert.ok(!all.includes(flat(text)), `${this.name}: ${this.page.url()} says “${text}”`);
  }

  // value returns what stands in a field.
  value(name, within = "body") {
    return this.page.locator(within).locator(`[name="${name}"]:not([type=hidden])`).first().inputValue();
  }

  // fetch fetches a file with the person's cookies; name is what it is to be
  // saved as.
  async fetch(href, status = 200) {
    const answer = await this.page.context().request.get(new URL(href, this.page.url()).href);
    assert.equal(answer.status(), status, `${this.name}: ${href}`);
    const name = /filename\*=utf-8''([^;]+)/i.exec(answer.headers()["content-disposition"] ?? "");
    return Object.assign(await answer.body(), { name: decodeURIComponent(name?.[1] ?? "") });
  }

  // href returns where a link leads that reads so.
  href(label, within = "body") {
    return this.page.locator(within).locator("a", { hasText: label }).first().getAttribute("href");
  }

  // window opens a second window of the same person, signed in as they are. It
  // stays open until the person leaves.
  async window() {
    return new Person(`${this.name}, second window`, await this.page.context().newPage(), this.base);
  }

  // close ends the person's visit, with all windows.
  close() {
    return within(30, `${this.name} leaves`, this.page.context().close());
  }
}

// flat drops all white space: where lines break is not what is told.
const flat = (text) => text.replace(/\s+/g, "");

// person opens a browser for somebody.
export async function person(browser, name, base, { width = 1280, javaScript = true } = {}) {
  const context = await browser.newContext({
    locale: "zh-CN", timezoneId: "Asia/Shanghai", javaScriptEnabled: javaScript, acceptDownloads: true,
    viewport: { width, height: width < 768 ? 844 : 800 }, deviceScaleFactor: 1,
  });
  return new Person(name, await context.newPage(), base);
}

// signedIn opens a browser for one of the staff and signs in; whoever was only invited sets a
// password on the way.
export async function signedIn(browser, office, { login, name }, options) {
  const p = await person(browser, name ?? login, office.desk, options);
  if (/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/.test(office.passwords?.[login] ?? "")) {
    await accept(p, office, login);
    return p;
  }
  await p.open("/sign-in");
  await p.fill({ login, password: office.passwords?.[login] ?? "mingda-demo" });
  await p.press("登录", { within: "main" });
  return p;
}

// accept sets the password of somebody who was invited, and signs them in by that.
export async function accept(p, office, login) {
  const own = "石榴 城墙 三月 渡口 灯塔 木船";
  await p.open("/sign-in/invitation");
  await p.fill({ login, code: office.passwords[login], new: own, again: own });
  await p.press("定密码并登录", { within: "main" });
  office.passwords[login] = own;
}
