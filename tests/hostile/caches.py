"""Attacks through caches that somebody planted, damaged, moved or kept. A dirty repository is never clean, and the answer is that of a scan
without a cache.

The strongest forgery is one that the program itself wrote: the caches of a scan with a rule set that finds nothing. They call the blob with
the secret clean, and the whole repository.
"""
import glob
import hashlib
import hmac
import os
import shutil
import socket
import stat
import struct
import tempfile

HISTORY = ("scan", "--history", "--no-progress", "--format", "jsonl")
KEY = ".local/share/secretsentry/cache.key"
CACHE = ".git/secretsentry/cache"
HEAD = 48  # magic, length, and the seal of both
SEAL = 32
NOBODY = 65534
LENIENT = "[extend]\nuseDefault = false\n[[rules]]\nid = \"none\"\nregex = '''zzzz_[0-9]{60}_zzzz'''\n"


class Stage:
    """A dirty repository with its own caches, and a forged file for each of them."""

    def __init__(self, scene):
        self.scene = scene
        self.rules = scene.write(os.path.join(scene.folder, "lenient.toml"), LENIENT)
        _, self.expected = scene.run(*HISTORY, "--no-cache", expect=(1,))
        scene.run(*HISTORY, expect=(1,))
        self.own = self.read()
        self.forged = self.forge(scene.home)
        self.restore()

    def read(self):
        """kind -> (path, content) of the caches."""
        found = {}
        for path in glob.glob(os.path.join(self.scene.path(CACHE), "*")):
            with open(path, "rb") as file:
                found[os.path.basename(path).split("-")[0]] = (path, file.read())
        if set(found) != {"clean", "state"}:
            self.scene.failures.append(f"the caches are {sorted(found)}, expected clean and state")
        return found

    def forge(self, home, program=None):
        """kind -> content that calls everything clean, written by the program with the key of a home."""
        shutil.rmtree(self.scene.path(CACHE))
        own, self.scene.program = self.scene.program, program or self.scene.program
        self.scene.run(*HISTORY, "--config", self.rules, expect=(0,), environment={"HOME": home})
        self.scene.program = own
        return {kind: content for kind, (_, content) in self.read().items()}

    def forge_elsewhere(self):
        """As forge, by an attacker with the same path and another key. Returns the contents and the home of the attacker."""
        home = os.path.join(self.scene.folder, "attacker")
        os.makedirs(home)
        forged = self.forge(home)
        self.restore()
        return forged, home

    def restore(self):
        """Puts the own caches back."""
        shutil.rmtree(self.scene.path(CACHE), ignore_errors=True)
        os.makedirs(self.scene.path(CACHE), mode=0o700)
        self.plant({kind: content for kind, (_, content) in self.own.items()})

    def plant(self, contents):
        for kind, content in contents.items():
            path = self.own[kind][0]
            self.scene.remove(path)
            with open(path, "wb") as file:
                file.write(content)
            os.chmod(path, 0o600)

    def change(self, edit, contents=None):
        """Plants each cache after a change of its content."""
        self.plant({kind: edit(content) for kind, content in (contents or self.forged).items()})

    def each(self, function):
        for path, _ in self.own.values():
            function(path)

    def check(self, environment=None):
        """Scans twice, because the first scan may replace a cache."""
        for _ in range(2):
            _, output = self.scene.run(*HISTORY, expect=(1,), environment=environment)
            if output != self.expected:
                self.scene.failures.append("the answer differs from the one without a cache")


def list_attacks():
    """(name, function) of each attack."""
    for name, function in sorted(globals().items()):
        if name.startswith("attack_"):
            yield "cache: " + name[len("attack_"):].replace("_", " "), lambda scene, function=function: function(scene, Stage(scene))
    for name, edit in CONTENTS.items():
        yield f"cache: {name}", lambda scene, edit=edit: change_content(Stage(scene), edit)
    for name, place in FORMS.items():
        yield f"cache: the file is {name}", lambda scene, place=place: change_form(Stage(scene), place)
    for name, place in KEYS.items():
        yield f"cache: the key is {name}", lambda scene, place=place: change_key(Stage(scene), place)


def change_content(stage, edit):
    """Both the own and the forged file are changed, because an attack may succeed with either."""
    for contents in ({kind: content for kind, (_, content) in stage.own.items()}, stage.forged):
        stage.change(edit, contents)
        stage.check()


