"""How the time of a command grows with what an election or a package holds: each is run at three sizes,
tenfold apart, and the exponent is that of the last step. What is n log n comes to little more than 1."""

import math
import shutil

import bench_forged
from bench_election import COLDCOUNT, Election, run

SIZES = (80, 800, 8_000)
# Of n log n from 800 to 8,000 the logarithm makes 0.13; the rest is for a busy machine.
EXPONENT = 1.3
# Of a city 2,500 stations at the largest size, each with two batches of five contests: 50,000 entries.
CONTESTS, BATCHES = 5, 2
STATIONS = {80: 25, 800: 250, 8_000: 2_500}
# What is faster is all start.
LEAST_SECONDS = 0.02


class PaperElection(Election):
    """An election of one contest that is voted on paper at so many stations."""

    def __init__(self, folder, stations):
        self.stations = stations
        super().__init__(folder, 1)

    def draft(self):
        draft = super().draft()
        draft["stations"] = [
            dict(draft["stations"][0], id=f"s{number}") for number in range(self.stations)]
        draft["collectors"] = [one for one in draft["collectors"] if "station" not in one]
        draft["people"] += [
            {"id": clerk, "name": {"en": clerk}, "role": "operator", "publicKey": self.public_key(clerk)}
            for clerk in ("clerk-1", "clerk-2")]
        draft["contests"] = [dict(
            draft["contests"][0], method="plurality", seats=1, minChoices=1, maxChoices=1)]
        draft["rejections"] = [{"id": "unmarked", "name": {"en": "Unmarked"}}]
        return draft


class ManyStyles(Election):
    """An election in which so many styles share a contest."""

    def __init__(self, folder, styles):
        self.styles = styles
        super().__init__(folder, 1)

    def draft(self):
        draft = super().draft()
        draft["styles"] += [dict(draft["styles"][0], id=f"x{number}") for number in range(self.styles)]
        return draft


class CityElection(PaperElection):
    """An election of five contests on one paper."""

    def draft(self):
        draft = super().draft()
        draft["contests"] = [
            dict(draft["contests"][0], id=f"c{number}", title={"en": f"Contest {number}"})
            for number in range(CONTESTS)]
        draft["styles"][0]["contests"] = [contest["id"] for contest in draft["contests"]]
        return draft


def signer(election, name):
    return "--as", name, "--key", election.key(name)


def paper(folder, size):
    """From keyed sheets to a disclosure: each command with the processor time that it took."""
    election = PaperElection(folder, size)
    count, package, times = folder / "count", folder / "package", {}
    place = ("--workspace", count)

    def step(name, *words, codes=(0,)):
        seconds = run(COLDCOUNT, *words, codes=codes)[3]
        times[name] = times.get(name, 0) + seconds

    sheets, accounts = folder / "sheets.csv", folder / "accounts.csv"
    sheets.write_text("station,batch,contest,item,count\n" + "".join(
        f"s{n},b1,chief,{item},{number}\n" for n in range(size)
        for item, number in (("papers", 9), ("tsang", 4 + n % 2), ("lam", 4 - n % 2), ("woo", 1),
                             ("rejected:unmarked", 0))))
    accounts.write_text("station,issued,unused,spoilt,tendered,in-box,note\n" + "".join(
        f"s{n},10,1,0,0,9,\n" for n in range(size)))
    run(COLDCOUNT, "init", count, "--election", election.definition, "--vault", folder / "vault")
    for clerk in ("clerk-1", "clerk-2"):
        step("paper import", "paper", "import", sheets, *place, *signer(election, clerk))
        step("paper account", "paper", "account", accounts, *place, *signer(election, clerk))
    step("paper status", "paper", "status", *place)
    step("reconcile", "reconcile", "--vault-key", election.vault_key, *place, *signer(election, "keeper"))
    shares = [word for share in election.shares for word in ("--share", share)]
    step("count", "count", "--stage", "partial", *shares, *place, *signer(election, "officer-a"))
    for officer in ("officer-a", "officer-b"):
        run(COLDCOUNT, "sign", count / "results/partial/result.json", *signer(election, officer))
    step("status", "status", *place)
    step("export", "export", package, *place, *signer(election, "officer-a"))
    for officer in ("officer-a", "officer-b"):
        run(COLDCOUNT, "sign", package / "B2SUMS", *signer(election, officer))
    step("verify", "verify", package)
    step("compare", "compare", package, package)
    step("disclose", "disclose", package, "--to", folder / "public")
    # Files that nothing explains are each told of, and the package is refused.
    (package / "earlier").mkdir()
    for number in range(size):
        (package / "earlier" / f"{number:064x}.json").write_text("{}\n")
    step("verify, tiny files", "verify", package, codes=(1,))
    return times


