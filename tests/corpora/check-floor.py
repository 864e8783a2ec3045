#!/usr/bin/env python3
"""Compares the detection of a program with the recorded floor, for each set and level.

usage: check-floor.py PROGRAM            exit code 1 when a recall or precision is more than half a point below tests/detection-floor.json,
                                         or when ordinary files have more findings than recorded
       check-floor.py PROGRAM --write    puts what the program reaches on record; sets that are not there now keep their record

Measured are the open sets, where the machine has them (../shared/corpora/measure.py beside the repository), and the passwords that
human.py makes in contexts of its own, and the false alarms in ordinary files that the machine has installed (tree_set.py). Numbers only: no line of a set is shown.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

import tree_set

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
FLOOR = os.path.join(TOP, "tests", "detection-floor.json")
MEASURE = os.path.join(os.path.dirname(TOP), "shared", "corpora", "measure.py")
HUMAN = os.path.join(HERE, "human", "human.py")
LEVELS = ("low", "medium", "high")
NUMBERS = ("recall", "precision")
TOLERANCE = 0.5  # points


def run(*command):
    subprocess.run([sys.executable, *command], check=True, stdout=sys.stderr)


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def points(levels):
    """Returns level -> number -> percent, or None instead of a division by zero."""
    return {level: {number: percent(levels[level][number]) for number in NUMBERS} for level in LEVELS}


def percent(share):
    return None if share is None else round(100 * share, 2)


def measured_open_sets(program, scratch):
    if not os.path.exists(MEASURE):
        print(f"The open sets are not measured: {MEASURE} is not there.")
        return {}
    result = os.path.join(scratch, "open.json")
    run(MEASURE, "--program", program, "--work", os.path.join(scratch, "open"), "--json", result)
    return {name: points(levels) for name, levels in read(result).items()}


def measured_human_set(program, scratch):
    result = os.path.join(scratch, "human.json")
    run(HUMAN, "make", os.path.join(scratch, "human"))
    run(HUMAN, "score", program, os.path.join(scratch, "human"), "--json", result)
    return {"human-" + name: points(levels) for name, levels in read(result).items()}


def measured(program):
    with tempfile.TemporaryDirectory() as scratch:
        os.mkdir(os.path.join(scratch, "open"))
        return measured_open_sets(program, scratch) | measured_human_set(program, scratch), tree_set.measured(program, scratch)


def faults(floor, reached):
    """Yields a sentence for each number that fell, and for each set that is not recorded."""
    for name, levels in reached.items():
        if name not in floor:
            yield f"{name}: not on record; check-floor.py PROGRAM --write"
            continue
        for level in LEVELS:
            for number in NUMBERS:
                least, now = floor[name][level][number], levels[level][number]
                # Without findings there is no precision. The recall shows that nothing was found.
                if least is not None and now is not None and now < least - TOLERANCE:
                    yield f"{name}, {level}: {number} {now:.2f} %, on record {least:.2f} %"


def table(floor, reached):
    for name, levels in reached.items():
        cells = []
        for level in LEVELS:
            old = floor.get(name, {}).get(level, {})
            cells.append(f"{level} " + " / ".join(f"{shown(levels[level][number])} ({shown(old.get(number))})" for number in NUMBERS))
        print(f"{name:22} " + "   ".join(cells))


def shown(number):
    return "-" if number is None else f"{number:.1f}"


def write(sets, trees):
    with open(FLOOR, "w", encoding="utf-8", newline="\n") as file:
        json.dump({"sets": sets, "trees": trees}, file, indent=2, sort_keys=True)
        file.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    reached, trees = measured(os.path.abspath(arguments.program))
    record = read(FLOOR) if os.path.exists(FLOOR) else {}
    floor, floor_of_trees = record.get("sets", {}), record.get("trees", {})
    print("recall / precision in %, in brackets what is on record")
    table(floor, reached)
    tree_set.table(floor_of_trees, trees)
    if arguments.write:
        write(floor | reached, floor_of_trees | trees)
        return 0
    found = [*faults(floor, reached), *tree_set.faults(floor_of_trees, trees)]
    for fault in found:
        print(fault)
    print(f"{len(found)} worse than on record")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
