// make security: wapiti and sqlmap look at the demo office from outside, as nobody and as people of
// the staff. Reports go to out/scan. It ends with 1 when something is found that docs/security.md
// does not name under Scanned, when a session ended half way, for then little was looked at, or
// when the scanners miss what a page that is weak on purpose has.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openDemo } from "./office.mjs";
import { eventually, freePort, host, root, start } from "./process.mjs";
import { openGate } from "./scan/gate.mjs";
import { reach, Visitor } from "./scan/reach.mjs";
import { sqlmap, wapiti } from "./scan/tools.mjs";

// The staff whose pages are looked at; what one has seen the next need not.
const staff = ["mahmut", "feng", "he", "qin", "su", "wen", "jian", "ye"];

// What would end the scanner's own session or take its account from it.
const ending = /\/(sign-out|password|account)(\/|$)/;

const seconds = Number(process.env.SCAN_SECONDS ?? 12); // for each module of wapiti and each person
const out = join(root, "e2e", "out", "scan");

// known reads the table under Scanned: tool and what, a pattern of where, and why it is so.
async function known() {
  const page = await readFile(join(root, "docs", "security.md"), "utf8");
  return [...page.matchAll(/^\| (wapiti|sqlmap): ([^|`]+?) \| `([^`]+)` \|/gm)].map(([, tool, what, where]) => ({ tool, what, where: new RegExp(`^(?:${where})$`), hits: 0 }));
}

// fresh leaves out what somebody before has had.
function fresh(map, had) {
  const left = [...map].filter(([kind]) => !had.has(kind));
  left.forEach(([kind]) => had.add(kind));
  return left.map(([, value]) => value);
}

// control has the scanners look at a page that is weak on purpose, and throws if they miss it.
async function control() {
  const port = await freePort();
  const weak = start("python3", [join(root, "e2e", "scan", "weak.py"), host, String(port)]);
  const base = `http://localhost:${port}/`, url = `${base}weak?id=1`;
  try {
    await eventually("the weak page answers", () => fetch(url).then((a) => a.ok, () => false));
    const missed = new Set(["SQL Injection", "Cross Site Scripting", "SQL injection"]);
    for (const f of await wapiti("control", { base, pages: [url], seconds, out })) missed.delete(f.what);
    for (const f of (await sqlmap("control", { urls: [url], out })).found) missed.delete(f.what);
    if (missed.size > 0) throw new Error(`the scanners miss ${[...missed].join(", ")} where it is`);
  } finally {
    weak.signal("SIGTERM");
  }
}

const told = (line) => console.log(`scan: ${line}`);
const pagesHad = new Set(), queriesHad = new Set();
const found = [];
let tried = 0;

// look has both scanners look at what the visitor reaches below base.
async function look(name, visitor, base, forms) {
  const there = await reach(visitor, base, base === "/" ? /^\/desk\// : ending);
  const pages = fresh(there.pages, pagesHad), urls = fresh(there.queries, queriesHad);
  const at = { base: visitor.origin + base, cookie: visitor.cookie, out };
  if (urls.length > 0) {
    const { tried: n, found: more } = await sqlmap(name, { urls, ...at });
    tried += n;
    found.push(...more);
  }
  for (const [i, form] of forms(there.forms).entries()) {
    const { tried: n, found: more } = await sqlmap(`${name}-form-${i}`, { form, ...at });
    tried += n;
    found.push(...more);
  }
  if (pages.length > 0) found.push(...(await wapiti(name, { pages, seconds, ...at })));
  told(`${name}: ${pages.length} pages, ${urls.length} queries, ${there.forms.size} forms`);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await control();
const demo = await openDemo({ env: {
  MINGDA_TRUSTED_PROXIES: host,
  MINGDA_LIMITS_SEARCHES: "0", MINGDA_LIMITS_DOWNLOADS: "0", MINGDA_LIMITS_EXPORTS: "0", MINGDA_LIMITS_SENDINGS: "0", // what is slowed is not looked at
} });
const gate = await openGate(demo.port, ending);
let failed = false;
try {
  await look("nobody", new Visitor(gate.origin), "/", (forms) => [...forms.values(), { action: `${gate.origin}/desk/sign-in`, fields: { login: "mahmut", password: "x" } }]);
  for (const login of staff) {
    const visitor = new Visitor(gate.origin);
    await visitor.signIn(login, "mingda-demo");
    await look(login, visitor, "/desk/", () => []);
    if (!(await visitor.isIn())) {
      told(`${login}: the session ended on the way, so that what came after was not looked at`);
      failed = true;
    }
  }
} finally {
  await gate.close();
  await demo.stop();
  await demo.remove();
}

const list = await known();
for (const f of found) {
  const match = list.find((k) => k.tool === f.tool && `${f.what}: ${f.info}`.startsWith(k.what) && k.where.test(f.where));
  if (match) match.hits++;
  else {
    failed = true;
    told(`FOUND ${f.tool}: ${f.what}: ${f.where}: ${f.info}`);
  }
}
const answers = [...gate.asked.values()].flatMap(Object.entries).reduce((all, [status, n]) => ({ ...all, [status]: (all[status] ?? 0) + n }), {});
const broken = [...gate.asked].filter(([, counts]) => Object.keys(counts).some((status) => status >= 500));
for (const [place, counts] of broken) {
  failed = true;
  told(`FOUND ${place} answers ${JSON.stringify(counts)}`);
}
for (const k of list) if (k.hits === 0) told(`not found any more: ${k.tool}: ${k.what}: ${k.where.source}`);
await writeFile(join(out, "asked.json"), JSON.stringify(Object.fromEntries(gate.asked), null, 1));
told(`${gate.asked.size} places, ${tried} parameters by sqlmap, ${found.length} findings, answers ${JSON.stringify(answers)}; reports in e2e/out/scan`);
process.exitCode = failed ? 1 : 0;
