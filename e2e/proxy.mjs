// A reverse proxy as stands before the office at a government's site: it passes
// path and Host on as they are, adds the address of who asks, and serves what is
// not the office's itself.
import { createServer, request } from "node:http";
import { host } from "./process.mjs";

// startProxy listens on a port and passes what lies below path on to the office
// at another port of this machine. missed lists what was asked for outside the
// path: pages of the office must never lead there by themselves.
export async function startProxy(port, path, officePort) {
  const missed = [];
  const server = createServer((asked, answer) => {
    if (!`${asked.url.split("?")[0]}/`.startsWith(path)) {
      missed.push(asked.url);
      answer.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
      answer.end("<!doctype html><html lang=zh-CN><title>门户网站</title><h1>门户网站</h1>");
      return;
    }
    const headers = { ...asked.headers, "x-forwarded-for": asked.socket.remoteAddress };
    const on = request({ host, port: officePort, method: asked.method, path: asked.url, headers }, (got) => {
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    on.on("error", () => answer.destroy());
    asked.pipe(on);
  });
  await new Promise((resolve) => server.listen(port, host, resolve));
  return {
    missed,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
