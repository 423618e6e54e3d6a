"""How much of places a result for the public shows, beside the whole result."""

import json


def total(ballots):
    return sum(sum(n.values()) if isinstance(n, dict) else n for n in ballots.values())


def rows(result, kind):
    """The rows of areas or stations that have ballots: the ids, the channels and the ballots of each."""
    for contest in result["contests"]:
        for place in contest["places"]:
            ids = place.get(f"{kind}s") or ([place[kind]] if kind in place else [])
            count = total(place["ballots"])
            if ids and count:
                yield ids, place.get("channels") or [place["channel"]], count


def measure(whole, public):
    """Rows, ballots and districts of a public result beside the whole one."""
    found = {}
    for kind in ("area", "station"):
        shown = list(rows(public, kind))
        found[kind] = {
            "rows": len(shown), "of": len(list(rows(whole, kind))),
            "merged": sum(n for ids, channels, n in shown if len(ids) > 1 or len(channels) > 1),
            "ballots": sum(n for _, _, n in shown),
        }
    areas = {ids[0] for ids, _, _ in rows(whole, "area")}
    shared = {area for ids, _, _ in rows(public, "area") if len(ids) > 1 for area in ids}
    found["districts"] = {"own": len(areas - shared), "of": len(areas)}
    return found


def words(whole, public):
    """The line of a stage."""
    found = measure(*(json.loads(path.read_bytes()) for path in (whole, public)))

    def table(kind):
        one = found[kind]
        return (f"{one['rows']} of {one['of']} rows of {kind}s,"
                f" {one['merged']:,} of {one['ballots']:,} ballots in merged ones")

    own = found["districts"]
    return f"{table('area')}; {table('station')}; {own['own']} of {own['of']} districts by themselves"
