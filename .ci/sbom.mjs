// Writes the list of what is in the binary that is not ours (SBOM, CycloneDX 1.6) to standard
// output. The Go modules are read out of the binary by cyclonedx-gomod; the C library, the
// style sheets and the fonts, which it cannot know of, are added. The same binary gives the same list.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const gomod = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0";

// Licences that the detection of cyclonedx-gomod does not find or takes for another; read by us in the modules.
const licences = [
	[/^std$|^golang\.org\/x\//, "BSD-3-Clause"],
	[/^github\.com\/pressly\/goose\//, "MIT"],
];

const own = JSON.parse(execFileSync("go", ["run", gomod, "bin", "-json", "-licenses", "-assert-licenses", "-std", "-noserial", "-notimestamp", "-short-purls", "-version", "v0", "bin/mingda"], { encoding: "utf8", maxBuffer: 64 << 20, stdio: ["ignore", "pipe", "ignore"] }));

// part is a component; scope "required" is what lies in the binary, "optional" what lies beside it.
const part = (name, version, licence, purl, from, scope = "required") => ({
	"bom-ref": purl ?? name, type: "library", name, version, scope,
	licenses: [licence.includes(" ") ? { expression: licence } : { license: { id: licence } }],
	...(purl && { purl }), ...(from && { description: from }),
});

function goModules() {
	return own.components.map((c) => {
		const [, id] = licences.find(([name]) => name.test(c.name)) ?? [];
		return id ? { ...c, licenses: [{ license: { id } }] } : c;
	});
}

// sqlite is the C library that go-sqlite3 has in it.
function sqlite() {
	const dir = execFileSync("go", ["list", "-m", "-f", "{{.Dir}}", "github.com/mattn/go-sqlite3"], { encoding: "utf8" }).trim();
	const [, version] = readFileSync(`${dir}/sqlite3-binding.h`, "utf8").match(/^#define SQLITE_VERSION +"(.*)"/m);
	return part("sqlite", version, "blessing", null, "amalgamation in github.com/mattn/go-sqlite3");
}

// styles are the npm packages whose rules end up in the style sheet; sass builds it and is not in it.
function styles() {
	const lock = JSON.parse(readFileSync("static/package-lock.json", "utf8")).packages;
	return ["govuk-frontend", "@ministryofjustice/frontend"].map((name) => {
		const { version, license } = lock[`node_modules/${name}`];
		return part(name, version, license, `pkg:npm/${name.replace("@", "%40")}@${version}`, "style rules, in static/dist/mingda.css");
	});
}

function fonts() {
	const fetch = readFileSync("fonts/fetch.sh", "utf8");
	const noto = ["serif", "sans"].map((face) => {
		const [, name, version] = fetch.match(new RegExp(`^${face}=(.+)@(.+)$`, "m"));
		return part(name, version, "OFL-1.1", `pkg:npm/${name.replace("@", "%40")}@${version}`, "faces of letters and titles, cut");
	});
	return [
		...noto,
		part("fonts-ukij-uyghur", undefined, "OFL-1.1", null, "UKIJ Tuz Tom, for Uyghur names, cut; the version is that of the Debian it is built on"),
		part("fandol", undefined, "GPL-3.0-only WITH Font-exception-2.0", null, "FandolFang of Debian's texlive-lang-chinese, converted; beside the binary in fonts/gpl, not in it", "optional"),
	];
}

const components = [...goModules(), sqlite(), ...styles(), ...fonts()];
const unlicensed = components.filter((c) => !c.licenses?.length);
if (unlicensed.length) throw new Error(`no licence known: ${unlicensed.map((c) => c.name).join(", ")}`);

// One line a component, so that a change is a line.
const lines = (all) => all.map((c) => "  " + JSON.stringify(c)).join(",\n");
console.log(`{
 "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
 "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
 "metadata": { "component": { "bom-ref": "mingda", "type": "application", "name": "mingda" } },
 "components": [
${lines(components)}
 ]
}`);
