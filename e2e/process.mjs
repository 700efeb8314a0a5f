// Programs that the tests run: the office's binary, the servers around it.
import { execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

// root is the top of the checkout.
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

// mingda is the binary under test, which make build leaves there.
export const mingda = process.env.E2E_MINGDA ?? join(root, "bin", "mingda");

const execute = promisify(execFile);

// plain is the environment without what would configure the office: a variable
// MINGDA_… that is no setting is an error to it.
const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("MINGDA_")));

// run runs a program to its end, with input on its standard input, and returns
// what it wrote; it throws with what was said if it fails.
export async function run(program, args, { input = "", ...options } = {}) {
  const running = execute(program, args, { maxBuffer: 64 << 20, env: plain, ...options });
  running.child.stdin.on("error", () => {}); // it ended without reading: what it wrote and how it ended tells
  running.child.stdin.end(input);
  return (await running).stdout;
}

// host is by what this machine reaches itself: 127.0.0.1, or ::1 where there is no IPv4.
export const host = await new Promise((resolve, reject) => {
  const [first, second] = [createServer(), createServer()];
  first.on("error", () => second.listen(0, "::1"));
  second.on("error", reject);
  first.listen(0, "127.0.0.1", () => first.close(() => resolve("127.0.0.1")));
  second.on("listening", () => second.close(() => resolve("::1")));
});

// address is a port of this machine as it stands in an address.
export const address = (port) => `${host === "::1" ? "[::1]" : host}:${port}`;

// freePort returns a port of this machine that nobody listens on now.
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, host, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// start starts a program that keeps running. What it writes on either stream is
// kept for the message of a failing test.
export function start(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"], env: plain, ...options });
  const said = [];
  const lines = [];
  const waiting = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    said.push(line);
    lines.push(line);
    waiting.splice(0).forEach((look) => look());
  });
  createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
  ended.then(() => waiting.splice(0).forEach((look) => look()));
  child.on("error", (e) => said.push(String(e)));
  return {
    // line waits for a line on standard output that matches.
    line(pattern, seconds = 30) {
      return new Promise((resolve, reject) => {
        const give = (why) => reject(new Error(`${program} ${args.join(" ")}: ${why}\n${said.slice(-30).join("\n")}`));
        const timer = setTimeout(() => give(`no line ${pattern} in ${seconds} s`), seconds * 1000);
        const look = () => {
          const found = lines.find((l) => pattern.test(l));
          if (found !== undefined) {
            clearTimeout(timer);
            resolve(found);
          } else if (child.exitCode !== null || child.signalCode !== null) {
            clearTimeout(timer);
            give(`ended with ${child.exitCode ?? child.signalCode}`);
          } else waiting.push(look);
        };
        look();
      });
    },
    said: () => said.join("\n"),
    closeInput: () => child.stdin.end(),
    signal: (name) => child.kill(name),
    ended,
  };
}

// eventually asks until what comes back is true, and returns it.
export async function eventually(what, ask, seconds = 20) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const got = await ask();
    if (got) return got;
    if (Date.now() > until) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// within waits for what has begun, and no longer than so many seconds: a
// browser that never answers fails one step, and does not hold up the others.
export async function within(seconds, what, begun) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no end within ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([begun, late]);
  } finally {
    clearTimeout(timer);
  }
}
