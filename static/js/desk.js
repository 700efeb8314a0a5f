// The desk: keys, ticked rows, scans. Each key presses something that stands on
// the page, so that nothing can be done by key alone.
import { start } from "./forms.js";
import { passkeys } from "./passkey.js";
import { viewers } from "./viewer.js";

const typing = "input:not([type=checkbox],[type=radio],[type=button],[type=submit]), textarea, select, [contenteditable]";

// pressable finds what carries a key: the first one that can be seen.
function pressable(key) {
  return [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((e) => e.checkVisibility());
}

// press does what the button does; a search box takes the cursor instead.
function press(target) {
  if (target.matches("input, textarea")) {
    target.focus();
    target.select();
    return;
  }
  target.click();
}

// step goes to the next or the previous line of the list on the page: opens it
// where lines are shown beside the list, else puts the focus on it.
function step(by) {
  const lines = [...document.querySelectorAll("[data-list] a[href]")].filter((a) => a.closest("li, th"));
  if (lines.length === 0) return;
  const shown = lines.findIndex((a) => a.getAttribute("aria-current"));
  const focused = lines.indexOf(document.activeElement);
  const to = lines[Math.max(0, Math.min(lines.length - 1, (focused >= 0 ? focused : shown) + by))];
  if (shown >= 0) to.click();
  else to.focus();
}

// keyOf names the key as the buttons write it: "D", "/", "?", "Enter", "Ctrl S".
function keyOf(event) {
  if (event.altKey || event.metaKey) return "";
  if (event.ctrlKey) return event.key.toLowerCase() === "s" ? "Ctrl S" : "";
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}

document.addEventListener("keydown", (event) => {
  const key = keyOf(event);
  if (!key || event.isComposing || event.repeat) return;
  const inField = event.target.closest?.(typing);
  if (key !== "Ctrl S") {
    if (document.body.dataset.keys === "off" || inField) return;
    if (key === "Enter" && event.target !== document.body) return; // it presses what has the focus
    if (key === "J" || key === "K") {
      event.preventDefault();
      step(key === "J" ? 1 : -1);
      return;
    }
  }
  const target = pressable(key);
  if (!target) return;
  event.preventDefault();
  press(target);
});

// picking keeps the box that ticks all rows, and the count beside the acts.
function picking() {
  const all = document.querySelector("[data-pick-all]");
  const boxes = [...document.querySelectorAll("input[name=pick]")];
  const said = document.querySelector("[data-picked]");
  const tell = () => {
    const n = boxes.filter((b) => b.checked).length;
    if (said) said.textContent = `已选 ${n} 件`;
    for (const b of boxes) b.closest("tr")?.classList.toggle("on", b.checked);
    if (all) all.checked = n > 0 && n === boxes.length;
    if (all) all.indeterminate = n > 0 && n < boxes.length;
  };
  all?.addEventListener("change", () => {
    for (const b of boxes) b.checked = all.checked;
    tell();
  });
  for (const b of boxes) b.addEventListener("change", tell);
}

// stillSignedIn asks whether whoever had the page open still is; if not, the page
// goes, and signing in leads back to it. What was typed into it stays where it is
// as long as they are.
async function stillSignedIn() {
  const asked = document.body.dataset.session;
  const answer = asked && (await fetch(asked, { redirect: "manual", cache: "no-store" }).catch(() => null));
  if (answer?.type !== "opaqueredirect") return;
  document.body.hidden = true;
  location.replace(location.pathname + location.search); // no reload: the page may have come by a form
}

// The back button brings pages back without asking the office.
window.addEventListener("pageshow", (event) => {
  if (event.persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward") stillSignedIn();
});

document.addEventListener("mingda:page", () => {
  picking();
  viewers();
  passkeys();
});
start();
