"""Parses the lines for owners' code that the tests have written: Terraform by a real HCL parser."""

import pathlib
import sys

import hcl2

FOLDER = pathlib.Path("target/iac")


def blocks(file):
    with file.open() as text:
        return hcl2.load(text)


def resource(parsed):
    (declared,) = [r for r in parsed["resource"] if "aws_elasticache_replication_group" in str(list(r))]
    ((_, named),) = declared.items()
    ((_, body),) = ((k, v) for k, v in named.items() if not k.startswith("__"))
    return body


def check(file, problems):
    parsed = blocks(file)
    if file.name.endswith("-besides.tf"):
        return
    body = resource(parsed)
    on = [str(body[name]).lower() == "true" for name in ("at_rest_encryption_enabled", "transit_encryption_enabled")]
    if not any(on):
        problems.append(f"{file}: the group is not encrypted")
    if ("removed" in parsed) != ("import" in parsed):
        problems.append(f"{file}: the old group is forgotten, or the new one taken in, without the other")
    if "lifecycle" not in body:
        problems.append(f"{file}: nothing keeps an apply from destroying it")


def main():
    problems = []
    files = sorted(FOLDER.glob("*.tf"))
    if not files:
        problems.append(f"{FOLDER} holds no lines; run the tests first")
    for file in files:
        try:
            check(file, problems)
        except Exception as e:  # whatever the parser throws, by the file's name
            problems.append(f"{file}: {type(e).__name__}: {e}")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(files)} Terraform files parsed, {len(problems)} problems")
    sys.exit(1 if problems else 0)


main()
