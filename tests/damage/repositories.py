"""The repositories that are damaged, and the kinds of files in them."""
import glob
import os
import random
import subprocess

ENVIRONMENT = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C", "NO_COLOR": "1",
               "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.invalid", "GIT_COMMITTER_NAME": "A",
               "GIT_COMMITTER_EMAIL": "a@example.invalid", "GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": "1700000000 +0000"}
HISTORY = ["--history"]
RANGE = ["--range", "first..main"]


class Repository:
    def __init__(self, path):
        self.path, self.secret, self.environment = path, None, ENVIRONMENT
        self.files = {}

    def git(self, *arguments, text=None):
        run = subprocess.run(["git", "-C", self.path, "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", *arguments], input=text,
                             check=False, capture_output=True, text=True, env=ENVIRONMENT)
        if run.returncode:
            raise SystemExit(f"git {' '.join(arguments)}: {run.stderr}")
        return run.stdout.strip()

    def commit(self, name, text):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
        self.git("add", "--", name)
        self.git("commit", "-q", "-m", f"change {name}")

    def find(self, kind):
        if kind.name not in self.files:
            self.files[kind.name] = sorted(file for pattern in kind.patterns for file in glob.glob(os.path.join(self.path, pattern))
                                           if os.path.isfile(file) and os.path.getsize(file))
        return self.files[kind.name]


class Kind:
    """A kind of file. `has_checksum`: the whole file is under a checksum, so that a flip in it is never right. `holds_objects`: a flip
    can take away the object with the secret. `ranges`: a scan of a range is tried too. `share`: part of the flips, where one takes long."""

    def __init__(self, name, fixture, patterns, has_checksum=False, holds_objects=False, ranges=False,
                 share=1.0):
        self.name, self.fixture, self.patterns = name, fixture, [patterns] if isinstance(patterns, str) else patterns
        self.has_checksum, self.holds_objects, self.ranges, self.share = has_checksum, holds_objects, ranges, share

    def is_possible(self):
        return self.fixture != "tables" or supports_tables()

    def scans(self, _):
        return [HISTORY, RANGE] if self.ranges else [HISTORY]

    def expect(self, repository, file, is_dirty, arguments):
        if arguments is RANGE:
            return {1, 2, 3} if is_dirty else {0, 2, 3}  # 2: git says that it does not know the commits
        if not is_dirty:
            return {3} if self.has_checksum else {0, 3}
        if self.name.startswith("loose object"):
            return {1, 3} if file.endswith(repository.secret[2:]) else {1}
        return {1, 3} if self.holds_objects else {1}


KINDS = [
    Kind("loose object", "loose", ".git/objects/[0-9a-f][0-9a-f]/*", has_checksum=True, holds_objects=True),
    Kind("loose object (sha256)", "loose256", ".git/objects/[0-9a-f][0-9a-f]/*", has_checksum=True, holds_objects=True),
    Kind("ref", "loose", [".git/refs/heads/*", ".git/refs/tags/*", ".git/refs/stash", ".git/refs/notes/*"]),
    Kind("HEAD", "loose", [".git/HEAD", ".git/worktrees/*/HEAD"]),
    Kind("reflog", "loose", [".git/logs/HEAD", ".git/logs/refs/*", ".git/logs/refs/heads/*"]),
    Kind("index", "loose", [".git/index", ".git/worktrees/*/index"], has_checksum=True),
    Kind("index (version 4)", "multi", ".git/index", has_checksum=True),
    Kind("packed-refs", "packed", ".git/packed-refs"),
    Kind("pack", "packed", ".git/objects/pack/*.pack", has_checksum=True, holds_objects=True),
    Kind("pack (sha256)", "packed256", ".git/objects/pack/*.pack", has_checksum=True, holds_objects=True),
    Kind("pack (index of version 1)", "version1", ".git/objects/pack/*.pack", has_checksum=True, holds_objects=True),
    Kind("idx", "packed", ".git/objects/pack/*.idx", has_checksum=True, holds_objects=True),
    Kind("idx (version 1)", "version1", ".git/objects/pack/*.idx", has_checksum=True, holds_objects=True),
    Kind("idx (sha256)", "packed256", ".git/objects/pack/*.idx", has_checksum=True, holds_objects=True),
    Kind("rev", "packed", ".git/objects/pack/*.rev", has_checksum=True),
    Kind("bitmap", "packed", ".git/objects/pack/pack-*.bitmap", has_checksum=True, ranges=True),
    Kind("mtimes", "multi", ".git/objects/pack/*.mtimes", has_checksum=True),
    Kind("commit-graph", "packed", ".git/objects/info/commit-graph", has_checksum=True, ranges=True),
    Kind("commit-graph chain", "multi", [".git/objects/info/commit-graphs/*"], has_checksum=True, ranges=True),
    Kind("multi-pack-index", "multi", ".git/objects/pack/multi-pack-index", has_checksum=True, ranges=True),
    Kind("multi-pack-index bitmap", "multi", ".git/objects/pack/multi-pack-index-*.bitmap", has_checksum=True, ranges=True),
    Kind("loose object (large)", "large", ".git/objects/[0-9a-f][0-9a-f]/*", has_checksum=True, holds_objects=True, share=0.1),
    Kind("pack (large object)", "largepack", ".git/objects/pack/*.pack", has_checksum=True, holds_objects=True, share=0.1),
    Kind("alternates", "borrower", ".git/objects/info/alternates", holds_objects=True),
    Kind("reftable", "tables", [".git/reftable/*.ref", ".git/reftable/tables.list"]),
]


