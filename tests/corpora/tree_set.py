"""A small fixed set of ordinary files, from Debian packages that are installed on the CI machine. All findings in them are false.

The files are those of the packages as dpkg lists them, copied to a temporary folder with the name of the package, so that a path is the same on
every machine. Each package is listed with its version. With another version the numbers may differ a little, which is reported and accepted.
"""

import json
import os
import shutil
import subprocess

NAME = "debian-files"
PACKAGES = ("libpython3.11-minimal", "libpython3.11-stdlib", "perl-modules-5.36")
LEVELS = ("low", "medium", "high")
SLACK = 0.10  # of the number on record, where a package has another version


def version(package):
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", package], capture_output=True, text=True, check=False)
    status, _, number = asked.stdout.partition(" ")
    return number if asked.returncode == 0 and status == "installed" else None


def copy(package, folder):
    """Returns the number of text files of a package, and their bytes."""
    files, size = 0, 0
    listed = subprocess.run(["dpkg", "-L", package], capture_output=True, text=True, check=True).stdout.splitlines()
    for path in sorted(path for path in listed if os.path.isfile(path) and not os.path.islink(path)):
        with open(path, "rb") as file:
            content = file.read()
        if b"\0" in content[:8000]:
            continue
        target = os.path.join(folder, package, path.lstrip("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(path, target)
        files, size = files + 1, size + len(content)
    return files, size


def found(program, folder):
    """Returns for each level the number of findings at this level or above, and how many of them would stop a commit."""
    command = [program, "scan", ".", "--format", "jsonl", "--min-confidence", "low", "--no-progress"]
    scan = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if scan.returncode not in (0, 1):
        raise RuntimeError(f"the scan of {NAME} ended with {scan.returncode}: {scan.stderr.strip()}")
    findings = [json.loads(line) for line in scan.stdout.splitlines() if line]
    from_level = {level: [one for one in findings if LEVELS.index(one["confidence"]) >= at] for at, level in enumerate(LEVELS)}
    return {level: {"findings": len(some), "stopping": sum(1 for one in some if one["stops"])} for level, some in from_level.items()}


def measured(program, scratch):
    """Returns what a program finds in the set, or nothing if the machine lacks a package of the set."""
    versions = {package: version(package) for package in PACKAGES}
    lacking = [package for package, number in versions.items() if number is None]
    if lacking:
        print(f"{NAME} is not measured: not installed here: {', '.join(lacking)}")
        return {}
    folder = os.path.join(scratch, NAME)
    copied = [copy(package, folder) for package in PACKAGES]
    return {NAME: {"packages": versions, "files": sum(files for files, _ in copied), "bytes": sum(size for _, size in copied), "levels": found(program, folder)}}


def faults(floor, reached):
    """Yields a sentence for each number that grew, and for a set that is not recorded."""
    for name, now in reached.items():
        if name not in floor:
            yield f"{name}: not on record; check-floor.py PROGRAM --write"
            continue
        is_same = floor[name]["packages"] == now["packages"] and floor[name]["files"] == now["files"]
        for level in LEVELS:
            for number, old in floor[name]["levels"][level].items():
                most = old if is_same else old + max(1, round(old * SLACK))
                if now["levels"][level][number] > most:
                    yield f"{name}, {level}: {number} {now['levels'][level][number]}, on record {old}"


def table(floor, reached):
    for name, now in reached.items():
        old = floor.get(name, {})
        if old and (old["packages"] != now["packages"] or old["files"] != now["files"]):
            print(f"{name}: not the files on record ({now['packages']}), so {SLACK:.0%} more are allowed")
        cells = []
        for level in LEVELS:
            then = old.get("levels", {}).get(level, {})
            cells.append(f"{level} " + ", ".join(f"{now['levels'][level][number]} {number} ({then.get(number, '-')})" for number in ("findings", "stopping")))
        print(f"{name}: {now['bytes'] / 1e6:.1f} MB in {now['files']} files; from each level on: " + "; ".join(cells))
