// Papers: scans to send in, letters to read back.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { run } from "./process.mjs";

// pdfText returns what a PDF says, as pdftotext reads it, without white space.
export async function pdfText(bytes, dir, name = "read.pdf") {
  return (await pdfSheets(bytes, dir, name)).join("");
}

// pdfSheets returns what stands on each sheet of a PDF, without white space.
export async function pdfSheets(bytes, dir, name = "read.pdf") {
  const file = join(dir, name);
  await writeFile(file, bytes);
  const sheets = (await run("pdftotext", ["-enc", "UTF-8", "-layout", file, "-"])).split("\f");
  return sheets.slice(0, -1).map((text) => text.replace(/\s+/g, ""));
}

// scan makes a picture as a scanner would: a PNG with grey lines of text. No
// two of different seeds have the same bytes.
export function scan(seed, { width = 620, height = 877, noise = false } = {}) {
  const rows = [];
  let state = seed * 2654435761;
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(width + 1, 250);
    row[0] = 0;
    for (let x = 60; x < width - 60; x++) {
      state = (state * 1103515245 + 12345) % 2147483648;
      if (y > 80 && y < height - 100 && y % 34 < 15 && (x + y + seed) % 19 < 13 && (state >> 9) % 3 > 0) row[x + 1] = 60;
      else if (noise) row[x + 1] = 238 + ((state >> 11) % 16);
    }
    rows.push(row);
  }
  return png(width, height, Buffer.concat(rows));
}

function png(width, height, pixels) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8); // 8 bit, grey
  const chunk = (type, body) => {
    const all = Buffer.alloc(12 + body.length);
    all.writeUInt32BE(body.length, 0);
    all.write(type, 4, "latin1");
    body.copy(all, 8);
    all.writeUInt32BE(crc(all.subarray(4, 8 + body.length)), 8 + body.length);
    return all;
  };
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", header), chunk("IDAT", deflateSync(pixels)), chunk("IEND", Buffer.alloc(0))]);
}

const table = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});

function crc(bytes) {
  let c = 0xffffffff;
  for (const b of bytes) c = table[(c ^ b) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

// drop lets files fall on a box of the page, as a person would drag them there.
export async function drop(page, selector, files) {
  const sent = files.map((f) => ({ name: f.name, type: f.mimeType, body: f.buffer.toString("base64") }));
  const data = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const f of files) {
      const bytes = Uint8Array.from(atob(f.body), (c) => c.charCodeAt(0));
      transfer.items.add(new File([bytes], f.name, { type: f.type }));
    }
    return transfer;
  }, sent);
  await page.dispatchEvent(selector, "drop", { dataTransfer: data });
}

// picture is a scan as a file to choose.
export const picture = (name, seed, options) => ({ name, mimeType: "image/png", buffer: scan(seed, options) });