def supports_tables():
    version = subprocess.run(["git", "version"], check=True, capture_output=True, text=True).stdout.split()[2].split(".")
    return (int(version[0]), int(version[1])) >= (2, 45)


def make_token():
    """Made at run time, so that no scanner finds it here."""
    return "AKIA" + "".join(random.Random(20).choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=16))


def make(path, fixture, is_dirty):
    """Makes a repository. With a secret in a blob of main and of nothing else, or without."""
    return FIXTURES[fixture](path, is_dirty)


def start(path, *options):
    repository = Repository(path)
    os.makedirs(path)
    repository.git("init", "-q", "-b", "main", *options)
    return repository


def fill(repository, is_dirty):
    """About 40 objects of all kinds, in the first places of a file and in the last ones, some of them as deltas."""
    for number in range(3):
        repository.commit("src/code.c", "".join(f"line {line} of {number}\n" for line in range(60 + number)))
        if number == 0:
            repository.git("tag", "first")
    text = "".join(f"key{line} = value {line}\n" for line in range(40))
    repository.commit("conf/app.conf", text + (f"key = {make_token()}\n" if is_dirty else "key = none\n"))
    repository.secret = repository.git("rev-parse", "HEAD:conf/app.conf")
    repository.commit("conf/app.conf", text)
    repository.git("tag", "-a", "-m", "release", "v1")
    repository.git("branch", "topic", "HEAD~2")
    repository.git("notes", "add", "-m", "a note", "HEAD~1")
    repository.commit("docs/readme.md", "words\n" * 30)
    return repository


def finish(repository):
    """What is not in the history of a branch: a stash, a worktree, an entry of the index."""
    with open(os.path.join(repository.path, "docs/readme.md"), "a") as file:
        file.write("more\n")
    repository.git("stash", "-q")
    repository.git("worktree", "add", "-q", "--detach", os.path.join(repository.path, ".git", "tree"), "topic")
    with open(os.path.join(repository.path, "new.txt"), "w") as file:
        file.write("new\n")
    repository.git("add", "new.txt")
    return repository


def make_loose(path, is_dirty):
    return finish(fill(start(path), is_dirty))


def make_loose256(path, is_dirty):
    return finish(fill(start(path, "--object-format=sha256"), is_dirty))


def make_packed(path, is_dirty):
    repository = fill(start(path), is_dirty)
    pack(repository)
    return repository


def make_packed256(path, is_dirty):
    repository = fill(start(path, "--object-format=sha256"), is_dirty)
    pack(repository)
    return repository


def pack(repository):
    repository.git("-c", "pack.writeReverseIndex=true", "repack", "-q", "-a", "-d", "--write-bitmap-index")
    repository.git("pack-refs", "--all")
    repository.git("commit-graph", "write", "--reachable", "--changed-paths")


def make_version1(path, is_dirty):
    repository = fill(start(path), is_dirty)
    repository.git("-c", "pack.indexVersion=1", "-c", "repack.writeBitmaps=false", "repack", "-q", "-a", "-d")
    return repository


def make_multi(path, is_dirty):
    """Two packs with a multi-pack-index and its bitmap, a pack of unreachable objects, a commit-graph in two files, an index of version 4."""
    repository = fill(start(path), is_dirty)
    repository.git("hash-object", "-w", "--stdin", text="nobody names this\n")
    repository.git("repack", "-q", "-a", "-d", "--cruft", "--cruft-expiration=never")
    repository.git("commit-graph", "write", "--reachable", "--split=no-merge")
    repository.commit("src/more.c", "more\n" * 20)
    repository.git("repack", "-q", "-d")
    repository.git("commit-graph", "write", "--reachable", "--split=no-merge")
    repository.git("multi-pack-index", "write", "--bitmap")
    repository.git("update-index", "--index-version", "4")
    return repository


def make_borrower(path, is_dirty):
    owner = fill(start(path + "-owner"), is_dirty)
    repository = start(path)
    with open(os.path.join(path, ".git/objects/info/alternates"), "w") as file:
        file.write(os.path.join(owner.path, ".git/objects") + "\n")
    repository.git("update-ref", "refs/heads/main", owner.git("rev-parse", "main"))
    repository.secret = owner.secret
    return repository


def make_large(path, is_dirty):
    """The object is longer than what is held in memory, and its compressed file is short."""
    repository = start(path)
    lines = "".join(f"line {number}\n" for number in range(1000))
    repository.commit("large.txt", lines * 3800 + (f"key = {make_token()}\n" if is_dirty else "key = none\n"))
    repository.secret = repository.git("rev-parse", "HEAD:large.txt")
    return repository


def make_largepack(path, is_dirty):
    repository = make_large(path, is_dirty)
    repository.git("repack", "-q", "-a", "-d")
    return repository


def make_tables(path, is_dirty):
    return fill(start(path, "--ref-format=reftable"), is_dirty)


FIXTURES = {name[5:]: value for name, value in list(globals().items()) if name.startswith("make_") and name != "make_token"}