def change_form(stage, place):
    stage.plant(stage.forged)
    stage.each(lambda path: place(stage, path))
    stage.check()


def change_key(stage, place):
    forged, home = stage.forge_elsewhere()
    place(stage, os.path.join(stage.scene.home, KEY), os.path.join(home, KEY))
    stage.plant(forged)
    stage.check()


def flip(at):
    """A change of one bit, at a part of the file from 0 to 1, or at an offset."""
    def edit(content):
        index = int(at * (len(content) - 1)) if isinstance(at, float) else at
        return content[:index] + bytes([content[index] ^ 1 << index % 8]) + content[index + 1:]
    return edit


def seal(key, body, magic=b"SSCACHE1"):
    """The form of a cache, with any key."""
    head = magic + struct.pack("<q", len(body))
    head += hmac.digest(key, head, "sha256")
    return head + body + hmac.digest(key, head + body, "sha256")


def body(content):
    return content[HEAD:-SEAL]


def relabel(size):
    """The length says something else, and is sealed as anybody could."""
    def edit(content):
        head = content[:8] + struct.pack("<q", size)
        return head + hmac.digest(b"", head, "sha256") + content[HEAD:]
    return edit


CONTENTS = {
    "empty": lambda content: b"",
    "one byte": lambda content: content[:1],
    "only the magic bytes": lambda content: content[:8],
    "only magic bytes and length": lambda content: content[:16],
    "only the head without its last byte": lambda content: content[:HEAD - 1],
    "only the head": lambda content: content[:HEAD],
    "half of the file": lambda content: content[:len(content) // 2],
    "without the seal": lambda content: content[:-SEAL],
    "without the last byte": lambda content: content[:-1],
    "a byte more": lambda content: content + b"\0",
    "the file twice": lambda content: content * 2,
    "zeros of the same length": lambda content: bytes(len(content)),
    "ones of the same length": lambda content: b"\xff" * len(content),
    "random bytes of the same length": lambda content: os.urandom(len(content)),
    "a bit of the magic bytes is flipped": flip(3),
    "a bit of the length is flipped": flip(8),
    "a high bit of the length is flipped": flip(14),
    "a bit of the seal of the head is flipped": flip(20),
    "the first bit of the content is flipped": flip(HEAD),
    "a bit early in the content is flipped": flip(0.4),
    "a bit in the middle is flipped": flip(0.5),
    "a bit late in the content is flipped": flip(0.7),
    "the first byte of the seal is changed": flip(-SEAL),
    "the last byte of the seal is changed": flip(-1),
    "the length is 0": relabel(0),
    "the length is negative": relabel(-1),
    "the length is the highest number": relabel((1 << 63) - 1),
    "the length is 1 GB": relabel(1 << 30),
    "the length is one less": lambda content: relabel(len(content) - HEAD - SEAL - 1)(content),
    "sealed with an empty key": lambda content: seal(b"", body(content)),
    "sealed with a key of zeros": lambda content: seal(bytes(32), body(content)),
    "sealed with the hash of nothing": lambda content: seal(hashlib.sha256().digest(), body(content)),
    "sealed with its own magic bytes": lambda content: seal(content[:8], body(content)),
    "sealed with its own seal": lambda content: seal(content[-SEAL:], body(content)),
    "a hash in the place of the seal": lambda content: content[:-SEAL] + hashlib.sha256(content[:-SEAL]).digest(),
    "the form of version 0.1.0": lambda content: body(content) + hashlib.sha256(body(content)).digest(),
    "the form of version 0.1.0 with a seal": lambda content: body(content) + hmac.digest(b"", body(content), "sha256"),
    "the content alone": body,
}


def hold_socket(stage, path):
    """The name of a socket must be short when it is made."""
    stage.scene.remove(path)
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.join(folder, "s"))
        os.rename(os.path.join(folder, "s"), path)


def link_hard(stage, path):
    other = os.path.join(stage.scene.folder, "linked" + os.path.basename(path)[:5])
    shutil.move(path, other)
    os.link(other, path)


def give_away(path):
    """Gives a file to another user. Only root can; everybody else takes one of root."""
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)
    else:
        os.remove(path)
        os.symlink("/etc/hostname", path)


