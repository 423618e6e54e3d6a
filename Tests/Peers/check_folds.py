"""Whether a browser finds what a page has folded away: shows each text by a link to it, for which a browser
searches and unfolds as its search in a page does.

check_folds.py PAGE TEXT …
"""

import pathlib
import sys
import time
import urllib.parse

from browser import Browser

PATIENCE = 10
# The innermost element with a text: whether all folds around it are open, and whether it is in view.
STATE = """(() => {
  const all = [...document.querySelectorAll('p,th,td,li')].filter(e => e.textContent.includes(%r));
  if (!all.length) return 'missing';
  for (let e = all[0].parentElement; e; e = e.parentElement) if (e.tagName == 'DETAILS' && !e.open) return 'folded';
  const r = all[0].getBoundingClientRect();
  return r.top >= 0 && r.bottom <= innerHeight ? 'in view' : 'elsewhere';
})()"""


def main():
    page, texts = pathlib.Path(sys.argv[1]).absolute(), sys.argv[2:]
    problems = []
    with Browser() as browser:
        for text in texts:
            browser.open(page, 390, 844)
            before = browser.evaluate(STATE % text)
            if before != "folded":
                problems.append(f"{text} is {before} before anybody looks for it")
            # Only what begins anew is searched for such a text.
            browser.call("Page.navigate", url="about:blank")
            while browser.evaluate("location.href") != "about:blank":
                time.sleep(0.1)
            # A hyphen has a meaning in such links.
            fragment = urllib.parse.quote(text, safe="").replace("-", "%2D")
            browser.call("Page.navigate", url=f"file://{page}#:~:text={fragment}")
            end = time.monotonic() + PATIENCE
            found = None
            while found != "in view" and time.monotonic() < end:
                time.sleep(0.1)
                found = browser.evaluate(STATE % text)
            if found != "in view":
                problems.append(f"{text} is {found} after the search")
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
