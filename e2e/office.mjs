// A real office in a folder of its own, as an operator sets one up: mingda init
// with an answers file, mingda user add, mingda serve. And the demo office.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { address, eventually, freePort, host, mingda, run, start } from "./process.mjs";

export const government = "明川区人民政府";
export const housing = "区住房和城乡建设局（区人民防空办公室、区交通运输局）";

// staff are the people of the office: login, name, role, unit.
export const staff = {
  clerk: { login: "feng", name: "冯小满", role: "clerk", unit: "区政府办公室" },
  officer: { login: "mahmut", name: "马合木提·吐尔逊", role: "officer", unit: housing },
  checker: { login: "lin", name: "林疏", role: "checker", unit: "区政府办公室" },
  signer: { login: "he", name: "何牧之", role: "signer", unit: "区政府办公室" },
};

// The body that hears reconsiderations of the government's replies, where an office has
// one of its own, and its people.
export const reviewBody = "和宁市人民政府";
export const bureau = {
  handler: { login: "ye", name: "叶清源", role: "handler" },
  second: { login: "nur", name: "努尔兰·赛力克", role: "handler" },
  head: { login: "jiang", name: "江知远", role: "head" },
};

const bodyAnswers = `
[[agency]]
code = "HNZF"
name = "${reviewBody}"
case_prefix = "HN"
letter_word = "和政公开"
review_word = "和政"
review_body = "自治区人民政府"
court = "和宁市中级人民法院"
bureau = "和宁市司法局"
bureau_address = "和宁市人民路20号"
bureau_phone = "0990-6220088"
units = ["市政府办公室"]
`;

// answers is the answers file of mingda init; around are the mail servers.
const answers = (origin, portalPath, around, reviews) => `
region = "CN-65"
data_dir = "data"
origin = "${origin}"
portal_path = "${portalPath}"
[[agency]]
code = "QZF"
name = "${government}"
letter_word = "明政公开"
review_body = "和宁市人民政府"
review_channel = "https://xzfy.hening.example/"
court = "和宁市中级人民法院"
mail_address = "foi@localhost.localdomain"
address = "明川区团结路1号"
post_code = "834000"
phone = "0990-6220001"
units = ["区政府办公室", "${housing}"]
${around ? servers(around) : ""}${reviews ? bodyAnswers : ""}
[[administrator]]
login = "xitong"
name = "苏见微"
role = "system_admin"
[[administrator]]
login = "anquan"
name = "简宁"
role = "security_admin"
`;

// servers are the answers about mail.
const servers = ({ imap, smtp }) => `[agency.imap]
host = "${imap.host}"
port = ${imap.port}
user = "${imap.user}"
password_file = "imap-password"
ca_file = "${imap.ca}"
[smtp]
host = "${smtp.host}"
port = ${smtp.port}
security = "starttls"
user = "${smtp.user}"
password_file = "smtp-password"
ca_file = "${smtp.ca}"
`;

// openOffice sets an office up and starts it. around are the mail servers, none
// for an office without mail; proxied is the origin that browsers see where a
// proxy stands before the office; an unstaffed one has its administrators only; with
// reviews the body that hears reconsiderations is in the office too; with factors signers
// and administrators need a second factor, as in any office where nothing else is set;
// configured changes the configuration before the office starts, given its text, origin and folder.
export async function openOffice({ around, portalPath = "/", proxied, unstaffed, reviews, factors, configured } = {}) {
  const dir = await mkdtemp(join(tmpdir(), "mingda-e2e-"));
  const port = await freePort();
  const origin = proxied ?? `http://localhost:${port}`;
  const at = { cwd: dir };
  await writeFile(join(dir, "answers.toml"), answers(origin, portalPath, around, reviews));
  if (around) {
    await writeFile(join(dir, "imap-password"), around.imap.password, { mode: 0o600 });
    await writeFile(join(dir, "smtp-password"), around.smtp.password, { mode: 0o600 });
  }
  const told = await run(mingda, ["init", "--answers", "answers.toml"], at);
  const passwords = {};
  for (const [, login, password] of told.matchAll(/^\s+(\S+)\t(\S+)\t/gm)) passwords[login] = password;
  const config = join(dir, "mingda.toml");
  let text = (await readFile(config, "utf8")).replace(/^listen = .*$/m, `listen = ["${address(port)}"]`);
  if (!factors) text = text.replace(/^second_factor = .*$/m, "second_factor = []");
  text = text.replace(/^reprove = .*$/m, "reprove = 60"); // the stories share their people for longer than ten minutes
  text = text.replace('log_level = "info"', 'log_level = "debug"'); // the last story reads whom the log names
  if (proxied) text = text.replace("trusted_proxies = []", `trusted_proxies = ["${host}"]`);
  if (configured) text = await configured(text, origin, dir);
  await writeFile(config, text);
  for (const p of unstaffed ? [] : Object.values(staff)) {
    const args = ["user", "add", p.login, "--name", p.name, "--role", p.role, "--agency", "QZF", "--unit", p.unit];
    passwords[p.login] = (await run(mingda, args, at)).split("\t")[1].split("\n")[0];
  }
  for (const p of reviews ? Object.values(bureau) : []) {
    const args = ["user", "add", p.login, "--name", p.name, "--role", p.role, "--agency", "HNZF"];
    passwords[p.login] = (await run(mingda, args, at)).split("\t")[1].split("\n")[0];
  }
  const office = { dir, port, origin, portal: origin + portalPath, desk: `${origin}/desk`, passwords, cli: (...args) => run(mingda, args, at), ask: (args, input) => run(mingda, args, { ...at, input }) };
  return Object.assign(office, await serving(["serve"], at, `http://${address(port)}`), {
    remove: () => rm(dir, { recursive: true, force: true }),
  });
}

// openDemo starts the demo office in a folder of its own; env are settings over those of a demo.
export async function openDemo({ env } = {}) {
  const dir = process.env.E2E_DEMO ?? (await mkdtemp(join(tmpdir(), "mingda-demo-")));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const program = await serving(["serve", "--demo", "--listen", address(port)], { cwd: dir, env: { ...process.env, MINGDA_SIGNIN_REPROVE: "60", ...env } }, `http://${address(port)}`, 300);
  return Object.assign({ dir, port, origin, portal: `${origin}/`, desk: `${origin}/desk` }, program, {
    remove: () => (process.env.E2E_DEMO ? undefined : rm(dir, { recursive: true, force: true })),
  });
}

// serving starts mingda serve and waits until it answers; one that does not is
// ended.
async function serving(args, at, base, seconds = 30) {
  const running = start(mingda, args, at);
  try {
    await running.line(/Mingda is running/, seconds);
    await eventually(`the office answers at ${base}`, async () => {
      try {
        return (await fetch(`${base}/healthz`)).status === 200;
      } catch {
        return false;
      }
    });
  } catch (e) {
    running.signal("SIGTERM");
    await running.ended;
    throw e;
  }
  return {
    said: running.said,
    async stop() {
      running.signal("SIGTERM");
      const { code, signal } = await running.ended;
      if (code !== 0) throw new Error(`mingda ended with ${code ?? signal}\n${running.said().slice(-3000)}`);
    },
  };
}
