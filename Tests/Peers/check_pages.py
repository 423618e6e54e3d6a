"""Renders every page of a disclosure in Chromium, at a desk, on a telephone and in print, in both
languages and either alone, and checks what people would see.

check_pages.py DIR [PICTURES]
"""

import pathlib
import sys

from browser import Browser

VIEWS = {
    "phone": (360, 780, 2, "screen", "light"), "desk": (1200, 900, 1, "screen", "light"),
    "night": (390, 844, 1, "screen", "dark"), "paper": (720, 1000, 1, "print", "light"),
}

# What lies over or beyond something else, as people would notice it.
LOOK = """(() => {
  const problems = [];
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide + 1)
    problems.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${wide}`);
  const shown = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
  const text = e => e.textContent.trim().slice(0, 40);
  for (const e of document.querySelectorAll('h1,h2,h3,p,li,th,td,caption,figcaption,dt,label')) {
    if (!shown(e)) continue;
    const r = e.getBoundingClientRect();
    // A wide table scrolls in a box of its own.
    if (!e.closest('.wide') && (r.right > wide + 1 || r.left < -1)) problems.push(`beyond the edge: ${text(e)}`);
    if (e.scrollWidth > e.clientWidth + 2 && e.clientWidth > 0 && getComputedStyle(e).display != 'inline')
      problems.push(`wider than its box: ${text(e)}`);
  }
  for (const box of document.querySelectorAll('.wide')) {
    const r = box.getBoundingClientRect();
    if (shown(box) && (r.right > wide + 1 || r.left < -1)) problems.push(`a box beyond the edge: ${text(box)}`);
  }
  for (const name of document.querySelectorAll('tbody th, thead th')) {
    // Names never stand a sign or two to a line.
    const r = name.getBoundingClientRect(), lines = r.height / parseFloat(getComputedStyle(name).lineHeight);
    if (shown(name) && getComputedStyle(name).writingMode == 'horizontal-tb' && lines > 3 && r.width < 48)
      problems.push(`a name in a column too narrow: ${text(name)}`);
  }
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5;
  const cells = [...document.querySelectorAll('td,th,caption,p,li,h1,h2,h3,dt,figure')].filter(shown)
    // What stays in view while its table scrolls lies over the others.
    .filter(e => !e.closest('.water') && !e.closest('.banner p *') && getComputedStyle(e).position != 'sticky');
  const boxes = cells.map(e => e.getBoundingClientRect());
  for (let i = 0; i < cells.length; i++)
    for (let j = i + 1; j < cells.length; j++)
      if (overlap(boxes[i], boxes[j]) && !cells[i].contains(cells[j]) && !cells[j].contains(cells[i]))
        problems.push(`overlap: ${text(cells[i])} / ${text(cells[j])}`);
  for (const svg of document.querySelectorAll('svg')) {
    if (!shown(svg)) continue;
    const frame = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll('text')].filter(e => !e.hasAttribute('transform') && !e.classList.contains('paper') && shown(e));
    const places = words.map(e => e.getBoundingClientRect());
    places.forEach((r, i) => {
      if (r.right > frame.right + 1 || r.left < frame.left - 1 || r.bottom > frame.bottom + 1)
        problems.push(`beyond the chart: ${text(words[i])}`);
      for (let j = i + 1; j < places.length; j++)
        if (overlap(r, places[j])) problems.push(`overlap in a chart: ${text(words[i])} / ${text(words[j])}`);
      for (const bar of svg.querySelectorAll('rect')) {
        const b = bar.getBoundingClientRect();
        if (b.width > frame.width * 0.98 && b.height > frame.height * 0.98) continue;
        if (overlap(r, b) && !bar.classList.contains('paper')) problems.push(`text on a bar: ${text(words[i])}`);
      }
    });
    const id = svg.getAttribute('aria-labelledby') || '';
    for (const one of id.split(' ')) if (!svg.querySelector('#' + CSS.escape(one))) problems.push('a chart without a title');
  }
  return problems;
})()"""

# What somebody who does not see the page is told.
LISTEN = """(() => {
  const problems = [];
  if (!document.documentElement.lang) problems.push('no language');
  if (!document.title) problems.push('no title');
  if (document.querySelectorAll('h1').length != 1) problems.push('not one h1');
  // One script alone, which the page's own policy names; without it everything is there.
  if (document.scripts.length > 1 || [...document.scripts].some(e => e.src)) problems.push('a foreign script');
  for (const table of document.querySelectorAll('table')) {
    if (!table.caption || !table.caption.textContent.trim()) problems.push('a table without a caption');
    if (!table.tHead) problems.push('a table without a head');
    for (const th of table.querySelectorAll('th')) if (!th.scope) problems.push('a th without scope');
    for (const row of table.tBodies[0].rows)
      if (!row.querySelector('th')) problems.push('a row without a header');
  }
  const light = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(n => (n /= 255) <= 0.03928 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
  const back = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (!c.startsWith('rgba(0, 0, 0, 0')) return c; } return 'rgb(255,255,255)'; };
  for (const e of document.querySelectorAll('p,th,td,small,li,caption,span,label')) {
    if (e.closest('svg') || e.closest('.water')) continue;
    const a = light(getComputedStyle(e).color), b = light(back(e));
    if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5) problems.push('too little contrast: ' + e.textContent.slice(0, 30));
  }
  for (const e of document.querySelectorAll('svg rect.dark, svg rect.light')) {
    const a = light(getComputedStyle(e).fill), b = light(getComputedStyle(document.body).backgroundColor);
    if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 3) problems.push('a bar too like the page');
  }
  return problems;
})()"""


def main():
    folder = pathlib.Path(sys.argv[1])
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    problems = []
    with Browser() as browser:
        for page in sorted(folder.glob("*.html")):
            for view, (width, height, scale, media, scheme) in VIEWS.items():
                browser.open(page, width, height, scale, media, scheme)
                switches = browser.evaluate("[...document.querySelectorAll('input.lang')].map(e => e.id)")
                browser.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
                for switch in switches or [None]:
                    if switch:
                        browser.evaluate(f"document.getElementById('{switch}').checked = true")
                    where = f"{page.name} {view} {switch or ''}: "
                    problems += [where + problem for problem in browser.evaluate(LOOK)]
                    other = {"show-zh": "en", "show-en": "zh"}.get(switch)
                    if other and browser.evaluate(
                            f"[...document.querySelectorAll('.{other}')].some(e => e.getBoundingClientRect().width > 0)"):
                        problems.append(where + "the other language is shown")
                    if pictures:
                        name = f"{page.stem}-{view}{'-' + switch[5:] if switch else ''}.png"
                        browser.picture(pictures / name)
                problems += [f"{page.name} {view}: {problem}" for problem in browser.evaluate(LISTEN)]
        for chart in sorted(folder.glob("charts/*.svg")):
            browser.open(chart, 400, 800)
        outside = [url for url in browser.requests if not url.startswith(("file://", "data:"))]
        problems += [f"fetched {url}" for url in outside]
    print("\n".join(problems[:60]))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
