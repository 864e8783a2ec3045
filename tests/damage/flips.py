"""Changes one byte of a file of a repository at a time, and checks what the program says about the repository.

Usage: flips.py PROGRAM [--flips N] [--seed SEED] [--kinds KIND,KIND] [--jobs N] [--minutes N] [--resume] [--folder FOLDER]
Exit code: 0 when every answer is right, 1 when one is not, 2 when the run itself failed, 4 when the time was up (--resume continues).
"""
import collections
import concurrent.futures
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zlib

from options import create_parser, parse as parse_options
from repositories import FIXTURES, KINDS, make

PATIENCE = 20  # seconds; a scan takes milliseconds, so this is a hang
SHOWN = 10     # wrong answers that are printed for each kind; the record holds all
CHUNK = 50     # flips between two records of the progress
TRACES = ("   at SecretSentry", "Unhandled", "this is a bug", "a bug in secretsentry", "System.", "core dumped")


class Work:
    """The repositories of one job. Each job has its own, because a flip changes them."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.repositories = {}

    def get(self, fixture, is_dirty):
        key = (fixture, is_dirty)
        if key not in self.repositories:
            path = os.path.join(self.folder, f"{fixture}-{'dirty' if is_dirty else 'clean'}")
            self.repositories[key] = make(path, fixture, is_dirty)
        return self.repositories[key]

    def scan(self, repository, arguments):
        try:
            run = subprocess.run([self.program, "scan", "-C", repository.path, "--no-cache", "--no-progress", *arguments],
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE,
                                 env=repository.environment)
            return run.returncode, run.stdout.decode(errors="replace")
        except subprocess.TimeoutExpired:
            return "hang", ""


def flip(work, kind, seed, number):
    """One flip in the repository with a secret and one in that without. Returns a list of (answer, failure or None)."""
    results = []
    for is_dirty in (True, False):
        repository = work.get(kind.fixture, is_dirty)
        chance = random.Random(f"{seed} {kind.name} {number} {is_dirty}")
        files = repository.find(kind)
        sizes = [os.path.getsize(file) for file in files]
        file = chance.choices(files, sizes)[0]
        offset, mask = chance.randrange(os.path.getsize(file)), chance.randrange(1, 256)
        for arguments in kind.scans(repository):
            code, output = run_flipped(work, repository, file, offset, mask, arguments)
            expected = kind.expect(repository, file, is_dirty, arguments)
            if kind.name.startswith("loose object") and has_same_content(file, offset, mask):
                expected = {1 if is_dirty else 0}  # bits between the data and its checksum mean nothing
            trace = next((word for word in TRACES if word in output), None)
            failure = None
            if code not in expected or trace:
                name = os.path.relpath(file, repository.path)
                first = next((line for line in output.splitlines() if trace is None or trace in line), "")
                failure = (f"{kind.name}: {'with' if is_dirty else 'without'} a secret, {' '.join(arguments)}: {name} offset {offset} "
                           f"xor {mask}, seed {seed} number {number}: exit code {code}, expected {sorted(expected)}: {first[:160]}")
            results.append((f"{'secret' if is_dirty else 'clean'} {code}", failure))
    return results


def has_same_content(file, offset, mask):
    with open(file, "rb") as source:
        old = source.read()
    new = bytearray(old)
    new[offset] ^= mask
    try:
        return zlib.decompress(new) == zlib.decompress(old)
    except zlib.error:
        return False


def run_flipped(work, repository, file, offset, mask, arguments):
    mode, times = os.stat(file).st_mode, os.stat(file)
    os.chmod(file, 0o644)
    with open(file, "r+b") as target:
        target.seek(offset)
        old = target.read(1)
        target.seek(offset)
        target.write(bytes([old[0] ^ mask]))
    try:
        return work.scan(repository, arguments)
    finally:
        with open(file, "r+b") as target:
            target.seek(offset)
            target.write(old)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
        os.chmod(file, mode)


def check_intact(work, kinds):
    """Before anything is flipped, the answers are 1 and 0. Otherwise the test proves nothing."""
    for fixture in sorted({kind.fixture for kind in kinds}):
        for is_dirty in (True, False):
            repository = work.get(fixture, is_dirty)
            for kind in kinds:
                if kind.fixture == fixture:
                    if not repository.find(kind):
                        sys.exit(f"flips: there is no file of the kind {kind.name} in {repository.path}")
                    for arguments in kind.scans(repository):
                        code, output = work.scan(repository, arguments)
                        if code != (1 if is_dirty else 0):
                            print(f"flips: intact {repository.path}, {' '.join(arguments)}: exit code {code}\n{output}", file=sys.stderr)
                            sys.exit(2)


def run_kind(works, kind, options, state, deadline):
    """Runs the flips that are not done yet. Returns whether all are done."""
    wanted = max(1, round(options.flips * kind.share))
    record = state.setdefault(kind.name, {"done": 0, "answers": {}, "failures": []})
    with concurrent.futures.ThreadPoolExecutor(len(works)) as pool:
        while record["done"] < wanted:
            if time.monotonic() > deadline:
                return False
            numbers = range(record["done"], min(record["done"] + CHUNK, wanted))
            shares = [[number for number in numbers if number % len(works) == job] for job in range(len(works))]
            jobs = [pool.submit(lambda work, share: [flip(work, kind, options.seed, number) for number in share], work, share)
                    for work, share in zip(works, shares)]
            answers = collections.Counter(record["answers"])
            for results in (results for job in jobs for results in job.result()):
                for answer, failure in results:
                    answers[answer] += 1
                    if failure:
                        record["failures"].append(failure)
                        if len(record["failures"]) <= SHOWN:
                            print(failure, flush=True)
            record["answers"], record["done"] = dict(answers), numbers[-1] + 1
            save(options, state)
    return True


def save(options, state):
    if options.folder:
        path = os.path.join(options.folder, "flips.json")
        with open(path + ".new", "w") as file:
            json.dump({"flips": options.flips, "seed": options.seed, "kinds": state}, file, indent=1)
        os.replace(path + ".new", path)


def load(options):
    path = os.path.join(options.folder or "", "flips.json")
    if options.resume and os.path.exists(path):
        with open(path) as file:
            saved = json.load(file)
        if saved["seed"] == options.seed:
            return saved["kinds"]
    return {}


def parse():
    parser = create_parser(__doc__)
    parser.add_argument("--flips", type=int, default=2000)
    parser.add_argument("--kinds", default="")
    parser.add_argument("--jobs", type=int, default=1)
    return parse_options(parser)


def main():
    options = parse()
    kinds = [kind for kind in KINDS if kind.is_possible() and (not options.kinds or kind.name in options.kinds.split(","))]
    if not kinds:
        sys.exit("flips: no such kind; there are: " + ", ".join(kind.name for kind in KINDS))
    part, parts = (int(number) for number in options.part.split("/"))
    kinds = kinds[part::parts]
    deadline, state = time.monotonic() + 60 * options.minutes, load(options)
    with tempfile.TemporaryDirectory(prefix="secretsentry-flips-") as folder:
        works = []
        for job in range(options.jobs):
            os.makedirs(os.path.join(folder, str(job)))
            works.append(Work(options.program, os.path.join(folder, str(job))))
            check_intact(works[-1], kinds)
        is_done = True
        for kind in kinds:
            is_done = run_kind(works, kind, options, state, deadline) and is_done
            record = state[kind.name]
            answers = ", ".join(f"{answer}: {count}" for answer, count in sorted(record["answers"].items()))
            print(f"{kind.name}: {record['done']} flips; {answers}; {len(record['failures'])} wrong", flush=True)
    wrong = sum(len(record["failures"]) for record in state.values())
    print(f"{len(kinds)} kinds, {sum(record['done'] for record in state.values())} flips, {wrong} wrong answers")
    sys.exit(1 if wrong else 0 if is_done else 4)


if __name__ == "__main__":
    main()
