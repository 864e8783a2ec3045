"""Makes a repository of random commits that add, move and remove made-up AWS key ids, with renames, copies and merges.

Usage: make.py FOLDER SEED COMMITS
"""
import os
import random
import subprocess
import sys

FOLDER, CHANCE, COMMITS = sys.argv[1], random.Random(int(sys.argv[2])), int(sys.argv[3])
KEYS = ["AKIA" + "".join(CHANCE.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(16)) for _ in range(12)]
NAMES = ["a.txt", "b.py", "c/d.txt", "c/e.yml", "t/f.txt"]


def git(*arguments, check=True):
    return subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null", *arguments],
                          cwd=FOLDER, check=check, capture_output=True, text=True)


def write(name, text):
    path = os.path.join(FOLDER, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def read(name):
    path = os.path.join(FOLDER, name)
    return open(path).read() if os.path.exists(path) else "".join(f"line {number}\n" for number in range(15))


def commit(message):
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", message)


def key_line():
    return f"key = {CHANCE.choice(KEYS)}"


def move(number, files):
    old = CHANCE.choice(files)
    new = f"m{number}/{os.path.basename(old)}"
    write(new, read(old) + (key_line() + "\n" if CHANCE.random() < 0.5 else ""))
    if CHANCE.random() < 0.3:
        write(f"copy{number}/{os.path.basename(old)}", read(old))
    os.remove(os.path.join(FOLDER, old))
    commit("move")


def merge(number):
    git("checkout", "-q", "-b", f"side{number}", "HEAD~3")
    name = CHANCE.choice(NAMES)
    write(name, read(name) + f"side {number}\n{key_line()}\n")
    commit("side")
    git("checkout", "-q", "main")
    if git("merge", "-q", "--no-ff", "-m", "merge", f"side{number}", check=False).returncode:
        commit("resolve")


def edit(number, files):
    name = CHANCE.choice(files or NAMES)
    lines = read(name).split("\n")
    for _ in range(CHANCE.randint(1, 3)):
        at, kind = CHANCE.randrange(len(lines)), CHANCE.random()
        if kind < 0.4:
            lines.insert(at, key_line())
        elif kind < 0.6:
            lines.insert(at, CHANCE.choice(lines))
        elif kind < 0.8 and len(lines) > 1:
            lines.pop(at)
        else:
            lines[at] += " #"
    write(name, "\n".join(lines))
    commit(f"edit {number}")


git("init", "-q", "-b", "main", ".")
for number in range(COMMITS):
    files, kind = git("ls-files").stdout.split(), CHANCE.random()
    if kind < 0.15 and files:
        move(number, files)
    elif kind < 0.35 and number > 5:
        merge(number)
    else:
        edit(number, files)
