"""Holds JSON files against the schemas that are installed with the program.

check_schemas.py SCHEMAS SCHEMA=FILE ...

Prints a line for each file that does not hold, and then for each file in which a member that is
needed was left out, or one that nobody knows was put in, and which holds all the same. Prints how
many were checked.
"""

import glob
import json
import os
import sys

from jsonschema import Draft202012Validator


def main():
    schemas = {}
    for path in glob.glob(f"{sys.argv[1]}/*.schema.json"):
        schema = json.load(open(path, encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        schemas[os.path.basename(path).split(".")[0]] = Draft202012Validator(schema)
    checked = spoilt = 0
    used = set()
    for argument in sys.argv[2:]:
        name, path = argument.split("=", 1)
        used.add(name)
        value = json.load(open(path, encoding="utf-8"))
        for error in schemas[name].iter_errors(value):
            print(f"{path}: {error.json_path}: {error.message[:300]}")
        checked += 1
        for key in schemas[name].schema["required"]:
            spoilt += 1
            if schemas[name].is_valid({k: v for k, v in value.items() if k != key}):
                print(f"{path}: holds without {key}")
        spoilt += 1
        if schemas[name].is_valid({**value, "Not a member": 1}):
            print(f"{path}: holds with a member that nobody knows")
    print(f"{checked} files, {spoilt} spoilt, unused: {sorted(set(schemas) - used)}")


if __name__ == "__main__":
    main()
