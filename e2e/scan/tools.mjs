// The two scanners, each told what to look at and what it found read back.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../process.mjs";

// Modules of wapiti that ask for what is not here (a server of its authors) or only guess names.
const without = ["ssrf", "xxe", "brute_login_form", "buster", "nikto", "wapp", "backup"];

const place = (path) => path.replace(/\d+/g, "N");

// wapiti looks at the pages and the forms on them, each module for at most so many seconds, and
// returns its findings: { tool, what, where, info }.
export async function wapiti(name, { base, pages, cookie, seconds, out }) {
  const report = join(out, `wapiti-${name}.json`);
  await run("wapiti", [
    "--url", base, "--scope", "folder", "--depth", "1", "--max-links-per-page", "1",
    ...pages.flatMap((page) => ["--start", page]), ...(cookie ? ["--header", `Cookie: ${cookie}`] : []),
    "--module", ["all", ...without.map((m) => `-${m}`)].join(), "--max-attack-time", String(seconds), "--timeout", "10",
    "--store-session", join(out, "session"), "--store-config", join(out, "config"), "--flush-session", "--no-bugreport",
    "--format", "json", "--output", report, "--verbose", "0",
  ]);
  const { vulnerabilities, anomalies } = JSON.parse(await readFile(report, "utf8"));
  return Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([what, all]) =>
    all.map((f) => ({ tool: "wapiti", what, where: `${f.method} ${place(f.path)}`, info: f.info })));
}

// sqlmap tries every parameter of one kind of request: addresses with their queries, or one form.
// It returns its findings, and how many parameters it has tried.
export async function sqlmap(name, { urls, form, cookie, out }) {
  const dir = join(out, `sqlmap-${name}`);
  await mkdir(dir, { recursive: true });
  const results = join(dir, "results.csv"), list = join(dir, "urls.txt");
  const target = form ? ["-u", form.action, "--data", new URLSearchParams(form.fields).toString()] : ["-m", list];
  if (urls) await writeFile(list, urls.join("\n") + "\n");
  const said = await run("sqlmap", [
    ...target, ...(cookie ? ["--cookie", cookie, "--drop-set-cookie"] : []), "--batch", "--dbms", "sqlite", "--technique", "BEU",
    "--level", "1", "--risk", "1", "--ignore-code", "404,422,429", "--ignore-redirects", "--disable-coloring", "--flush-session", "--output-dir", dir, "--results-file", results,
  ]);
  await writeFile(join(dir, "said.txt"), said);
  const tried = said.match(/testing for SQL injection on /g)?.length ?? 0;
  const found = new Set([...said.matchAll(/(\S+ parameter '[^']*') (?:is|appears to be) '[^']*' injectable/g)].map((m) => m[1]));
  const places = urls ?? [form.action];
  return { tried, found: [...found].map((info) => ({ tool: "sqlmap", what: "SQL injection", where: places.map((u) => place(new URL(u).pathname)).join(" "), info })) };
}
