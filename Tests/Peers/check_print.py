"""Prints every page of a disclosure to PDF in Chromium and looks at where things fall.

check_print.py DIR

A caption or heading never stands on another sheet than what it is of, and each sheet has its number, how many there
are, and the result's hash.
"""

import pathlib
import re
import sys
import tempfile

import pdf_text
from browser import Browser

# Links to what is looked for, which the PDF then has as places on its pages; the page is folded open.
MARK = """(() => {
  document.querySelectorAll('details').forEach(e => { e.open = true });
  const pairs = [], all = [];
  const place = e => { if (!e.id) e.id = 'place-' + all.length; all.push(e.id); return e.id; };
  const shown = e => e.getClientRects().length > 0;
  for (const table of document.querySelectorAll('table')) {
    if (!shown(table)) continue;
    pairs.push([place(table.caption), place(table.tBodies[0].rows[0].cells[0]), table.caption.innerText]);
  }
  for (const figure of document.querySelectorAll('figure')) {
    const caption = figure.querySelector('figcaption');
    if (!shown(figure) || !caption) continue;
    // Behind the drawing, so that its end is found.
    const end = document.createElement('p');
    end.style.cssText = 'margin:-1px 0 0;height:1px;break-before:avoid';
    figure.append(end);
    pairs.push([place(caption), place(end), 'chart']);
  }
  for (const head of document.querySelectorAll('h2')) {
    const next = head.closest('summary') ? head.closest('details').querySelector('p') : head.nextElementSibling;
    if (shown(head) && next && shown(next)) pairs.push([place(head), place(next), head.innerText]);
  }
  const links = document.createElement('div');
  for (const id of all) { const a = document.createElement('a'); a.href = '#' + id; a.textContent = '.'; links.append(a); }
  document.body.append(links);
  return pairs;
})()"""


def places(pdf):
    """On which page each marked place is, from 1, and how many pages there are."""
    text = pdf.decode("latin-1")
    trees = dict(re.findall(r"(\d+) 0 obj\n<</Type /Pages\b[^>]*?/Kids \[(.*?)\]", text, re.DOTALL))
    inner = {kid for kids in trees.values() for kid in re.findall(r"(\d+) 0 R", kids)}
    left, pages = [name for name in trees if name not in inner], {}
    while left:
        name = left.pop(0)
        if name in trees:
            left = re.findall(r"(\d+) 0 R", trees[name]) + left
        else:
            pages[name] = len(pages) + 1
    named = re.findall(r"/(\S+) \[(\d+) 0 R /XYZ", text)
    return {name: pages[page] for name, page in named if page in pages}, len(pages)


def edges(pdf, page):
    """What the edges of the sheets lack, read from their text."""
    digest = re.search(r"result\.json ([0-9a-f]{64})", page)
    sheets = pdf_text.pages(pdf)
    if not digest:
        return ["no hash of a result"]
    wanted = [f"{number}/{len(sheets)}result.json{digest[1]}" for number in range(1, len(sheets) + 1)]
    return [f"no sheet has {edge}" for edge in wanted if sum(sheet.startswith(edge) for sheet in sheets) != 1]


def main():
    folder = pathlib.Path(sys.argv[1])
    problems = []
    with Browser() as browser, tempfile.TemporaryDirectory() as room:
        for page in sorted(folder.glob("*.html")):
            browser.open(page, 720, 1000, 1, "print")
            pairs = browser.evaluate(MARK)
            target = pathlib.Path(room) / "page.pdf"
            browser.pdf(target)
            found, count = places(target.read_bytes())
            problems += [f"{page.name}: {problem}" for problem in edges(target.read_bytes(), page.read_text(encoding="utf-8"))]
            if not found:
                problems.append(f"{page.name}: no place is found in the PDF")
            for one, other, name in pairs:
                if found.get(one) is None or found.get(other) is None:
                    problems.append(f"{page.name}: {name!r} is nowhere")
                elif found[one] != found[other]:
                    problems.append(f"{page.name}: {name!r} is on page {found[one]}, its table on {found[other]}")
            print(page.name, count, "pages", len(pairs), "captions")
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
