// What the scripts of the pages add, on the sample pages of internal/page: keys,
// dropped files, uploads, the word before typed text is lost, scans, ticked rows.
//
//   node scripts.mjs BASEURL
import assert from "node:assert/strict";
import { launch } from "./browser.mjs";

const base = process.argv[2];
const browser = await launch();
const page = await browser.newPage({ locale: "zh-CN", viewport: { width: 1280, height: 800 } });
page.setDefaultTimeout(10000);
const failed = [];

let name = "";
page.on("pageerror", (e) => failed.push(`${name}: ${e.message}`));
let asked = false; // whether the browser asked before the page was left
page.on("dialog", (d) => {
  asked = d.type() === "beforeunload";
  d.accept();
});

// check runs one thing on a page opened anew and tells how it went.
async function check(what, path, run) {
  name = what;
  try {
    await page.goto("about:blank");
    await page.goto(new URL(path, base).href);
    asked = false;
    await run(page);
    console.log(`ok ${name}`);
  } catch (e) {
    failed.push(`${name}: ${e.message}`);
    console.log(`FAILED ${name}: ${e.message}`);
  }
}

const guide = "/styleguide";
const desk = "/desk/Not%20Found";

// watch notes which of the elements is clicked instead of following it.
const watch = (selector) =>
  page.evaluate((selector) => {
    window.pressed = [];
    document.querySelectorAll(selector).forEach((e, i) =>
      e.addEventListener("click", (event) => {
        event.preventDefault();
        window.pressed.push(i);
      }),
    );
  }, selector);
const pressed = () => page.evaluate(() => window.pressed);
const focused = (page) => page.evaluate(() => document.activeElement.id);
const typed = (page, value) => page.locator("#d-name").fill(value);

// drop lets files fall on a box, as a person would drag them there.
async function drop(page, selector, files) {
  const data = await page.evaluateHandle((files) => {
    const d = new DataTransfer();
    for (const [name, size] of files) d.items.add(new File([new Uint8Array(size)], name));
    return d;
  }, files);
  await page.dispatchEvent(selector, "drop", { dataTransfer: data });
}

await check("slash takes the cursor to the search", desk, async () => {
  await page.keyboard.press("/");
  assert.equal(await focused(page), "q");
});

await check("? opens the list of keys", desk, async () => {
  await page.keyboard.press("?");
  assert.equal(await page.locator("#keys").evaluate((e) => e.open), true);
});

await check("a letter presses its button", guide, async () => {
  await watch("[data-key=D]");
  await page.keyboard.press("d");
  assert.deepEqual(await pressed(), [0]);
});

await check("letters in fields are letters", guide, async () => {
  await watch("[data-key]");
  await typed(page, "");
  await page.keyboard.type("dnm/?");
  assert.deepEqual(await pressed(), []);
  assert.equal(await page.locator("#d-name").inputValue(), "dnm/?");
});

await check("letters can be switched off, Ctrl S stays", guide, async () => {
  await page.evaluate(() => {
    document.body.dataset.keys = "off";
    document.querySelector("[data-key=M]").setAttribute("data-key", "Ctrl S");
  });
  await watch('[data-key=D], [data-key="Ctrl S"]');
  await page.keyboard.press("d");
  assert.deepEqual(await pressed(), []);
  await page.keyboard.press("Control+s");
  assert.equal((await pressed()).length, 1);
});

await check("J and K open the next and the one before", guide, async () => {
  await watch(".mails a"); // the second of three is open
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  assert.deepEqual(await pressed(), [2, 0]);
});

await check("dropped files are listed and added", guide, async () => {
  await drop(page, "#desk-size .drop", [["甲.pdf", 2048]]);
  await drop(page, "#desk-size .drop", [["乙.jpg", 3 << 20]]);
  assert.deepEqual(await page.locator("#desk-size .drop__files li").allTextContents(), ["甲.pdf　2 KB", "乙.jpg　3.0 MB"]);
  assert.equal(await page.locator("#d-idscan").evaluate((e) => e.files.length), 2);
});

await check("an upload shows its progress and then the answer", guide, async () => {
  await page.evaluate(() => {
    const form = document.querySelector("#desk-size form[novalidate]");
    form.action = "/upload";
    form.enctype = "multipart/form-data";
    form.querySelector("#d-name").name = "d-name";
    form.append(Object.assign(document.createElement("button"), { id: "send", textContent: "送" }));
    new MutationObserver((all) => all.forEach((m) => m.addedNodes.forEach((n) => n.className === "upload" && (window.sawProgress = true)))).observe(document, { childList: true, subtree: true });
  });
  await drop(page, "#desk-size .drop", [["甲.pdf", 2 << 20]]);
  await typed(page, "古丽娜尔");
  await page.evaluate(() => (window.stayed = true));
  await page.click("#send");
  await page.waitForURL("**/styleguide?name=*");
  assert.equal(await page.evaluate(() => window.sawProgress && window.stayed), true);
  assert.equal(await page.locator(".drop").count(), 2, "the answer's own forms are dressed");
});

await check("typed text is not left without a word", guide, async () => {
  await page.locator("#d-name").click();
  await page.keyboard.type("改");
  await page.goto(new URL(desk, base).href);
  assert.equal(asked, true);
});

await check("an untouched form is left at once", guide, async () => {
  await page.locator("#d-name").click();
  await page.goto(new URL(desk, base).href);
  assert.equal(asked, false);
});

await check("scans are paged and turned", guide, async () => {
  const shown = page.locator(".viewer__page:visible");
  assert.equal(await shown.count(), 1);
  await page.getByRole("button", { name: "下一页" }).click();
  assert.match(await shown.innerText(), /第 1 页/);
  await page.getByRole("button", { name: "向右转" }).click();
  assert.match(await shown.getAttribute("class"), /turn-1/);
  await page.getByRole("button", { name: "向左转" }).click();
  assert.match(await shown.getAttribute("class"), /turn-0/);
});

await check("one box ticks all rows", guide, async () => {
  await page.locator("[data-pick-all]").check();
  assert.equal(await page.locator("input[name=pick]:checked").count(), 3);
  assert.equal(await page.locator("[data-picked]").innerText(), "已选 3 件");
});

await browser.close();
for (const f of failed) console.error(f);
process.exit(failed.length ? 1 : 0);
