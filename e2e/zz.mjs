import { signedIn } from "./person.mjs";
import { launch } from "./browser.mjs";
const base = process.argv[2];
const [login, ...paths] = process.argv.slice(3);
const browser = await launch();
for (const width of [1280, 390]) {
  const p = await signedIn(browser, { desk: base }, { login }, { width });
  for (const path of paths) {
    await p.page.goto(base + path);
    const name = path.replace(/\W+/g, "-");
    await p.page.screenshot({ path: `/tmp/shot${name}-${width}.png`, fullPage: true });
  }
}
await browser.close();
