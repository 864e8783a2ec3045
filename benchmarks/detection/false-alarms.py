#!/usr/bin/env python3
"""Counts what a program reports on ordinary projects: false-alarms.py PROGRAM TREES [--list]

TREES holds a folder a project. No project is labelled: all that is found is counted as a false alarm. Printed, level by level: the
places (distinct file and line, each at the highest level reported there), places per MB of text, and projects with any,
  (i)   in all;
  (ii)  outside tests, docs and examples (ASIDE below), per MB of the text outside them;
  (iii) what would stop a commit, if the program tells it (the field `stops`).
Text is what holds no NUL within its first 8,000 bytes. MB are 10^6 bytes.

--list prints each place instead (project/file:line, rule, level, `aside` or `main`; nothing of the content): for the training trees.
It is refused for projects of ordinary-projects.tsv: what is tuned after a look at them cannot be measured on them.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

LEVELS = ["low", "medium", "high"]
DRAWN = pathlib.Path(__file__).with_name("ordinary-projects.tsv")

# Tests, docs and examples, by the name of a folder or file. Translations (po, locale, i18n), settings, CI and packaging are not aside.
ASIDE = re.compile(
    r"(?:^|/)(?:"
    # Folders: the word alone, or joined to others by a mark (unit-tests, test_data, api-docs).
    r"(?:[^/]*[-_. ])?(?:tests?|testing|testsuite|testcases?|testdata|unittests?|specs?|mocks?|fixtures?|goldens?|snapshots?|e2e"
    r"|examples?|samples?|demos?|tutorials?|docs?|documentation|manual|man|javadoc)(?:[-_. ][^/]*)?/"
    r"|(?:t|xt|__tests__|__mocks__|__snapshots__|man\d)/"
    # Folders and files in camel case: IntegrationTests/, TestFoo.java, FooTest.cs, FooSpec.scala.
    r"|(?-i:(?:[^/]*[a-z0-9])?Tests?(?:[A-Z][^/]*)?(?:[./][^/]*|/.*)$)"
    r"|(?-i:[^/]*(?:Spec|Mock|Example|Sample|Demo)s?\.\w+$)"
    # Files: test_foo.py, foo_test.go, foo.spec.ts, conftest.py, settings.example.yml, env.sample.
    r"|(?:[^/]*[-_.])?(?:tests?|testcases?|mocks?|fixtures?|examples?|samples?|demos?|conftest)(?:[-_.][^/]*)?$"
    r"|(?:[^/]*[-_.])?specs?\.(?:[cm]?[jt]sx?|coffee|rb|php|lua|hs|scala|java|kt)$"
    # Documents.
    r"|[^/]*\.(?:md|mdx|markdown|rst|txt|adoc|asciidoc|pod|texi|texinfo|tex|man|[1-9](?:\.in)?|[1-9]x)$"
    r"|(?:changelog|readme|copying|licen[cs]e)(?:[-_.][^/]*)?$"
    r"|(?:changes|news|history|authors|contributing|install|todo|copyright)(?:\.html?)?$"
    r")", re.IGNORECASE)


def main(program, trees, listing):
    projects = sorted(tree for tree in trees.iterdir() if tree.is_dir())
    if listing and drawn(projects):
        sys.exit("--list is refused: these are projects of ordinary-projects.tsv, on which the detection is measured")
    if listing:
        for project in projects:
            for (file, line), place in sorted(places(program, project).items()):
                print(f"{project.name}/{file}:{line}", place["rule"], place["level"], "aside" if ASIDE.search(file) else "main", sep="\t")
        return
    counts = [Count() for _ in range(3)]
    told = False
    for project in projects:
        for file, size in texts(project):
            counts[0].text += size
            counts[1].text += 0 if ASIDE.search(file) else size
        for (file, _), place in places(program, project).items():
            told |= place["stops"] is not None
            counts[0].add(project, place["level"])
            if not ASIDE.search(file):
                counts[1].add(project, place["level"])
            if place["stops"]:
                counts[2].add(project, place["level"])
    counts[2].text = counts[0].text
    names = ["in all", "outside tests, docs, examples", "would stop a commit"]
    print(f"{len(projects)} projects\n")
    print("| | MB of text | low and up: number, per MB, projects | medium and up | high |\n|---|---|---|---|---|")
    for name, count in zip(names, counts if told else counts[:2]):
        print(f"| {name} | {count.text / 1e6:.1f} | " + " | ".join(map(count.cell, LEVELS)) + " |")


def drawn(projects):
    names = {line.split("\t")[0] for line in DRAWN.read_text().splitlines()}
    return any(project.name in names for project in projects)


class Count:
    """Places by level, and the text in which they were looked for."""

    def __init__(self):
        self.text = 0
        self.projects = {level: [] for level in LEVELS}

    def add(self, project, level):
        for reached in LEVELS[: LEVELS.index(level) + 1]:
            self.projects[reached].append(project)

    def cell(self, level):
        number = len(self.projects[level])
        return f"{number}, {number / (self.text / 1e6 or 1):.3f}, {len(set(self.projects[level]))}"


def texts(project):
    """Path and size of each file of text."""
    for path in project.rglob("*"):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            if b"\0" not in file.read(8000):
                yield str(path.relative_to(project)), path.stat().st_size


def places(program, project):
    """What the program reports: (file, line) -> rule and level of the strongest finding there, and whether any stops (None: not told)."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as report:
        arguments = [".", "--no-gitignore", "--min-confidence", "low", "--format", "jsonl", "--no-progress", "--output", report.name]
        run = subprocess.run([program, "scan", *arguments], cwd=project, capture_output=True, text=True)
        if run.returncode not in (0, 1, 3):
            sys.exit(f"{project.name}: exit code {run.returncode}\n{run.stderr}")
        found = {}
        for line in pathlib.Path(report.name).read_text().splitlines():
            finding = json.loads(line)
            place = found.setdefault((finding["file"], finding["line"]), {"rule": None, "level": "low", "stops": None})
            if place["rule"] is None or LEVELS.index(finding["confidence"]) > LEVELS.index(place["level"]):
                place.update(rule=finding["rule"], level=finding["confidence"])
            if "stops" in finding:
                place["stops"] = bool(place["stops"]) or finding["stops"]
        return found


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["--list"]):
        sys.exit(__doc__)
    main(str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]), sys.argv[3:] == ["--list"])
