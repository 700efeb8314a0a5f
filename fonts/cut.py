"""Cuts the fonts that fetch.sh has fetched.

    cut.py letters BUILD [UNIHAN]      ofl/*.ttf but the Uyghur face
    cut.py uyghur FONT                 ofl/uyghur.ttf
    cut.py fang FONT                   gpl/fang.ttf
    cut.py title BUILD TEMPLATES OUT   the woff2 of the pages' titles

gofpdf takes TrueType outlines with a cmap of format 4, so of the basic plane
only, and reads a whole font for every document: each face is cut to what
letters need, and rare characters are kept apart and read only where one
occurs. Those outside the basic plane get places in the private use area,
listed in rare.map as "code point, place".
"""
import bz2
import os
import sys

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import cmap_format_4

DROP = ["GSUB", "GPOS", "vhea", "vmtx", "VORG", "BASE", "DSIG", "kern", "STAT", "MATH"]


def common(unihan):
    """The 8105 characters of 通用规范汉字表."""
    found = set()
    with bz2.open(unihan, "rt") as lines:
        for line in lines:
            if line.startswith("U+") and "\tkTGH\t" in line:
                found.add(int(line[2:].split("\t")[0], 16))
    return found


def double_bytes(encoding, first, second):
    """The characters that an encoding has in the given rows and cells."""
    found = set()
    for a in first:
        for b in second:
            try:
                found.add(ord(bytes([a, b]).decode(encoding)))
            except (UnicodeDecodeError, TypeError):
                pass
    return found


def signs():
    """Punctuation, Latin, numbers in circles, boxes: all that is no hanzi."""
    found = double_bytes("gb2312", range(0xA1, 0xAA), range(0xA1, 0xFF))
    for first, last in [(0x20, 0x7E), (0xA0, 0x17F), (0x2000, 0x206F), (0x2150, 0x218F), (0x2460, 0x24FF),
                        (0x25A0, 0x25FF), (0x3000, 0x303F), (0xFF00, 0xFFEF)]:
        found.update(range(first, last + 1))
    return found | {0x2605, 0x2606, 0x203B, 0x2610, 0x2611, 0x2612, 0x2713}


def cut(source, chars):
    """The font with only these characters."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.drop_tables += DROP
    options.notdef_outline = True
    options.recalc_bounds = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=chars)
    cutter.subset(font)
    return font


def map_to(font, mapping):
    """Leave the font one cmap, of format 4."""
    table = cmap_format_4(4)
    table.platformID, table.platEncID, table.language = 3, 1, 0
    table.cmap = mapping
    font["cmap"].tables = [table]


def basic(font):
    return {c: g for c, g in font.getBestCmap().items() if c < 0x10000}


def save(font, path):
    font.save(path + ".part")
    os.replace(path + ".part", path)
    print("fonts: %-16s %5.1f MB" % (path, os.path.getsize(path) / 1e6), file=sys.stderr)


def rare(source):
    """What the font has outside the basic plane, moved into it."""
    chars = sorted(c for c in TTFont(source).getBestCmap() if c > 0x1FFFF)
    font = cut(source, chars + [0x20])
    glyphs = font.getBestCmap()
    places = {c: 0xE000 + i for i, c in enumerate(chars)}
    map_to(font, {0x20: glyphs[0x20], **{p: glyphs[c] for c, p in places.items()}})
    save(font, "ofl/rare.ttf")
    with open("ofl/rare.map", "w") as out:
        for c, p in places.items():
            out.write("%x %x\n" % (c, p))


def to_truetype(source, error):
    """The font with quadratic outlines in place of cubic ones."""
    font = TTFont(source, recalcTimestamp=False)
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        table.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), table
    for name in order:
        glyph = table.glyphs[name]
        glyph.recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0) or 0)
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    limits.maxZones = 1
    for name in ["maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                 "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
                 "maxCompositeContours", "maxComponentDepth"]:
        setattr(limits, name, 0)
    for name in DROP + ["CFF "]:
        if name in font:
            del font[name]
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    map_to(font, basic(font))
    return font


def letters(build, unihan=""):
    """Common characters apart from the rest of GBK; without the table of those
    that are common it is GB2312 that is taken for them."""
    serif, sign = build + "/serif-400.ttf", signs()
    more = double_bytes("gbk", range(0x81, 0xFF), range(0x40, 0xFF))
    if unihan:
        small = {c for c in common(unihan) if c < 0x10000} | sign
    else:
        small = double_bytes("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF)) | sign
        more |= {c for c in TTFont(serif).getBestCmap() if 0x3400 <= c < 0xA000}
    for source, name, chars in [(serif, "song", small), (serif, "song-more", {c for c in more if c < 0x10000} - small),
                                (build + "/serif-700.ttf", "title", small), (build + "/sans-500.ttf", "hei", small)]:
        font = cut(source, chars)
        map_to(font, basic(font))
        save(font, "ofl/%s.ttf" % name)
    rare(serif)


def uyghur(source):
    font = TTFont(source, recalcTimestamp=False)
    for name in DROP:
        if name in font:
            del font[name]
    map_to(font, basic(font))
    save(font, "ofl/uyghur.ttf")


def fang(source):
    save(to_truetype(source, 1.0), "gpl/fang.ttf")


def title(build, templates, out):
    chars = set(range(0x20, 0x7F)) | set(map(ord, "　、。《》〈〉「」【】〔〕（），：；？！·…—“”‘’％年月日第〇一二三四五六七八九十百"))
    for folder, _, names in os.walk(templates):
        for name in names:
            if name.endswith((".html", ".tmpl", ".txt")):
                with open(os.path.join(folder, name), encoding="utf-8") as page:
                    chars.update(c for c in map(ord, page.read()) if c > 0x7F)
    font = cut(build + "/serif-700.ttf", chars)
    font.flavor = "woff2"
    save(font, out)


if __name__ == "__main__":
    {"letters": letters, "uyghur": uyghur, "fang": fang, "title": title}[sys.argv[1]](*sys.argv[2:])
