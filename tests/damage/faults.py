"""Makes one call to the file system fail at a time, and checks what the program says and what it leaves behind.

Usage: faults.py PROGRAM [--most N] [--seed SEED] [--scenes SCENE,SCENE] [--calls CALL,CALL] [--minutes N] [--resume] [--folder FOLDER]
Exit code: 0 when every answer is right, 1 when one is not, 2 when the run itself failed, 4 when the time was up (--resume continues).
"""
import collections
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import time

from options import create_parser, parse as parse_options
from scenes import SCENES, TRACES

HERE = os.path.dirname(os.path.abspath(__file__))
PATIENCE = 60  # seconds; a command takes at most seconds, so this is a hang
NEVER = 10**9
SHOWN = 20     # wrong answers that are printed for each scene; the record holds all

# Which calls fail how. ENOENT: the file vanished. short: half of the bytes, which is right by POSIX and has to change nothing.
FAULTS = [("open", "EIO"), ("open", "EACCES"), ("open", "ENOENT"), ("read", "EIO"), ("read", "short"), ("stat", "EIO"), ("stat", "EACCES"),
          ("stat", "ENOENT"), ("fstat", "EIO"), ("mmap", "EIO"), ("list", "EIO"), ("list", "EACCES"), ("list", "ENOENT"),
          ("readlink", "EIO"), ("create", "ENOSPC"), ("create", "EACCES"), ("write", "ENOSPC"), ("write", "EIO"), ("write", "short"),
          ("rename", "EIO"), ("unlink", "EIO"), ("mkdir", "ENOSPC"), ("link", "ENOSPC"), ("chmod", "EIO"), ("fsync", "EIO"),
          ("truncate", "ENOSPC")]


class Shim:
    """The library that makes a call fail, and the file in which it counts."""

    def __init__(self, folder, program):
        self.library, self.counter, self.program = os.path.join(folder, "faults.so"), os.path.join(folder, "counter"), program
        compiled = subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-w", "-o", self.library, os.path.join(HERE, "faults.c"), "-ldl"],
                                  check=False)
        if compiled.returncode:
            sys.exit("faults: gcc failed")

    def environment(self, folders, call, kind, number):
        with open(self.counter, "wb") as file:
            file.write(bytes(16))
        return {"LD_PRELOAD": self.library, "FAULT_PROGRAM": os.path.basename(self.program), "FAULT_CALL": call, "FAULT_KIND": kind,
                "FAULT_NUMBER": str(number), "FAULT_FOLDER": ":".join(folders), "FAULT_COUNT": self.counter}

    def read(self):
        with open(self.counter, "rb") as file:
            return struct.unpack("qq", file.read(16))


def run(scene, shim, call, kind, number):
    """Returns the number of calls, whether one failed, the answer, and what is wrong with it or None."""
    scene.reset()
    environment = {**scene.environment, **shim.environment(scene.folders, call, kind, number)}
    try:
        done = subprocess.run(scene.command, cwd=scene.path, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=PATIENCE, env=environment)
    except subprocess.TimeoutExpired:
        return 0, True, "hang", "it does not end"
    calls, failed = shim.read()
    output = done.stdout.decode(errors="replace")
    trace = next((word for word in TRACES if word in output), None)
    problem = f"'{trace}' in its words" if trace else scene.judge(done.returncode, output, kind)
    if problem:
        problem += f" | {' '.join(line for line in output.splitlines()[:2] if line)[:200]}"
    return calls, failed > 0, str(done.returncode), problem


def run_scene(scene, shim, options, state, deadline):
    record = state.setdefault(scene.name, {"done": [], "runs": 0, "answers": {}, "failures": []})
    scene.prepare(options.program)
    for call, kind in FAULTS:
        if f"{call} {kind}" in record["done"] or (call, kind) in scene.open_faults or (options.calls and call not in options.calls.split(",")):
            continue
        calls, _, answer, problem = run(scene, shim, call, kind, NEVER)
        if problem:
            sys.exit(f"faults: {scene.name} is wrong without a fault: {answer}: {problem}")
        numbers = list(range(1, calls + 1))
        most = -(-options.most // scene.share)
        if most and calls > most:
            numbers = sorted(random.Random(f"{options.seed} {scene.name} {call} {kind}").sample(numbers, most))
        answers = collections.Counter(record["answers"])
        for number in numbers:
            if time.monotonic() > deadline:
                return False
            _, failed, answer, problem = run(scene, shim, call, kind, number)
            answers[answer] += failed
            record["runs"] += failed
            if problem and failed:
                record["failures"].append(f"{scene.name}: {call} {kind} number {number} of {calls}: exit code {answer}: {problem}")
                if len(record["failures"]) <= SHOWN:
                    print(record["failures"][-1], flush=True)
        record["answers"] = dict(answers)
        record["done"].append(f"{call} {kind}")
        save(options, state)
    return True


def save(options, state):
    if options.folder:
        path = os.path.join(options.folder, "faults.json")
        with open(path + ".new", "w") as file:
            json.dump(state, file, indent=1)
        os.replace(path + ".new", path)


def parse():
    parser = create_parser(__doc__)
    parser.add_argument("--most", type=int, default=0, help="most calls of a group that fail in a scene; 0: all")
    parser.add_argument("--scenes", default="")
    parser.add_argument("--calls", default="")
    return parse_options(parser)


def main():
    options = parse()
    path = os.path.join(options.folder or "", "faults.json")
    state = json.load(open(path)) if options.resume and os.path.exists(path) else {}
    deadline, is_done = time.monotonic() + 60 * options.minutes, True
    with tempfile.TemporaryDirectory(prefix="secretsentry-faults-") as folder:
        shim = Shim(folder, options.program)
        part, parts = (int(number) for number in options.part.split("/"))
        for create in SCENES[part::parts]:
            scene = create(folder)
            if options.scenes and scene.name not in options.scenes.split(","):
                continue
            is_done = run_scene(scene, shim, options, state, deadline) and is_done
            record = state[scene.name]
            answers = ", ".join(f"{answer}: {count}" for answer, count in sorted(record["answers"].items()))
            print(f"{scene.name}: {record['runs']} faults; exit codes {answers}; {len(record['failures'])} wrong", flush=True)
    wrong = sum(len(record["failures"]) for record in state.values())
    print(f"{len(state)} scenes, {sum(record['runs'] for record in state.values())} faults, {wrong} wrong answers")
    sys.exit(1 if wrong else 0 if is_done else 4)


if __name__ == "__main__":
    main()