def city_votes(station):
    """The numbers of a sheet of a station, in the order of its form."""
    return 9, 4 + station % 2, 4 - station % 2, 1, 0


def city_sheets(stations):
    """Every sheet of a city."""
    items = ("papers", "tsang", "lam", "woo", "rejected:unmarked")
    return "station,batch,contest,item,count\n" + "".join(
        f"s{n},b{b},c{c},{item},{number}\n"
        for n in range(stations) for b in range(BATCHES) for c in range(CONTESTS)
        for item, number in zip(items, city_votes(n)))


def desks(folder, size):
    """The paper of a city, keyed at two desks and taken in at the count."""
    stations = STATIONS[size]
    election = CityElection(folder, stations)
    place, times = ("--workspace", folder / "count"), {}
    sheets = folder / "sheets.csv"
    sheets.write_text(city_sheets(stations))

    def step(name, *words):
        seconds = run(COLDCOUNT, *words)[3]
        times[name] = times.get(name, 0) + seconds

    run(COLDCOUNT, "init", folder / "count", "--election", election.definition, "--vault", folder / "vault")
    for clerk in ("clerk-1", "clerk-2"):
        desk = ("--workspace", folder / f"desk-{clerk}")
        run(COLDCOUNT, "desk", "init", desk[1], "--election", election.definition)
        step("paper import, desk", "paper", "import", sheets, *desk, *signer(election, clerk))
        step("desk export", "desk", "export", folder / "stick", *desk, *signer(election, clerk))
    step("desk status", "desk", "status", *desk)
    step("import, desks", "import", folder / "stick", *place, *signer(election, "clerk-1"))
    step("status, desks", "status", *place)
    return times


def styles(folder, size):
    """A reconciliation with nothing in it."""
    election = ManyStyles(folder, size)
    count = folder / "count"
    run(COLDCOUNT, "init", count, "--election", election.definition, "--vault", folder / "vault")
    words = ("--vault-key", election.vault_key, "--workspace", count, *signer(election, "keeper"))
    return {"reconcile, shared contest": run(COLDCOUNT, "reconcile", *words)[3]}


def rows(folder, say):
    """A row for each command: its seconds at the largest size, and the exponent."""
    times = {}
    for size in SIZES:
        say(f"growth, {size}")
        for make in (paper, desks, styles, bench_forged.lines, bench_forged.earlier, bench_forged.collectors):
            place = folder / f"{make.__name__}-{size}"
            place.mkdir()
            for name, seconds in make(place, size).items():
                times.setdefault(name, []).append(max(seconds, LEAST_SECONDS))
            shutil.rmtree(place)
    for name, seconds in times.items():
        exponent = math.log(seconds[-1] / seconds[-2], SIZES[-1] / SIZES[-2])
        yield {
            "stage": f"exponent, {name}", "from": SIZES[-2], "count": SIZES[-1],
            "seconds": round(seconds[-1], 3), "ratio": round(exponent, 3), "target": EXPONENT,
            "met": exponent <= EXPONENT,
        }