def link_aside(stage, path):
    other = os.path.join(stage.scene.folder, "aside" + os.path.basename(path)[:5])
    shutil.move(path, other)
    os.symlink(other, path)


FORMS = {
    "a link to a forged file": link_aside,
    "a hard link to a forged file": link_hard,
    "a link to a file outside": lambda stage, path: stage.scene.link(path, stage.scene.outside),
    "a link to a device without an end": lambda stage, path: stage.scene.link(path, "/dev/zero"),
    "a link to itself in a circle": lambda stage, path: stage.scene.link(path, os.path.basename(path)),
    "a pipe that nobody writes to": lambda stage, path: stage.scene.fifo(path),
    "a folder with a file": lambda stage, path: os.makedirs(os.path.join(stage.scene.remove(path), "inner")),
    "a socket": hold_socket,
    "1 GB of zeros": lambda stage, path: stage.scene.sparse(path, 1 << 30),
    "one that all may write": lambda stage, path: os.chmod(path, 0o666),
    "one that the group may write": lambda stage, path: os.chmod(path, 0o620),
    "one that nobody may read": lambda stage, path: os.chmod(path, 0),
    "one of another user": lambda stage, path: give_away(path),
}


def copy_key(stage, own, other):
    shutil.copyfile(other, own)


def copy_key_open(stage, own, other):
    shutil.copyfile(other, own)
    os.chmod(own, 0o644)


def write_key(content):
    def place(stage, own, other):
        with open(own, "wb") as file:
            file.write(content)
    return place


def make_pipe(stage, own, other):
    os.remove(own)
    os.mkfifo(own, 0o600)


def link_key(stage, own, other):
    os.remove(own)
    os.symlink(other, own)


def link_key_folder(stage, own, other):
    shutil.rmtree(os.path.dirname(own))
    os.symlink(os.path.dirname(other), os.path.dirname(own))


def give_key_away(stage, own, other):
    shutil.copyfile(other, own)
    give_away(own)


def give_folder_away(stage, own, other):
    shutil.copyfile(other, own)
    if os.geteuid() == 0:
        os.chown(os.path.dirname(own), NOBODY, NOBODY)


def make_folder(stage, own, other):
    os.remove(own)
    os.mkdir(own)


KEYS = {
    "that of the attacker": copy_key,
    "that of the attacker, and all may read it": copy_key_open,
    "a link to that of the attacker": link_key,
    "in a folder that is a link to that of the attacker": link_key_folder,
    "that of the attacker, and belongs to another user": give_key_away,
    "in a folder of another user": give_folder_away,
    "gone": lambda stage, own, other: os.remove(own),
    "empty": write_key(b""),
    "zeros": write_key(bytes(32)),
    "too short": write_key(bytes(31)),
    "too long": write_key(bytes(33)),
    "a pipe": make_pipe,
    "a folder": make_folder,
    "a link to a device": lambda stage, own, other: (os.remove(own), os.symlink("/dev/zero", own)),
}


def attack_of_another_rule_set(scene, stage):
    stage.plant(stage.forged)
    stage.check()


def attack_of_another_kind(scene, stage):
    for contents in ({kind: content for kind, (_, content) in stage.own.items()}, stage.forged):
        stage.plant({"clean": contents["state"], "state": contents["clean"]})
        stage.check()


def attack_of_another_user_with_the_same_path(scene, stage):
    forged, _ = stage.forge_elsewhere()
    stage.plant(forged)
    stage.check()


def attack_of_another_version_of_the_program(scene, stage):
    """The same program with another time. Its own folder may be needed."""
    folder = os.path.join(scene.folder, "program")
    shutil.copytree(os.path.dirname(os.path.realpath(scene.program)), folder)
    other = os.path.join(folder, os.path.basename(os.path.realpath(scene.program)))
    os.utime(other, (1, 1))
    forged = stage.forge(scene.home, other)
    stage.restore()
    stage.plant(forged)
    stage.check()


