// Scans beside a form: one page at a time, paged and turned. A document is one
// of them: the browser pages and turns it with its own buttons, which turning
// the frame would turn upside down. Without a script all stand below one
// another.

// button makes a plain button with a text.
function button(text, act) {
  const b = document.createElement("button");
  b.type = "button";
  b.className = "btn btn--plain btn--s";
  b.textContent = text;
  b.addEventListener("click", act);
  return b;
}

function viewer(box) {
  const pages = [...box.querySelectorAll(".viewer__page")];
  if (pages.length === 0) return;
  let at = 0;
  const turns = pages.map(() => 0);
  const where = document.createElement("span");
  where.setAttribute("role", "status");
  const show = (to) => {
    at = Math.max(0, Math.min(pages.length - 1, to));
    pages.forEach((p, i) => (p.hidden = i !== at));
    const isPDF = pages[at].querySelector("img") === null;
    turners.forEach((b) => (b.hidden = isPDF));
    where.textContent = `第 ${at + 1} 页，共 ${pages.length} 页${isPDF ? "。PDF 用它自己的工具条翻页、转向" : ""}`;
  };
  const turn = (by) => {
    pages[at].classList.remove(`turn-${turns[at]}`);
    turns[at] = (turns[at] + by + 4) % 4;
    pages[at].classList.add(`turn-${turns[at]}`);
  };
  const turners = [button("向左转", () => turn(-1)), button("向右转", () => turn(1))];
  const bar = document.createElement("div");
  bar.className = "viewer__bar";
  if (pages.length > 1) bar.append(button("上一页", () => show(at - 1)), button("下一页", () => show(at + 1)));
  bar.append(...turners);
  bar.append(where);
  box.prepend(bar);
  show(0);
}

// viewers dresses every viewer on the page.
export function viewers() {
  for (const box of document.querySelectorAll("[data-viewer]")) viewer(box);
}
