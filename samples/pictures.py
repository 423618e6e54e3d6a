#!/usr/bin/env python3
"""The pictures of the README and of the pages, made from the samples: python3 samples/pictures.py BINARY

A whole count of the sample election gives the page of the report, and what an auditor and a
voter see. A second one stops in the middle, with a sheet that two people keyed differently; the console
and the commands show it in a real terminal (tmux), whose screen is drawn as a page and pictured by
Chromium.
"""

import argparse
import html
import re
import shlex
import shutil
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "samples/referendum-2017"
sys.path.insert(0, str(ROOT / "Tests/Peers"))
from browser import Browser  # noqa: E402

COLUMNS, ROWS = 100, 26
COLOURS = {0: "#1c1f2b", 1: "#ff7b72", 2: "#7ee787", 3: "#f2cc60", 4: "#1f4b99",
           5: "#d2a8ff", 6: "#7fd6e0", 7: "#e6e9ef"}
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #10131c; }}
pre {{ margin: 0; padding: 14px 18px; display: inline-block; background: {back}; color: #d5d9e3;
  font: 15px/20px "DejaVu Sans Mono", "Noto Sans Mono CJK HK", monospace; }}
pre div {{ height: 20px; white-space: pre; }}
i {{ font-style: normal; display: inline-block; width: 18px; font-size: 17px; text-align: center; }}
span {{ display: inline-block; height: 20px; vertical-align: top; }}
</style><pre>{lines}</pre>"""


def style(codes):
    """CSS of the codes of a terminal (ECMA-48, SGR)."""
    fore, back, bold, faint, swap = None, None, False, False, False
    for code in codes:
        if code == 0:
            fore, back, bold, faint, swap = None, None, False, False, False
        elif code == 1:
            bold = True
        elif code == 2:
            faint = True
        elif code == 7:
            swap = True
        elif code == 22:
            bold, faint = False, False
        elif code == 27:
            swap = False
        elif code == 39:
            fore = None
        elif code == 49:
            back = None
        elif 30 <= code <= 37:
            fore = COLOURS[code - 30]
        elif 40 <= code <= 47:
            back = COLOURS[code - 40]
    if swap:
        fore, back = back or COLOURS[0], fore or COLOURS[7]
    css = ""
    css += f"color:{fore};" if fore else ""
    css += f"background:{back};" if back else ""
    css += "font-weight:bold;" if bold else ""
    css += "opacity:.6;" if faint else ""
    return css


def markup(text):
    """Each wide character gets just two columns, whatever its font thinks."""
    wide = lambda c: unicodedata.east_asian_width(c) in "WF"
    return "".join(f"<i>{c}</i>" if wide(c) else html.escape(c) for c in text)


def page(screen):
    lines = []
    codes = [0]
    for line in screen.split("\n"):
        pieces = []
        for part in re.split(r"(\x1b\[[0-9;]*m)", line):
            if match := re.fullmatch(r"\x1b\[([0-9;]*)m", part):
                codes += [int(code or 0) for code in match[1].split(";")]
            elif part:
                pieces.append(f'<span style="{style(codes)}">{markup(part)}</span>')
        lines.append("<div>" + "".join(pieces) + "</div>")
    return PAGE.format(back=COLOURS[0], lines="".join(lines))


class Room:
    def __init__(self, binary, folder):
        self.binary = Path(binary).resolve()
        self.folder = folder
        self.windows = 0
        (folder / "bin").mkdir()
        (folder / "bin/coldcount").symlink_to(self.binary)
        # The names that the pictures show are those of a counting room.
        for name in ("samples", "keys"):
            (folder / name).symlink_to(ROOT / name)

    def run(self, *line):
        command = [str(self.binary), *line, "--quiet"]
        result = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        if result.returncode != 0:
            sys.exit(f"{' '.join(command)}: {result.stderr}")

    @staticmethod
    def signer(person):
        return ["--as", person, "--key", f"{SAMPLE}/keys/{person}.key"]

    def demo(self):
        self.run("demo", "demo", "--samples", "samples")
        return self.folder / "demo"

    def half_a_count(self):
        """Bundles and accounts are in, and the sheets of two clerks, who differ."""
        self.run("init", "count", "--election", f"{SAMPLE}/election.json", "--vault",
                 str(self.folder / "vault"), *self.signer("clerk-1"))
        self.run("import", "demo/stick", "--workspace", "count", *self.signer("clerk-1"))
        for clerk in ("clerk-1", "clerk-2"):
            self.run("paper", "import", f"{SAMPLE}/sheets/{clerk}.csv", "--workspace", "count",
                     *self.signer(clerk))
        self.run("paper", "account", f"{SAMPLE}/accounts.csv", "--workspace", "count",
                 *self.signer("clerk-1"))
        stick = self.folder / "stick"
        stick.mkdir()
        shutil.copytree(self.folder / "demo/stick", stick / "bundles")
        shutil.copy(ROOT / SAMPLE / "sheets/clerk-3.csv", stick)
        keys = self.folder / "people"
        shutil.copytree(ROOT / SAMPLE / "keys", keys)
        for officer in "abc":
            shutil.copy(ROOT / SAMPLE / f"share.officer-{officer}.json", keys)
        shutil.copy(ROOT / SAMPLE / "vault.keeper.json", keys)

    def said(self, line, *keys):
        """What a command line that ends leaves on a wide terminal, itself included."""
        script = f'printf "%s\\n" "$ {line}"; {line}; exec cat'
        lines = self.screen(["sh", "-c", script], keys, columns=120, rows=60).split("\n")
        while not re.sub(r"\x1b\[[0-9;]*m", "", lines[-1]).strip():
            lines.pop()
        return "\n".join(lines)

    def a_code(self):
        """A tracking code of the sample, as a receipt shows it."""
        code = (self.folder / "demo/result/tracking.txt").read_text()[:20]
        return " ".join(code[place:place + 4] for place in range(0, 20, 4))

    def screen(self, line, keys, columns=COLUMNS, rows=ROWS):
        """What a terminal shows after each of the keys: (key, text to wait for)."""
        self.windows += 1
        socket = f"pictures-{self.folder.name}-{self.windows}"
        tmux = ["tmux", "-u", "-L", socket, "-f", "/dev/null"]
        quoted = shlex.join(line)
        subprocess.run(
            [*tmux, "new-session", "-d", "-x", str(columns), "-y", str(rows), "-c", str(self.folder),
             f"env -u NO_COLOR TERM=tmux-256color LC_ALL=C.UTF-8 PATH={self.folder}/bin:$PATH {quoted}"], check=True)
        try:
            for key, text in keys:
                if key:
                    subprocess.run([*tmux, "send-keys", *key.split(" ")], check=True)
                last = None
                for _ in range(300):
                    time.sleep(0.1)
                    now = self.capture(tmux)
                    if text in re.sub(r"\x1b\[[0-9;]*m", "", now) and now == last:
                        break
                    last = now
                else:
                    sys.exit(f"the terminal never showed {text!r}:\n{last}")
            return last
        finally:
            subprocess.run([*tmux, "kill-server"], check=False)

    @staticmethod
    def capture(tmux):
        return subprocess.run([*tmux, "capture-pane", "-p", "-e", "-N"], check=True, capture_output=True,
                              text=True).stdout.rstrip("\n")


def picture(browser, path, target, width, height, whole):
    browser.open(path, width=width, height=height)
    if whole:
        box = browser.evaluate(
            "(r => [Math.ceil(r.width), Math.ceil(r.height)])"
            "(document.querySelector('pre').getBoundingClientRect())")
        browser.open(path, width=box[0], height=box[1])
    browser.picture(target, whole=False)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--to", default=str(ROOT / "samples/pictures"))
    arguments = parser.parse_args()
    target = Path(arguments.to)
    target.mkdir(exist_ok=True)
    # The pictures show it, so it is the same each time; mkdir refuses one that is there.
    folder = Path("/tmp/night")
    folder.mkdir(mode=0o700)
    try:
        room = Room(arguments.binary, folder)
        demo = room.demo()
        room.half_a_count()
        words = (ROOT / SAMPLE / "demo-passphrase.txt").read_text().split()
        passphrase = " Space ".join(" ".join(word) for word in words)
        console = ["coldcount", "console", "--workspace", "count", "--media", "stick", "--keys", "people"]
        screens = {
            "console": room.screen(console, [("", "media")]),
            "console-zh": room.screen([*console, "--lang", "zh-Hant"], [("", "儲存裝置")]),
            "paper": room.screen(
                ["coldcount", "paper", "enter", "--workspace", "count", *Room.signer("clerk-3")],
                [("", "Sheet:"), ("s 2 Space b 2 Enter", "Running sums"),
                 ("1 5 1 9 Enter 1 3 7 9 Enter 6 1 Enter 6 0 Enter 2 2 Enter 1 4", "[       14]")]),
            "status": room.said("coldcount status --workspace count", ("", "next:")),
            "reconcile": room.said(
                "coldcount reconcile --workspace count --vault-key people/vault.keeper.json"
                " --as keeper --key people/keeper.key",
                ("", "Passphrase"), (f"{passphrase} Enter", "strikes.csv")),
            "verify": room.said("coldcount verify demo/result", ("", "could not be made.")),
            "find": room.said(f"coldcount find '{room.a_code()}' demo/result", ("", "Nobody can tell")),
        }
        with Browser() as browser:
            for name, screen in screens.items():
                path = folder / f"{name}.html"
                path.write_text(page(screen), encoding="utf-8")
                picture(browser, path, target / f"{name}.png", 1200, 800, True)
            picture(browser, demo / "public/report.html", target / "report.png", 900, 1150, False)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