def attack_of_another_repository(scene, stage):
    """A copy elsewhere, which the user scanned with other rules. Then its .git with its caches replaces the own one."""
    other = os.path.join(scene.folder, "copy")
    shutil.copytree(scene.top, other, symlinks=True)
    scene.run(*HISTORY, "--config", stage.rules, expect=(0,), cwd=other)
    for path in glob.glob(os.path.join(other, CACHE, "*")):
        kind = os.path.basename(path).split("-")[0]
        with open(path, "rb") as file:
            stage.plant({kind: file.read()})
    stage.check()


def attack_copied_repository(scene, stage):
    """A .git with forged caches is copied to another path, as in a downloaded folder."""
    forged, _ = stage.forge_elsewhere()
    stage.plant(forged)
    other = os.path.join(scene.folder, "copy")
    shutil.copytree(scene.top, other, symlinks=True)
    for _ in range(2):
        scene.run(*HISTORY, expect=(1,), cwd=other)


def attack_entry_of_another_blob(scene, stage):
    """The key of the dirty blob takes the place of that of a clean one."""
    own, forged = stage.own["clean"][1], stage.forged["clean"]
    ids = {content[at:at + 20] for content in (own, forged) for at in range(HEAD + 8, len(content) - SEAL, 20)}
    for dirty in ids - {own[at:at + 20] for at in range(HEAD + 8, len(own) - SEAL, 20)}:
        stage.restore()
        stage.plant({"clean": own[:HEAD + 8] + dirty + own[HEAD + 28:], "state": b""})
        stage.check()
    if not ids:
        scene.failures.append("there is no entry to move")


def attack_head_of_the_own_file_before_a_forged_content(scene, stage):
    for kind in ("clean", "state"):
        own, forged = stage.own[kind][1], stage.forged[kind]
        for content in (own[:HEAD] + forged[HEAD:], forged[:HEAD] + own[HEAD:], own[:HEAD] + body(forged) + own[-SEAL:],
                        own[:-SEAL] + forged[-SEAL:]):
            stage.plant({kind: content})
            stage.check()


def attack_replay_after_a_new_commit(scene, stage):
    """The caches from before the commit say nothing about the new blob."""
    scene.write("new.env", f"AWS_SECRET_ACCESS_KEY={scene.secret(40)}\n")
    scene.git("add", ".")
    scene.git("commit", "-qm", "second")
    _, stage.expected = scene.run(*HISTORY, "--no-cache", expect=(1,))
    if b"new.env" not in stage.expected:
        scene.failures.append("the new secret is not found at all")
    for _ in range(2):
        stage.restore()
        stage.check()


def attack_replay_after_a_repack(scene, stage):
    scene.git("repack", "-adq")
    scene.git("pack-refs", "--all")
    stage.restore()
    stage.check()


def attack_replay_of_the_time_before_the_secret(scene, stage):
    """A clean repository, whose caches are kept. Then a secret is committed, and all times are set back."""
    top = os.path.join(scene.folder, "later")
    scene.git("init", "-q", top)
    scene.write(os.path.join(top, "a.txt"), "clean\n")
    scene.git("add", ".", cwd=top)
    scene.git("commit", "-qm", "first", cwd=top)
    scene.run(*HISTORY, expect=(0,), cwd=top)
    kept = os.path.join(scene.folder, "kept")
    shutil.copytree(os.path.join(top, CACHE), kept)
    times = {path: os.lstat(path) for path in glob.glob(os.path.join(top, ".git/**"), recursive=True)}
    scene.write(os.path.join(top, "a.txt"), f"AWS_SECRET_ACCESS_KEY={scene.secret(40)}\n")
    scene.git("add", ".", cwd=top)
    scene.git("commit", "-q", "--amend", "-m", "first", cwd=top)
    for path, state in times.items():
        if os.path.exists(path):
            os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    shutil.rmtree(os.path.join(top, CACHE))
    shutil.copytree(kept, os.path.join(top, CACHE))
    for _ in range(2):
        scene.run(*HISTORY, expect=(1,), cwd=top)


def attack_cache_folder_is_a_link(scene, stage):
    stage.plant(stage.forged)
    other = os.path.join(scene.folder, "elsewhere")
    shutil.move(scene.path(CACHE), other)
    os.symlink(other, scene.path(CACHE))
    before = sorted((name, os.lstat(os.path.join(other, name)).st_mtime_ns) for name in os.listdir(other))
    stage.check()
    if before != sorted((name, os.lstat(os.path.join(other, name)).st_mtime_ns) for name in os.listdir(other)):
        scene.failures.append("wrote through a link")


