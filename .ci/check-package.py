"""Checks what `sam build` made: the classes that were tested, and no jar without a reason in pom.xml or transitive-dependencies.txt."""

import io
import pathlib
import re
import sys
import zipfile

LIMIT = 50_000_000
BUILD = pathlib.Path(".aws-sam/build")
FUNCTIONS = ["FindingFunction", "TlsRollbackFunction", "WorkflowFunction", "RetireFunction", "DataPlaneFunction", "PageFunction", "ConsoleFunction", "ReconcileFunction"]
SERVICE = re.compile(r"software/amazon/awssdk/services/(\w+)/\w+Client\.class")


def files(folder):
    return {str(f.relative_to(folder)): f for f in folder.rglob("*") if f.is_file()}


def reasons():
    """Artifacts that pom.xml declares outside the tests' scope, or transitive-dependencies.txt gives a reason for, "name: why"."""
    pom = pathlib.Path("pom.xml").read_text().split("</dependencyManagement>")[1]
    declared = re.findall(r"<dependency>(.*?)</dependency>", pom, re.S)
    names = {re.search(r"<artifactId>(.*?)<", d).group(1) for d in declared if "<scope>" not in d}
    brought = pathlib.Path(".ci/transitive-dependencies.txt").read_text()
    return names | set(re.findall(r"^([a-z0-9-]+): \S", brought, re.M))


def check_classes(package, problems):
    tested = files(pathlib.Path("target/classes"))
    packaged = {name: f for name, f in files(package).items() if not name.startswith("lib/")}
    for name in sorted(tested.keys() ^ packaged.keys()):
        problems.append(f"{name} is only in {'target/classes' if name in tested else 'the package'}")
    for name in sorted(tested.keys() & packaged.keys()):
        if tested[name].read_bytes() != packaged[name].read_bytes():
            problems.append(f"{name} is not the class that was tested")
    for name in packaged:
        if name.startswith(("remediator/local/", "awsemulator/")) or "Test" in name:
            problems.append(f"{name} does not belong into the package")


def check_jar(jar, known, sources, problems):
    # com.example.group.artifact-1.2.3.jar
    name = re.sub(r"-\d[^-]*(-[A-Za-z]\w*)?\.jar$", "", jar.name)
    if not any(name.endswith("." + artifact) for artifact in known):
        problems.append(f"{jar.name} has no reason in pom.xml or .ci/transitive-dependencies.txt")
    entries = zipfile.ZipFile(jar).namelist()
    for service in {m.group(1) for m in map(SERVICE.fullmatch, entries) if m}:
        if f"software.amazon.awssdk.services.{service}." not in sources:
            problems.append(f"{jar.name} is of a service that the code does not use")
    for entry in entries:
        if entry.endswith((".so", ".dll", ".dylib", ".jnilib")):
            problems.append(f"{jar.name} holds native code: {entry}")


def zipped(package):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in sorted(files(package).items()):
            archive.write(file, name)
    return len(buffer.getvalue())


def main():
    problems = []
    package = BUILD / FUNCTIONS[0]
    check_classes(package, problems)
    known = reasons()
    sources = "".join(f.read_text() for f in pathlib.Path("src/main/java").rglob("*.java"))
    jars = sorted((package / "lib").glob("*.jar"), key=lambda jar: -jar.stat().st_size)
    for jar in jars:
        print(f"{jar.stat().st_size:>10}  {jar.name}")
        check_jar(jar, known, sources, problems)
    for other in FUNCTIONS[1:]:
        if files(BUILD / other).keys() != files(package).keys():
            problems.append(f"the packages of {other} and {FUNCTIONS[0]} differ")
    size = zipped(package)
    print(f"{size:>10}  the zip of all, {len(jars)} jars; limit {LIMIT}")
    if not jars or size > LIMIT:
        problems.append(f"the package is {size} bytes with {len(jars)} jars")
    # An empty text would be an exit status of 1.
    sys.exit("\n".join(problems) or 0)


main()
