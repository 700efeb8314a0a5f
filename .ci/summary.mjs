// Reads `go test -json` and prints what a person wants of it: a line a package,
// all output of what failed, and at the end the failures and the skips by name.
// Ends with 1 if anything failed, or, where CI=true, if anything was skipped.
import { createInterface } from "node:readline";

const output = new Map(); // of tests that run, and of packages
const failed = [], skipped = [];
let tests = 0, packages = 0;

const nameOf = (e) => e.Test ? `${e.Package} ${e.Test}` : e.Package ?? e.ImportPath;

for await (const line of createInterface({ input: process.stdin })) {
	let e;
	try { e = JSON.parse(line); } catch { console.log(line); continue; }
	const name = nameOf(e);
	switch (e.Action) {
	case "output": case "build-output":
		output.set(name, (output.get(name) ?? "") + e.Output);
		break;
	case "build-fail":
		console.log(output.get(name) ?? "");
		break;
	case "pass": case "fail": case "skip":
		if (e.Test) {
			tests++;
			if (e.Action === "skip") skipped.push(`${name}: ${(output.get(name) ?? "").split("\n").at(1)?.trim()}`);
		} else if (e.Action !== "skip") {
			packages++;
			console.log(`${e.Action === "pass" ? "ok  " : "FAIL"}  ${e.Package}  ${e.Elapsed ?? 0}s`);
		}
		if (e.Action === "fail") {
			failed.push(name);
			console.log(output.get(name) ?? "");
		}
		output.delete(name);
	}
}

for (const s of skipped) console.log(`skipped: ${s}`);
for (const f of failed) console.log(`FAILED: ${f}`);
console.log(`${packages} packages, ${tests} tests, ${failed.length} failed, ${skipped.length} skipped`);
if (failed.length > 0 || packages === 0 || (skipped.length > 0 && process.env.CI === "true")) process.exitCode = 1;
