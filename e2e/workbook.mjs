// Writes a workbook (xlsx) as the programs of an office do, as small as they understand it:
// several sheets, hidden ones and hidden rows among them, texts, numbers and days as the
// numbers of days that they are inside.
import { crc32, deflateRawSync } from "node:zlib";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

// days returns the number under which a workbook keeps a day (2023-05-06).
const days = (day) => Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86400000);

function cell(at, value) {
  if (value === "") return "";
  if (typeof value === "number") return `<c r="${at}"><v>${value}</v></c>`;
  if (value.day) return `<c r="${at}" s="1"><v>${days(value.day)}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

function sheet({ rows }) {
  const lines = rows.map((row, i) => {
    const { hidden = false, cells } = Array.isArray(row) ? { cells: row } : row;
    return `<row r="${i + 1}"${hidden ? ' hidden="1"' : ""}>${cells.map((value, j) => cell(`${String.fromCharCode(65 + j)}${i + 1}`, value)).join("")}</row>`;
  });
  return `<worksheet xmlns="${main}"><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

// workbook returns the bytes of a book of sheets ({name, hidden, rows}); a row is a list of
// cells, or {hidden, cells}; a cell is a text, a number or {day}.
export function workbook(sheets) {
  const relation = (id, type, target) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (all) => `<Relationships xmlns="${packages}/relationships">${all.join("")}</Relationships>`;
  const kind = (part, type) => `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const parts = {
    "[Content_Types].xml": `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${kind("workbook", "sheet.main")}${kind("styles", "styles")}${sheets.map((_, i) => kind(`worksheets/sheet${i + 1}`, "worksheet")).join("")}</Types>`,
    "_rels/.rels": relations([relation("r1", "officeDocument", "xl/workbook.xml")]),
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map((s, i) => `<sheet name="${escaped(s.name)}" sheetId="${i + 1}"${s.hidden ? ' state="hidden"' : ""} r:id="r${i + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([...sheets.map((_, i) => relation(`r${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`)), relation("styles", "styles", "styles.xml")]),
    "xl/styles.xml": `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
  sheets.forEach((s, i) => (parts[`xl/worksheets/sheet${i + 1}.xml`] = sheet(s)));
  return zipped(parts);
}

// zipped packs files of text.
function zipped(parts) {
  const files = [], list = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const raw = Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`), packed = deflateRawSync(raw), path = Buffer.from(name);
    const head = Buffer.alloc(26); // what both headers have in common, from the version that is needed on
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4); // deflated
    head.writeUInt16LE(0x21, 8); // 1 January 1980
    head.writeUInt32LE(crc32(raw), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(raw.length, 18);
    head.writeUInt16LE(path.length, 22);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    files.push(Buffer.from("PK\x03\x04", "latin1"), head, path, packed);
    list.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), head, entry, path);
    offset += 30 + path.length + packed.length;
  }
  const listed = Buffer.concat(list), end = Buffer.alloc(18);
  end.writeUInt16LE(list.length / 4, 4);
  end.writeUInt16LE(list.length / 4, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, Buffer.from("PK\x05\x06", "latin1"), end]);
}
