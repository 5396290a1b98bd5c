"""Checks the bill of materials: every jar in the package is named in it, under a licence that the package may carry.

There is no check for known vulnerabilities here: the databases that one would ask (OSV, the NVD) are not behind a package
registry, which is all that this machine is sure to reach. target/bom.json is what such a scanner reads elsewhere.
"""

import json
import pathlib
import re
import sys

ALLOWED = {"Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0"}
BOM = pathlib.Path("target/bom.json")
PACKAGE = pathlib.Path(".aws-sam/build/FindingFunction/lib")


def licences(component):
    for entry in component.get("licenses", []):
        licence = entry.get("license", {})
        yield licence.get("id") or licence.get("name") or entry.get("expression", "")


def main():
    components = json.loads(BOM.read_text())["components"]
    problems = []
    for component in components:
        name = f"{component['group']}:{component['name']}:{component['version']}"
        found = set(licences(component))
        print(f"{', '.join(sorted(found)):<14}  {name}")
        if not found & ALLOWED:
            problems.append(f"{name} is under {', '.join(found) or 'no licence'}")
    known = {f"{c['group']}.{c['name']}-{c['version']}.jar" for c in components}
    jars = {jar.name for jar in PACKAGE.glob("*.jar")}
    problems += [f"{name} is not in the bill of materials" for name in sorted(jars - known)]
    problems += [f"{name} is in the bill of materials, and not in the package" for name in sorted(known - jars)]
    if not jars:
        problems.append("there is no package")
    # An empty text would be an exit status of 1.
    sys.exit("\n".join(problems) or 0)


if __name__ == "__main__":
    main()
