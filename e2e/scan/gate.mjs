// What stands between scanners and the office: it keeps them from what would end their session,
// gives each request another address, so that brakes on wrong tries, which hold for an address, do not
// hide what lies behind, and counts what was asked for.
import { createServer, request } from "node:http";
import { freePort, host } from "../process.mjs";

// openGate listens before the office at a port of this machine. What matches never is answered by
// 404 without asking the office.
export async function openGate(officePort, never) {
  const asked = new Map(); // place -> answers by status
  let n = 0;
  const server = createServer((from, answer) => {
    const path = from.url.split("?")[0];
    if (never.test(path)) {
      answer.writeHead(404).end();
      return;
    }
    n++;
    const headers = { ...from.headers, "x-forwarded-for": `198.18.${(n >> 8) % 256}.${n % 256}` }; // RFC 2544: nobody's
    const on = request({ host, port: officePort, method: from.method, path: from.url, headers }, (got) => {
      const place = `${from.method} ${path.replace(/\d+/g, "N")}`;
      const counts = asked.get(place) ?? {};
      counts[got.statusCode] = (counts[got.statusCode] ?? 0) + 1;
      asked.set(place, counts);
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    on.on("error", () => answer.destroy());
    from.pipe(on);
  });
  const port = await freePort();
  await new Promise((resolve) => server.listen(port, host, resolve));
  return {
    origin: `http://localhost:${port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
