#!/usr/bin/env python3
"""The independent human set: passwords as people make them, in our own contexts and in a labelled set instead of its passwords.

usage: human.py make OUT [--dev FOLDER]     writes OUT/contexts and, with --dev (a folder with files/ and labels.jsonl), OUT/dev
       human.py score PROGRAM OUT [--json FILE]     recall and precision at each level, numbers only
       human.py check                       proves what the set promises

The generator shares nothing with the judge's trainer: other words, other contexts, another hand. Equal runs give equal bytes.
"""

import argparse
import collections
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True

import contexts
import devset
import passwords
import scoring
from draws import Draws

SEED = 20180611
LEAST_SHARE = 0.15
LEAST_CONTEXTS = 40


def write(folder, files, rows):
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in files.items():
        target = os.path.join(folder, "files", path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
    with open(os.path.join(folder, "labels.jsonl"), "w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def make(out, dev):
    files, rows = contexts.make(Draws(SEED))
    write(os.path.join(out, "contexts"), files, rows)
    secrets = sum(row["secret"] for row in rows)
    print("contexts: %d files, %d passwords, %d look-alikes" % (len(files), secrets, len(rows) - secrets))
    if dev:
        files, rows = devset.make(Draws(SEED), dev)
        write(os.path.join(out, "dev"), files, rows)
        print("dev: %d files, %d passwords replaced, %d rows" % (len(files), len(scoring.counted(rows)), len(rows)))


def digest(files, rows):
    return hashlib.sha256(json.dumps([files, rows], sort_keys=True).encode("utf-8")).hexdigest()


def thin_kinds(name, secrets):
    kinds = collections.Counter(row["how"] for row in secrets)
    for kind in ("word", "name-year", "walk", "leet", "phrase"):
        if kinds[kind] < LEAST_SHARE * len(secrets):
            yield "%s: %s: %d of %d, below %d %%" % (name, kind, kinds[kind], len(secrets), 100 * LEAST_SHARE)


def faults():
    """Yields a sentence for each requirement that the set does not meet."""
    files, rows = contexts.make(Draws(SEED))
    if digest(files, rows) != digest(*contexts.make(Draws(SEED))):
        yield "two runs differ"
    if len({row["source"] for row in rows}) < LEAST_CONTEXTS:
        yield "fewer than %d contexts" % LEAST_CONTEXTS
    secrets = [row for row in rows if row["secret"]]
    yield from thin_kinds("contexts", secrets)
    languages = collections.Counter(row["language"] for row in secrets)
    if len(languages) != 8 or min(languages.values()) < len(secrets) / 16:
        yield "languages: %s" % dict(languages)
    for language, sections in passwords.LISTS.items():
        if len(set(sections["words"])) < 150:
            yield "%s: fewer than 150 words" % language
    for row in rows:
        lines = files[row["file"]].split("\n")
        if lines[row["line"] - 1][row["col"]:row["endcol"]] != row.get("value", row.get("lookalike")):
            yield "%s:%d: the labelled text does not stand there" % (row["file"], row["line"])
    both = {row["source"] for row in secrets} & {row["source"] for row in rows if not row["secret"]}
    if len(both) < LEAST_CONTEXTS:
        yield "only %d contexts hold passwords and look-alikes" % len(both)
    for path, text in files.items():
        if re.search(r"\{\{(P|pw|user|host)(:[a-z0-9]+)?\}\}", text):
            yield "%s: a slot was not filled" % path
    yield from dev_faults(files, rows)


def dev_faults(files, rows):
    """Tests the replacement of the second set with a set like the first one, but with other draws."""
    with tempfile.TemporaryDirectory() as folder:
        given = [{k: v for k, v in row.items() if k not in ("how", "language", "lookalike")} for row in rows]
        write(folder, files, given)
        new_files, new_rows = devset.make(Draws(SEED + 1), folder)
    replaced = [row for row in new_rows if "how" in row]
    ours = sum(devset.is_ours(row) for row in given)
    if len(replaced) < 0.95 * ours:
        yield "dev: only %d of %d values were replaced" % (len(replaced), ours)
    yield from thin_kinds("dev", replaced)
    for row in new_rows:
        if "value" in row:
            line = new_files[row["file"]].decode("utf-8").split("\n")[row["line"] - 1]
            if line[row["col"]:row["endcol"]] != row["value"]:
                yield "dev: %s:%d: the labelled text does not stand there" % (row["file"], row["line"])
    for path, content in new_files.items():
        if content.count(b"\n") != files[path].encode("utf-8").count(b"\n"):
            yield "dev: %s: the number of lines changed" % path


def check():
    found = list(faults())
    for fault in found[:20]:
        print(fault)
    print("%d faults" % len(found))
    return 1 if found else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("out")
    making.add_argument("--dev")
    scored = commands.add_parser("score")
    scored.add_argument("program")
    scored.add_argument("out")
    scored.add_argument("--json")
    commands.add_parser("check")
    arguments = parser.parse_args()
    if arguments.command == "check":
        return check()
    if arguments.command == "make":
        make(arguments.out, arguments.dev)
        return 0
    result = scoring.run(os.path.abspath(arguments.program), arguments.out)
    scoring.show(result)
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(result, file, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
