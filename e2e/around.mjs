// The servers around the office (e2e/servers): a real IMAP server that mail is
// delivered to, and an SMTP server that keeps what the office sends.
import { join } from "node:path";
import { eventually, root, start } from "./process.mjs";

export async function startServers() {
  const program = process.env.E2E_SERVERS ?? join(root, "bin", "e2e-servers");
  const running = start(program, []);
  const { control, imap, smtp } = JSON.parse(await running.line(/^\{/));
  const call = async (method, path, body) => {
    const answer = await fetch(control + path, { method, body });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const sent = () => call("GET", "/sent");
  return {
    imap,
    smtp,
    // deliver puts a mail into the mailbox of the office, as a mail system would.
    deliver: (raw) => call("POST", "/deliver", raw.replace(/\r?\n/g, "\r\n")),
    // pending is how many mails lie in the inbox of the mailbox.
    pending: () => call("GET", "/pending"),
    sent,
    // sentTo waits for the first mail to an address that fits.
    sentTo: (address, fits = () => true) =>
      eventually(`mail to ${address}`, async () => (await sent()).find((m) => m.to.includes(address) && fits(m)), 45),
    // refuse makes the SMTP server answer with a code at a step; 0 as usual.
    refuse: (step, code) => call("POST", `/answer?step=${step}&code=${code}`),
    // identity starts an identity service that sends people back to redirect, and after
    // signing out there to after.
    identity: (redirect, after) => call("POST", `/identity?${new URLSearchParams({ redirect, after })}`),
    identityDown: (down) => call("POST", `/identity/down?down=${down ? 1 : ""}`),
    async stop() {
      running.closeInput();
      await running.ended;
    },
  };
}