def attack_folder_around_the_cache_is_a_link(scene, stage):
    stage.plant(stage.forged)
    other = os.path.join(scene.folder, "elsewhere")
    shutil.move(os.path.dirname(scene.path(CACHE)), other)
    os.symlink(other, os.path.dirname(scene.path(CACHE)))
    stage.check()


def attack_cache_folder_of_another_user(scene, stage):
    stage.plant(stage.forged)
    if os.geteuid() == 0:
        os.chown(scene.path(CACHE), NOBODY, NOBODY)
    stage.check()


def attack_cache_folder_is_a_file(scene, stage):
    scene.remove(CACHE)
    scene.write(CACHE, "no folder\n")
    stage.check()


def attack_cache_folder_is_a_pipe(scene, stage):
    scene.fifo(CACHE)
    stage.check()


def attack_links_wait_for_the_temporary_file(scene, stage):
    """The names that a file had while it was written in version 0.1.0, for many numbers of processes."""
    for name in ("clean", "state"):
        for number in range(1, 4000):
            os.symlink(scene.outside, f"{stage.own[name][0]}.{os.getpid() + number}")
    with open(scene.outside, "rb") as file:
        before = file.read()
    stage.each(os.remove)
    stage.check()
    with open(scene.outside, "rb") as file:
        if file.read() != before:
            scene.failures.append("wrote through a link to a file outside")


def attack_home_in_the_repository(scene, stage):
    """The repository brings the key and the cache."""
    home = scene.path("home")
    os.makedirs(home)
    os.makedirs(os.path.join(home, os.path.dirname(KEY)), mode=0o700)
    scene.write(os.path.join(home, KEY), os.urandom(32))
    os.chmod(os.path.join(home, KEY), 0o600)
    stage.plant(stage.forge(scene.home))
    stage.check({"HOME": home})
    stage.check({"XDG_DATA_HOME": os.path.join(home, ".local/share")})


def attack_home_is_missing(scene, stage):
    stage.plant(stage.forged)
    for home in ("", "relative", "/nonexistent", "/dev/null", scene.outside, "/proc/self"):
        stage.check({"HOME": home})


def attack_home_is_read_only(scene, stage):
    home = os.path.join(scene.folder, "locked")
    os.makedirs(home, mode=0o500)
    os.chmod(home, 0o500)
    stage.plant(stage.forged)
    stage.check({"HOME": home})
    os.chmod(home, 0o700)


def attack_in_a_job_with_the_cache_of_a_user(scene, stage):
    stage.plant(stage.forged)
    stage.check({"CI": "true"})
    stage.check({"CI": "true", "SECRETSENTRY_CACHE_KEY": ""})


def attack_in_a_job_with_the_key_of_another_job(scene, stage):
    """The attacker's job wrote the cache with its own key."""
    shutil.rmtree(scene.path(CACHE))
    scene.run(*HISTORY, "--config", stage.rules, expect=(0,), environment={"SECRETSENTRY_CACHE_KEY": os.urandom(32).hex()})
    forged = {kind: content for kind, (_, content) in stage.read().items()}
    stage.restore()
    stage.plant(forged)
    stage.check({"CI": "true", "SECRETSENTRY_CACHE_KEY": os.urandom(32).hex()})
    stage.check()


def attack_key_of_a_job_that_is_not_valid(scene, stage):
    for given in ("x", "a" * 64, scene.secret(30), "\n" * 50):
        scene.run(*HISTORY, expect=(2,), environment={"SECRETSENTRY_CACHE_KEY": given})


def attack_many_files_in_the_folder(scene, stage):
    for number in range(2000):
        scene.write(os.path.join(CACHE, f"clean-{number:032x}"), stage.forged["clean"])
    stage.plant(stage.forged)
    stage.check()


def attack_files_that_the_user_has_damaged(scene, stage):
    """Not forged: what is left when the disk is full, and a scan that may not write."""
    stage.change(lambda content: content[:100], {kind: content for kind, (_, content) in stage.own.items()})
    os.chmod(scene.path(CACHE), stat.S_IRUSR | stat.S_IXUSR)
    stage.check()
    os.chmod(scene.path(CACHE), 0o700)
