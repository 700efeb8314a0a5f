// After all else: what the office wrote into its log names nobody who asked, nor what is
// theirs, nor the staff, nor what opens a door. Whom it may not name is read from the office
// itself, exported in the clear.
import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe } from "node:test";
import { staff } from "../office.mjs";
import { steps, theOffice } from "../world.mjs";

// The fields of personal parts that say who somebody is and how they are reached.
const telling = /^(name|id_?number|phone|e?mail|address|contact|representative)$/i;

// What identity numbers, mobile phones, query codes and secret addresses of calendars look like, wherever they come from.
const shapes = [/calendar\/[0-9a-z]{26}/, /[1-9]\d{5}(?:19|20)\d{9}[\dXx]/, /(?<![\d.])1[3-9]\d{9}(?!\d)/, /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/];

// tellingValues adds the values of telling fields, wherever they stand in the value.
function tellingValues(value, into) {
  if (value === null || typeof value !== "object") return;
  for (const [key, v] of Object.entries(value)) {
    if (typeof v === "string" && telling.test(key) && v.length > 1) into.add(v);
    tellingValues(v, into);
  }
}

describe("log", { skip: process.env.E2E_DEMO ? "of an office of the stories" : false }, () => {
  const step = steps("log");

  step("names nobody", async () => {
    const { office } = await theOffice();
    const dir = join(office.dir, "exported");
    await office.cli("export", dir, "--clear", "--yes");
    const persons = new Set();
    for (const line of (await readFile(join(dir, "ledger.jsonl"), "utf8")).split("\n")) {
      if (line) tellingValues(JSON.parse(line).private, persons);
    }
    await rm(dir, { recursive: true });
    const log = office.said();
    assert.ok(persons.size > 0, "nobody asked: the log can name nobody");
    assert.match(log, /"msg":"request".*"user":/, "the log holds no requests");
    const named = [...persons].filter((p) => log.includes(p));
    assert.deepEqual(named, [], "the log names them");
    const ours = [...Object.values(office.passwords), ...Object.values(staff).map((p) => p.name)].filter((word) => log.includes(word));
    assert.deepEqual(ours, [], "the log holds what is the staff's");
    for (const shape of shapes) assert.doesNotMatch(log, shape);
  });
});
