"""Checks `secretsentry scan --range` against the definition of an added secret, worked out slowly by git itself.

Usage: oracle.py PROGRAM REPOSITORY [--ranges N] [--skip N] [--longest COMMITS] [--seed N] [--range A..B]

A secret is new in a commit when, at that path or the path that `git diff-tree -M` says it was moved from (an exact copy of a moved file
counts as moved, too), it occurs more often than in each parent, and on a line that `git diff` says was added relative to each parent. Of
equal lines, and of more lines than there are new occurrences, the last ones count. The commits come from `git rev-list`, the files from `git diff-tree`, the contents from `git cat-file`;
the program is only asked what a single content contains (`scan --stdin`). Exit code: 0 when all ranges agree, 1 when one does not.
"""
import argparse
import collections
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile

ZERO = "0" * 40
MORE = re.compile(r" and \d+ more$")
Entry = collections.namedtuple("Entry", "old new status")


def git(repository, *arguments, text=None):
    done = subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True, input=text)
    return done.stdout


def list_commits(repository, limits):
    lines = git(repository, "rev-list", "--parents", "--date-order", "--reverse", *limits).decode().split("\n")
    return [line.split() for line in lines if line]


def read_differences(repository, parent, commit):
    """The files of a commit that differ from those of a parent, by path. Deleted files and submodules are left out."""
    base = parent or git(repository, "hash-object", "-t", "tree", "--stdin", text=b"").decode().strip()
    fields = git(repository, "diff-tree", "-r", "-M", "-l1000", "--raw", "-z", "--no-abbrev", base, commit).split(b"\0")
    found, at = {}, 0
    while at < len(fields) - 1:
        words = fields[at].decode().lstrip(":").split(" ")
        moved = words[4][0] in "RC"
        path = fields[at + 2 if moved else at + 1]
        at += 3 if moved else 2
        if words[4][0] != "D" and words[1] != "160000":
            old = None if words[2] == ZERO or words[0] == "160000" else words[2]
            found[path] = Entry(old, words[3], words[4][0])
    moved = {entry.old for entry in found.values() if entry.status in "RC"}
    return {path: entry._replace(old=entry.new) if entry.old is None and entry.new in moved else entry for path, entry in found.items()}


def list_places(finding):
    """(file, line) of a finding and of the other findings that it stands for: among tests, a secret is reported once."""
    others = [place.rpartition(":") for place in MORE.sub("", finding["details"].get("alsoAt", "")).split(", ") if place]
    return [(finding["file"], finding["line"])] + [(path, int(line)) for path, _, line in others]


class Contents:
    """What the program finds in single contents."""

    def __init__(self, program, repository):
        self.program, self.repository, self.cache = program, repository, {}

    def prepare(self, pairs):
        """Scans many contents in one run, to learn which contain nothing at all."""
        pairs = [pair for pair in pairs if pair not in self.cache]
        with tempfile.TemporaryDirectory() as folder:
            blobs = self.read({blob for blob, _ in pairs})
            for number, (blob, path) in enumerate(pairs):
                file = os.path.join(os.fsencode(folder), str(number).encode(), path)
                os.makedirs(os.path.dirname(file), exist_ok=True)
                with open(file, "wb") as out:
                    out.write(blobs[blob])
            found = self.run(["scan", "-C", folder, "--no-gitignore", "."])
        if any(MORE.search(one["details"].get("alsoAt", "")) for one in found):
            return  # not all files are named
        dirty = {int(file.split("/")[0]) for finding in found for file, _ in list_places(finding)}
        for number, pair in enumerate(pairs):
            if number not in dirty:
                self.cache[pair] = []

    def read(self, ids):
        blobs, process = {}, subprocess.Popen(["git", "-C", self.repository, "cat-file", "--batch"], stdin=subprocess.PIPE,
                                              stdout=subprocess.PIPE)
        for blob in ids:
            process.stdin.write(blob.encode() + b"\n")
            process.stdin.flush()
            size = int(process.stdout.readline().split()[2])
            blobs[blob] = process.stdout.read(size + 1)[:-1]
        process.stdin.close()
        process.wait()
        return blobs

    def find(self, blob, path):
        """The findings in a content under a path: (line, last line, column, rule, secret), in order."""
        if (blob, path) not in self.cache:
            content = git(self.repository, "cat-file", "blob", blob)
            found = self.run(["scan", "--stdin", "--stdin-path", os.fsdecode(path)], content)
            self.cache[blob, path] = sorted((line, line + one["endLine"] - one["line"], one["column"], one["rule"], one["secret"])
                                            for one in found for _, line in list_places(one))
        return self.cache[blob, path]

    def run(self, arguments, text=b""):
        done = subprocess.run([self.program, *arguments, "--min-confidence", "low", "--show-secrets", "--format", "jsonl", "--no-progress"],
                              input=text, capture_output=True)
        if done.returncode not in (0, 1):
            sys.exit(f"{self.program} {arguments} exited with {done.returncode}: {done.stderr.decode()}")
        return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def added_lines(repository, old, new):
    """The lines of a blob that `git diff` shows as added relative to another one."""
    output = git(repository, "diff", "-U0", "--text", "--minimal", "--ignore-cr-at-eol", "--no-ext-diff", "--no-textconv", old, new)
    lines = set()
    for line in output.split(b"\n"):
        if line.startswith(b"@@"):
            start, _, count = line.split(b"+")[1].split(b" ")[0].partition(b",")
            lines.update(range(int(start), int(start) + int(count or 1)))
    return lines


