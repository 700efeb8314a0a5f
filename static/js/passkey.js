// Passkeys: a form with a question asks the authenticator when it is sent, and takes
// the answer along. Without passkeys in the browser the form says so.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

// read turns a question of ours into what the browser wants.
function read(question) {
  const listed = (all) => all?.map((c) => ({ ...c, id: bytes(c.id) }));
  const options = { ...question, challenge: bytes(question.challenge) };
  if (question.user) options.user = { ...question.user, id: bytes(question.user.id) };
  if (question.allowCredentials) options.allowCredentials = listed(question.allowCredentials);
  if (question.excludeCredentials) options.excludeCredentials = listed(question.excludeCredentials);
  return options;
}

// write turns the answer into JSON.
function write(c) {
  const r = c.response;
  const response = { clientDataJSON: text(r.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) if (r[name]) response[name] = text(r[name]);
  if (r.getTransports) response.transports = r.getTransports();
  return JSON.stringify({ id: c.id, rawId: text(c.rawId), type: c.type, response });
}

export function passkeys() {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential || !form.hidden) continue; // the page says so, or it is done
    form.hidden = false;
    form.parentElement.querySelectorAll("[data-passkey-none]").forEach((e) => (e.hidden = true));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const publicKey = read(JSON.parse(form.dataset.passkey));
      try {
        const c = await (form.dataset.makes ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
        form.elements[form.dataset.answer ?? "answer"].value = write(c);
      } catch {
        form.elements[form.dataset.answer ?? "answer"].value = ""; // cancelled, or none there: the page says what else there is
      }
      form.submit();
    });
  }
}
