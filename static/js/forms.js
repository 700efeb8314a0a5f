// What both sides share: files that are dropped, how far an upload has come, and
// a word before typed text is lost. Every form works without this.

const texts = {
  drop: "也可以把文件拖到这里",
  sending: "正在上传",
  saving: "已传完，正在存",
  failed: "没有传成。网络可能断了，再点一次就好，填过的都还在。",
};

// bytes writes a size as people read it; it agrees with the template function.
function bytes(n) {
  if (n < 1024) return `${n} B`;
  if (n < 1024 ** 2) return `${Math.round(n / 1024)} KB`;
  return `${(n / 1024 ** 2).toFixed(1)} MB`;
}

// element makes an element with a class and a text.
function element(name, className, text = "") {
  const e = document.createElement(name);
  e.className = className;
  e.textContent = text;
  return e;
}

// dropZone puts a file input into a box that takes dropped files and lists what
// is chosen. Dropped files are added to those chosen before.
function dropZone(input) {
  const zone = element("div", "drop");
  input.replaceWith(zone);
  const list = element("ul", "drop__files");
  zone.append(input, element("p", "drop__say", texts.drop), list);
  const show = () => {
    list.replaceChildren(...[...input.files].map((f) => element("li", "", `${f.name}　${bytes(f.size)}`)));
  };
  const over = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle("drop--over", on);
  };
  input.addEventListener("change", show);
  zone.addEventListener("dragenter", over(true));
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    const all = new DataTransfer();
    const kept = input.multiple ? [...input.files] : [];
    const dropped = [...event.dataTransfer.files];
    for (const f of input.multiple ? [...kept, ...dropped] : dropped.slice(0, 1)) all.items.add(f);
    input.files = all.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// withProgress sends a form that carries files in the background and shows how
// far it has come. The answer is shown as the browser itself would show it: a
// redirect is followed, a refused form replaces the page.
function withProgress(form) {
  form.addEventListener("submit", (event) => {
    const files = [...form.querySelectorAll("input[type=file]")].flatMap((i) => [...i.files]);
    const size = files.reduce((sum, f) => sum + f.size, 0);
    const way = event.submitter;
    if (size < 256 * 1024 || event.defaultPrevented || way?.formTarget) return; // too small to watch
    event.preventDefault();
    const bar = element("div", "upload");
    bar.setAttribute("role", "status");
    const said = element("p", "m0", `${texts.sending} ${bytes(size)}`);
    const meter = document.createElement("progress");
    meter.max = size;
    meter.setAttribute("aria-label", texts.sending);
    bar.append(said, meter);
    (way?.closest(".btns") ?? way ?? form.lastElementChild).before(bar);
    send(form, way, {
      progress: (n) => {
        meter.value = Math.min(n, size);
        if (n >= size) said.textContent = texts.saving;
      },
      failed: () => {
        meter.remove();
        said.textContent = texts.failed;
      },
    });
  });
}

// send posts the form and shows the answer in place. What the answer's address
// serves is not fetched again: a confirmation may say its code only once.
function send(form, way, told) {
  const to = new URL(way?.getAttribute("formaction") ?? form.getAttribute("action") ?? "", location.href).href;
  const request = new XMLHttpRequest();
  request.open("POST", to);
  request.upload.addEventListener("progress", (event) => told.progress(event.loaded));
  request.addEventListener("error", told.failed);
  request.addEventListener("load", () => {
    forget(form);
    if (!request.getResponseHeader("Content-Type")?.startsWith("text/html")) {
      location.assign(request.responseURL);
      return;
    }
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    document.title = answer.title;
    document.body.replaceWith(answer.body);
    history.pushState(null, "", request.responseURL);
    window.scrollTo(0, 0);
    start();
  });
  request.send(new FormData(form, way));
}

window.addEventListener("popstate", () => location.reload());

const dirty = new Set();

function forget(form) {
  dirty.delete(form);
}

// guard remembers what has been typed into a form and not sent; the browser
// asks before such a page is left.
function guard(form) {
  form.addEventListener("input", () => dirty.add(form));
  form.addEventListener("submit", () => forget(form));
}

window.addEventListener("beforeunload", (event) => {
  if (dirty.size > 0) event.preventDefault();
});

// busy lets a button of what takes long say what is going on, once and only once.
function busy(form) {
  form.addEventListener("submit", (event) => {
    const way = event.submitter;
    const says = way?.dataset.busy;
    if (!says || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const label = way.querySelector("span") ?? way;
    const before = label.textContent;
    label.textContent = says;
    way.setAttribute("aria-disabled", "true"); // disabled, it would not be sent, and the focus lost
    const told = element("p", "vh", says);
    told.setAttribute("role", "status");
    way.after(told);
    window.addEventListener("pageshow", () => {
      delete form.dataset.sent;
      label.textContent = before;
      way.removeAttribute("aria-disabled");
      told.remove();
    }, { once: true });
  });
}

// start dresses the forms of the page, and leads to the summary of a refused one.
// It runs again when an upload's answer has replaced the page.
export function start() {
  for (const input of document.querySelectorAll("input[type=file][data-upload]")) dropZone(input);
  for (const form of document.querySelectorAll("form[method=post]")) {
    guard(form);
    busy(form);
    if (form.querySelector("input[type=file]")) withProgress(form);
  }
  document.dispatchEvent(new Event("mingda:page"));
  if (document.title.startsWith("错误：")) document.querySelector(".govuk-error-summary")?.focus();
}
