// What somebody can reach of an office: one page of each kind, one address for each set of
// query parameters, one form of each kind. Read without a browser, for scanners to begin from.
import { kindOf, notPages } from "../crawl.mjs";

const unescape = (s) => s.replaceAll("&amp;", "&").replaceAll("&#43;", "+").replaceAll("&#34;", '"').replaceAll("&#39;", "'");

// attribute reads one attribute out of a tag.
const attribute = (tag, name) => {
  const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`));
  return found && unescape(found[1]);
};

// A Visitor asks an office as one person does, without a browser: it keeps the cookies it is given.
export class Visitor {
  cookies = new Map();

  constructor(origin) {
    this.origin = origin;
  }

  get cookie() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  // ask sends one request and follows no redirect.
  async ask(path, form) {
    const answer = await fetch(new URL(path, this.origin), {
      method: form ? "POST" : "GET", redirect: "manual", body: form && new URLSearchParams(form),
      headers: this.cookies.size > 0 ? { cookie: this.cookie } : {},
    });
    for (const set of answer.headers.getSetCookie()) {
      const [name, value] = set.split(";")[0].split(/=(.*)/s);
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return answer;
  }

  // signIn signs in at the desk; it throws if that does not lead in.
  async signIn(login, password) {
    await this.ask("/desk/sign-in");
    const answer = await this.ask("/desk/sign-in", { login, password });
    if (answer.status !== 303 || !(await this.isIn())) throw new Error(`${login} is not let in: ${answer.status}`);
  }

  // isIn reports whether the session is somebody's.
  async isIn() {
    const answer = await this.ask("/desk/");
    return answer.status === 200 || (answer.headers.get("location") ?? "/sign-in").indexOf("/sign-in") < 0;
  }
}

// fields are the names and values of a form, as a browser without scripts would send them.
function fields(html) {
  const all = {};
  for (const [tag] of html.matchAll(/<(?:input|button|textarea|select)\b[^>]*>/g)) {
    const name = attribute(tag, "name");
    if (name && attribute(tag, "type") !== "file") all[name] ??= attribute(tag, "value") ?? "";
  }
  return all;
}

// reach walks through the links below base, at most one page of a kind, and tells what is there.
// Addresses that match never are neither asked nor told.
export async function reach(visitor, base, never) {
  const pages = new Map(), queries = new Map(), forms = new Map();
  const queue = [new URL(base, visitor.origin)];
  const add = (url) => {
    const own = url.origin === visitor.origin && url.pathname.startsWith(base) && !never.test(url.pathname);
    if (own && !notPages.test(url.pathname) && !pages.has(kindOf(url))) queue.push(url);
    return own;
  };
  while (queue.length > 0) {
    const url = queue.shift();
    if (pages.has(kindOf(url))) continue;
    pages.set(kindOf(url), url);
    const answer = await visitor.ask(url.pathname + url.search);
    if (answer.status === 303) add(new URL(answer.headers.get("location"), url));
    if (answer.status !== 200 || !answer.headers.get("content-type")?.startsWith("text/html")) continue;
    const html = await answer.text();
    for (const [, href] of html.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)) {
      const to = new URL(unescape(href), url);
      to.hash = "";
      if (add(to) && to.search && !notPages.test(to.pathname)) largest(queries, to);
    }
    for (const [form, inside] of html.matchAll(/<form\b[^>]*>(.*?)<\/form>/gs)) {
      const open = form.slice(0, form.indexOf(">") + 1);
      const action = new URL(attribute(open, "action") ?? url, url);
      if (!add(action)) continue;
      const asked = fields(inside);
      if (attribute(open, "method") !== "post") {
        for (const [name, value] of Object.entries(asked)) action.searchParams.set(name, value);
        largest(queries, action);
      } else if (Object.keys(asked).length > 0) forms.set(place(action), { action: action.href, fields: asked });
    }
  }
  const kinds = new Map([...pages.values()].map((url) => [place(url), url.href]));
  return { pages: kinds, queries: new Map([...queries].map(([kind, url]) => [kind, url.href])), forms };
}

// place is an address without its numbers and its query: /cases/N.
const place = (url) => url.pathname.replace(/\d+/g, "N");

// largest keeps, of the addresses of one place, one with every parameter that was seen there.
function largest(all, url) {
  const merged = new URL(all.get(place(url)) ?? url);
  for (const [name, value] of url.searchParams) if (!merged.searchParams.has(name)) merged.searchParams.set(name, value);
  all.set(place(url), merged);
}
