"""Checks a disclosure with software that others wrote, and for what that software cannot see.

check_disclosure.py DIR SCHEMAS [PREFIX]
"""

import csv
import hashlib
import json
import pathlib
import re
import sys

import jsonschema
from frictionless import Package

FORMULA = tuple("=+@\t\r\n") + ("\uff1d", "\uff0b", "\uff20", " ", "\u00a0")


def objects(value):
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def references(value):
    """Every id that an object refers to, with the key."""
    for item in objects(value):
        for key, inner in item.items():
            if re.fullmatch(r"[A-Z]\w*Ids?", key) and key not in ("VendorApplicationId", "ElectionId", "UserId"):
                for one in inner if isinstance(inner, list) else [inner]:
                    yield key, one


def check_report(report):
    """What NIST's schema cannot see."""
    problems = []
    ids = [item["@id"] for item in objects(report) if "@id" in item]
    problems += [f"repeated id {one}" for one in set(ids) if ids.count(one) > 1]
    problems += [f"dangling {key} {one}" for key, one in references(report) if one not in ids]
    kinds = [(c["GpUnitId"], c["Type"], c.get("OtherType")) for e in report["Election"] for c in e.get("BallotCounts", [])]
    problems += [f"ballots twice under {kind}" for kind in set(kinds) if kinds.count(kind) > 1]
    for item in objects(report):
        for key in ("Count", "BallotsCast", "BallotsRejected", "Overvotes", "Undervotes"):
            if key in item and (not isinstance(item[key], int) or item[key] < 0):
                problems.append(f"{key} {item[key]}")
        if item.get("Type") == "other" and not item.get("OtherType"):
            problems.append(f"other without OtherType in {item.get('@type')}")
        if item.get("VoteVariation") == "other" and not item.get("OtherVoteVariation"):
            problems.append("other without OtherVoteVariation")
        if len(item.get("Annotation", "")) > 32:
            problems.append("a long annotation")
        if item.get("@type", "").endswith("Selection"):
            check_votes(item.get("VoteCounts", []), problems, item["@id"])
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", report["GeneratedDate"]):
        problems.append(f"GeneratedDate {report['GeneratedDate']}")
    return problems


def check_votes(counts, problems, name):
    """The total is the sum of areas (or channels), and nothing stands there twice."""
    total = [c["Count"] for c in counts if c["Type"] == "total"]
    keys = [(c["GpUnitId"], c["Type"], json.dumps(c.get("DeviceClass"), sort_keys=True)) for c in counts]
    problems += [f"{name}: repeated {key}" for key in set(keys) if keys.count(key) > 1]
    parts = [c["Count"] for c in counts if c["Type"] != "total" and is_area(c["GpUnitId"])]
    if total and parts and sum(parts) != total[0]:
        problems.append(f"{name}: parts {sum(parts)}, total {total[0]}")


UNITS = {}


def is_area(unit):
    """Whether a unit is an area or a group of areas: stations are inside of them."""
    if unit.startswith("group-"):
        return all(is_area(part) for part in UNITS[unit])
    return unit.startswith("area-")


def check_nist(folder, schemas, prefix):
    problems = []
    for name, schema, check in (
        ("nist-results.json", "NIST_V2_election_results_reporting.json", check_report),
        ("nist-events.json", "NIST_V1_election_event_logging.json", None),
    ):
        path = folder / (prefix + name)
        if not path.exists():
            continue
        document = json.loads(path.read_bytes())
        validator = jsonschema.Draft4Validator(json.loads((schemas / schema).read_text()))
        problems += [f"{name}: {error.message[:200]}" for error in validator.iter_errors(document)]
        if check:
            UNITS.clear()
            UNITS.update({unit["@id"]: unit.get("ComposingGpUnitIds", []) for unit in document["GpUnit"]})
            problems += check(document)
    return problems


def check_table(path):
    problems = []
    data = path.read_bytes()
    if not data.startswith(b"\xef\xbb\xbf"):
        problems.append(f"{path.name}: no byte order mark")
    if b"\n" in data.replace(b"\r\n", b""):
        problems.append(f"{path.name}: lines that do not end in CRLF")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    if rows[0][0].upper() == "ID":
        problems.append(f"{path.name}: begins with ID")
    for row in rows[1:]:
        for cell in row:
            if cell.startswith(FORMULA) or (cell.startswith("-") and not re.fullmatch(r"-[\d.,]+", cell)):
                problems.append(f"{path.name}: a cell that runs: {cell!r}")
    return problems


def check_package(folder, prefix):
    """Frictionless, and the hashes that the description names."""
    path = folder / (prefix + "datapackage.json")
    report = Package(str(path)).validate()
    problems = [f"frictionless: {error}" for error in report.flatten(["type", "note"])]
    for resource in json.loads(path.read_bytes())["resources"]:
        data = (folder / resource["path"]).read_bytes()
        if resource["hash"] != "sha256:" + hashlib.sha256(data).hexdigest():
            problems.append(f"{resource['path']}: another hash")
    return problems


def check_schema(folder, prefix):
    """results.json by the schema that is published with it; every column of every table described."""
    schema = json.loads((folder / f"{prefix}results.schema.json").read_bytes())
    document = json.loads((folder / f"{prefix}results.json").read_bytes())
    problems = [f"results.json: {e.message[:200]}" for e in jsonschema.Draft202012Validator(schema).iter_errors(document)]
    package = json.loads((folder / f"{prefix}datapackage.json").read_bytes())
    return problems + [
        f"{r['name']}: {f['name']} is not described" for r in package["resources"] for f in r["schema"]["fields"]
        if not f.get("description")]


def check_sums(folder, prefix):
    problems = []
    listed = {}
    for line in (folder / (prefix + "B2SUMS")).read_text().splitlines():
        listed[line[66:]] = line[:64]
    found = {
        str(path.relative_to(folder)): hashlib.blake2b(path.read_bytes(), digest_size=32).hexdigest()
        for path in folder.rglob("*") if path.is_file() and "B2SUMS" not in path.name
    }
    if listed != found:
        problems.append("B2SUMS lists other files than there are")
    for name in found:
        if prefix and not pathlib.PurePath(name).name.startswith(prefix):
            problems.append(f"{name} does not say that it is provisional")
    return problems


def main():
    folder, schemas = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    prefix = sys.argv[3] if len(sys.argv) > 3 else ""
    problems = check_nist(folder, schemas, prefix) + check_package(folder, prefix)
    problems += check_sums(folder, prefix)
    for path in folder.rglob("*.csv"):
        problems += check_table(path)
    problems += check_schema(folder, prefix)
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