def select_new(repository, contents, blob, path, olds):
    found = contents.find(blob, path)
    olds = {old for old in olds if old}
    if not found or not olds:
        return found
    counts = [collections.Counter(one[4] for one in contents.find(old, path)) for old in olds]
    added = [added_lines(repository, old, blob) for old in olds]
    texts = git(repository, "cat-file", "blob", blob).split(b"\n")
    new = []
    for secret in {one[4] for one in found}:
        same = [one for one in found if one[4] == secret]
        number = len(same) - max(count[secret] for count in counts)
        by_text = collections.defaultdict(list)
        for one in same:
            by_text[b"\n".join(text.rstrip(b"\r") for text in texts[one[0] - 1:one[1]])].append(one)
        candidates = []
        for equal in by_text.values():
            flagged = sum(all(lines & set(range(one[0], one[1] + 1)) for lines in added) for one in equal)
            candidates += equal[len(equal) - flagged:]
        new += sorted(candidates)[-number:] if number > 0 else []
    return new


def find_added(repository, contents, limits):
    """(commit, path, line, rule, secret) of every secret that a commit of the range adds to a file."""
    jobs = []
    for commit, *parents in list_commits(repository, limits):
        differences = [read_differences(repository, parent, commit) for parent in parents or [None]]
        for path, entry in differences[0].items():
            sides = [side.get(path) for side in differences]
            if all(sides):
                jobs.append((commit, path, entry.new, [side.old for side in sides]))
    contents.prepare({(job[2], job[1]) for job in jobs})
    return {(commit, os.fsdecode(path), one[0], one[3], one[4])
            for commit, path, blob, olds in jobs for one in select_new(repository, contents, blob, path, olds)}


def ask_program(program, repository, limits):
    found = Contents(program, repository).run(["scan", "-C", repository, "--range", " ".join(limits), "--all-introductions"])
    return [one for one in found if not one["file"].startswith("(") and one["line"] > 0]


def compare(right, found):
    """What is missing and what is too much. Of a secret that is reported once for several places, the places are compared."""
    seen = {(one["commit"], one["file"], one["line"], one["rule"], one["secret"]) for one in found}
    for one in found:
        if "alsoAt" in one["details"]:
            named = {place for other in found if other["secret"] == one["secret"] for place in list_places(other)}
            places = {(path, line) for _, path, line, _, secret in right if secret == one["secret"]}
            if named == places or (MORE.search(one["details"]["alsoAt"]) and named < places):
                right, seen = [{each for each in side if each[4] != one["secret"]} for side in (right, seen)]
    return right - seen, seen - right


def choose_ranges(repository, number, longest, seed):
    commits, chance = git(repository, "rev-list", "--all").decode().split(), random.Random(seed)
    while number > 0:
        tip = chance.choice(commits)
        older = git(repository, "rev-list", f"--max-count={chance.randint(1, longest) + 1}", tip).decode().split()
        number -= 1
        yield [f"{older[-1]}..{tip}"] if len(older) > 1 else [tip]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("repository")
    parser.add_argument("--ranges", type=int, default=200)
    parser.add_argument("--skip", type=int, default=0, help="leave out so many of these ranges, which an earlier run compared")
    parser.add_argument("--longest", type=int, default=200, help="commits that a range goes back at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--range", action="append", help="this range instead of random ones")
    arguments = parser.parse_args()
    repository, contents = arguments.repository, Contents(arguments.program, arguments.repository)
    ranges = [one.split() for one in arguments.range] if arguments.range else \
        itertools.islice(choose_ranges(repository, arguments.ranges, arguments.longest, arguments.seed), arguments.skip, None)
    agreed = differing = secrets = commits = merges = 0
    for limits in ranges:
        right = find_added(repository, contents, limits)
        missing, extra = compare(right, ask_program(arguments.program, repository, limits))
        listed = list_commits(repository, limits)
        commits, merges = commits + len(listed), merges + sum(len(words) > 2 for words in listed)
        secrets += len(right)
        agreed, differing = agreed + (not missing and not extra), differing + bool(missing or extra)
        for label, ones in (("missing", missing), ("too much", extra)):
            for one in sorted(ones):
                print(f"{' '.join(limits)}: {label}: commit {one[0][:12]} {one[1]}:{one[2]} {one[3]}", flush=True)
        print(f"{agreed + differing} ranges compared, {secrets} secrets added, {differing} differ", file=sys.stderr, flush=True)
    print(f"{agreed + differing} ranges, {commits} commits, {merges} merges, {secrets} secrets added: {agreed} agree, {differing} differ")
    sys.exit(1 if differing else 0)


main()
