"""The text of each page of a PDF that Chromium made, without anything that is not Python's own."""

import functools
import re
import zlib


def objects(pdf):
    """What each object has before its stream, and its stream, by number."""
    heads = list(re.finditer(rb"(\d+) 0 obj\n", pdf))
    ends = [head.start() for head in heads[1:]] + [len(pdf)]
    found = {}
    for head, end in zip(heads, ends):
        body = pdf[head.end():end]
        before, begin, after = body.partition(b"stream\n")
        stream = after[:after.rfind(b"\nendstream")] if begin else b""
        if b"/FlateDecode" in before:
            stream = zlib.decompressobj().decompress(stream)
        found[int(head[1])] = (before.decode("latin-1"), stream)
    return found


@functools.cache
def signs(cmap):
    """The text of each glyph of a font, from its ToUnicode map."""
    def text(code):
        return bytes.fromhex(code).decode("utf-16-be", "replace")

    table = {}
    for block in re.findall(r"beginbfchar\n(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, code in re.findall(r"<(\w+)> <(\w+)>", block):
            table[int(glyph, 16)] = text(code)
    for block in re.findall(r"beginbfrange\n(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, code in re.findall(r"<(\w+)> <(\w+)> <(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                table[int(first, 16) + step] = chr(int(code, 16) + step)
    return table


def references(text, name):
    """The objects that a dictionary names under a key, as a list of name and number."""
    inner = re.search(rf"/{name}\s*<<(.*?)>>", text, re.DOTALL)
    return [(key, int(number)) for key, number in re.findall(r"/(\S+)\s+(\d+) 0 R", inner[1])] if inner else []


def drawn(found, number, fonts, depth=0):
    """The text that a stream shows, glyph by glyph, without spaces."""
    head, stream = found[number]
    inner = dict(references(head, "XObject"))
    fonts = fonts | dict(references(head, "Font"))
    text, table, size = "", {}, 4
    for font, form, glyphs in re.findall(r"/(\S+) [\d.]+ Tf|/(\S+) Do|<([0-9A-Fa-f]+)>", stream.decode("latin-1")):
        if font and font in fonts:
            about = found[fonts[font]][0]
            # A glyph of a font of type 3 is one byte, of the others two.
            size = 2 if "/Type3" in about else 4
            to_text = re.search(r"/ToUnicode (\d+) 0 R", about)
            table = signs(found[int(to_text[1])][1].decode("latin-1")) if to_text else {}
        elif form and form in inner and depth < 8:
            text += drawn(found, inner[form], fonts, depth + 1)
        elif glyphs:
            text += "".join(table.get(int(glyphs[at:at + size], 16), "") for at in range(0, len(glyphs), size))
    return "".join(text.split())


def pages(pdf):
    """The text of each page without spaces, in whatever order the pages are written."""
    found = objects(pdf)
    return [
        drawn(found, int(re.search(r"/Contents (\d+) 0 R", about)[1]),
              dict(references(about, "XObject")) | dict(references(about, "Font")))
        for about, _ in found.values() if re.search(r"/Type /Page\b", about)
    ]
