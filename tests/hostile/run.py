"""Attacks the program with repositories and files that somebody wrote to harm it.

Usage: run.py PROGRAM [--topic NAME] [--only TEXT] [--part K/N] [--jobs N] [--seed N] [--list]
Each run of the program has 20 seconds and 400 MB. A dirty repository is never clean (exit code 0), there is no stack trace, no program is
left running, and no secret and no text of a file outside is in the output or in a file that was written.
Exit code: 0 when every attack fails, 1 when one succeeds. open.txt lists attacks that are known to succeed; they are left out without --open.
"""
import argparse
import concurrent.futures
import fnmatch
import os
import sys

import caches
import contents
import files
import verdicts
from scene import Scene

TOPICS = {"files": files, "contents": contents, "caches": caches, "verdicts": verdicts}


def read_open():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "open.txt")) as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def is_open(name, known):
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in known)


def run_attack(program, name, function, seed):
    scene = Scene(program, f"{seed} {name}")
    try:
        function(scene)
        return scene
    finally:
        scene.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--only", default="", help="attacks whose name contains this")
    parser.add_argument("--topic", action="append", choices=sorted(TOPICS), help="attacks of this kind; several may be given")
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--open", action="store_true", help="only the attacks of open.txt")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    part, parts = (int(number) for number in options.part.split("/"))
    known = read_open()
    attacks = [each for topic in options.topic or TOPICS for each in TOPICS[topic].list_attacks()
               if options.only in each[0] and is_open(each[0], known) == options.open][part::parts]
    if options.list:
        print("\n".join(name for name, _ in attacks))
        return
    succeeded = runs = peak = 0
    slowest = 0.0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        jobs = [(name, pool.submit(run_attack, options.program, name, function, options.seed)) for name, function in attacks]
        for name, job in jobs:
            scene = job.result()
            succeeded += bool(scene.failures)
            runs, peak, slowest = runs + scene.runs, max(peak, scene.peak), max(slowest, scene.seconds)
            for failure in scene.failures:
                print(f"{name}: {failure}", flush=True)
    print(f"{len(attacks)} attacks, {runs} runs, {succeeded} succeeded; at most {peak >> 20} MB and {slowest:.1f} s")
    sys.exit(1 if succeeded else 0)


if __name__ == "__main__":
    main()
