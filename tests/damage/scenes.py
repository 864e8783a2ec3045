"""What is done while a disk fails, and what may come out of it."""
import hashlib
import os
import shutil
import subprocess

from repositories import ENVIRONMENT, make, make_token

TRACES = ("   at SecretSentry", "Unhandled", "this is a bug", "a bug in secretsentry", "core dumped")


class Scene:
    """A command in a repository. `reset` makes the repository as it was before the command."""

    share = 1
    open_faults = ()  # known to be wrong

    def __init__(self, folder, name, fixture, is_dirty):
        self.name, self.fixture, self.is_dirty = name, fixture, is_dirty
        self.template = os.path.join(folder, name.replace(" ", "-") + "-template")
        self.path = os.path.join(folder, name.replace(" ", "-"))
        self.environment, self.folders, self.command = ENVIRONMENT, [self.path], []

    def prepare(self, program):
        self.program = program
        self.repository = make(self.path, self.fixture, self.is_dirty)
        self.arrange()
        shutil.copytree(self.path, self.template, symlinks=True)

    def arrange(self):
        pass

    def reset(self):
        shutil.rmtree(self.path, ignore_errors=True)
        shutil.copytree(self.template, self.path, symlinks=True)

    def git(self, *arguments):
        return subprocess.run(["git", "-C", self.path, *arguments], check=False, capture_output=True, text=True, env=ENVIRONMENT)

    def write(self, name, text, mode=0o644):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
        os.chmod(path, mode)


class ScanScene(Scene):
    """A scan. With a secret: the finding, or a gap, or an error; never clean. Nothing below the repository changes."""

    def __init__(self, folder, name, fixture, is_dirty, arguments):
        super().__init__(folder, name, fixture, is_dirty)
        self.arguments = arguments

    def prepare(self, program):
        super().prepare(program)
        self.command = [program, "scan", *self.arguments, "--no-progress", "--threads", "1"]

    def arrange(self):
        if self.is_dirty:
            self.write("conf/new.conf", f"key = {make_token()}\n")
            self.repository.git("add", "conf/new.conf")

    def reset(self):
        if "--no-cache" not in self.arguments and "--history" in self.arguments:
            super().reset()

    def judge(self, code, output, kind):
        expected = ({1} if self.is_dirty else {0}) | (set() if kind == "short" else {2, 3})
        if kind == "ENOENT" and "--history" not in self.arguments:
            expected |= {0}  # a file of the work tree, or the index, that vanished is not there
        if code not in expected:
            return f"expected {sorted(expected)}"
        if code in (2, 3) and not output.strip():
            return "it says nothing"
        return None


class CacheScene(ScanScene):
    """The second scan, without a fault, after a first one with a fault has written its cache."""

    def judge(self, code, output, kind):
        again = subprocess.run(self.command, cwd=self.path, check=False, capture_output=True, text=True, env=ENVIRONMENT)
        if again.returncode != (1 if self.is_dirty else 0):
            return f"a second scan without a fault gives {again.returncode}"
        return super().judge(code, output, kind)


class HookScene(Scene):
    """A commit or a push with a secret. It is refused, whatever fails."""

    def __init__(self, folder, name, is_push):
        super().__init__(folder, name, "loose", False)
        self.is_push = is_push
        self.remote = self.path + "-remote"

    def prepare(self, program):
        super().prepare(program)
        self.command = ["git", "push", "-q", "origin", "main"] if self.is_push else ["git", "commit", "-q", "-m", "add"]

    def arrange(self):
        subprocess.run(["git", "init", "-q", "--bare", self.remote], check=True, env=ENVIRONMENT)
        self.repository.git("reset", "-q", "--hard")
        self.repository.git("remote", "add", "origin", self.remote)
        self.repository.git("push", "-q", "origin", "main")
        self.write("conf/new.conf", f"key = {make_token()}\n")
        self.repository.git("add", "conf/new.conf")
        if self.is_push:
            self.repository.git("commit", "-q", "-m", "add")
        installed = subprocess.run([self.program, "install"], cwd=self.path, check=False, capture_output=True, text=True, env=ENVIRONMENT)
        if installed.returncode:
            raise SystemExit(f"install: {installed.stdout}{installed.stderr}")
        self.before = self.git("rev-parse", "HEAD").stdout
        self.pushed = self.git("ls-remote", "origin").stdout

    def judge(self, code, output, kind):
        if kind == "ENOENT" and code == 0 and not self.is_push:
            return None  # an index that vanished stages nothing
        if code == 0 or self.git("rev-parse", "HEAD").stdout != self.before:
            return "the commit was not refused"
        if self.is_push and self.git("ls-remote", "origin").stdout != self.pushed:
            return "the push was not refused"
        return None if output.strip() else "it says nothing"


class InstallScene(Scene):
    """install and uninstall: afterwards the hooks are those of before or those of after, and the hook of the user still runs."""

    def __init__(self, folder, name, verb):
        super().__init__(folder, name, "loose", False)
        self.verb = verb

    def prepare(self, program):
        super().prepare(program)
        self.before = self.snapshot()
        self.command = [program, self.verb]
        done = subprocess.run(self.command, cwd=self.path, check=False, capture_output=True, text=True, env=ENVIRONMENT)
        if done.returncode:
            raise SystemExit(f"{self.verb}: {done.stdout}{done.stderr}")
        self.after = self.snapshot()

    def arrange(self):
        self.repository.git("reset", "-q", "--hard")
        self.write(".git/hooks/pre-commit", "#!/bin/sh\necho ran >>.git/ran\n", 0o755)
        if self.verb == "uninstall":
            subprocess.run([self.program, "install"], cwd=self.path, check=True, capture_output=True, env=ENVIRONMENT)

    def snapshot(self):
        """Hooks and configuration with their modes, and a digest of everything else."""
        found = {}
        for top, folders, files in os.walk(os.path.join(self.path, ".git")):
            folders[:] = [name for name in folders if name != "secretsentry"]
            for name in files:
                path = os.path.join(top, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, self.path)] = (hashlib.sha256(file.read()).hexdigest(), os.stat(path).st_mode)
        return found

    def judge(self, code, output, kind):
        now = self.snapshot()
        if now not in (self.before, self.after):
            names = sorted(name for name in {*now, *self.before} if now.get(name) != self.before.get(name))
            return f"neither as before nor as after: {', '.join(names)}"
        if code == 0 and now != self.after:
            return "it says that it was done, and it was not"
        if code != 0 and not output.strip():
            return "it says nothing"
        self.git("commit", "-q", "--allow-empty", "-m", "try")
        return None if os.path.exists(os.path.join(self.path, ".git/ran")) else "the hook of the user does not run"


class PurgeScene(Scene):
    """A purge: afterwards all refs are those of before or those of after, git finds no damage, and the files of the user are there."""

    share = 3  # one run takes long, so the short form makes fewer

    def __init__(self, folder, name, verb):
        super().__init__(folder, name, "packed", True)
        self.verb, self.plan = verb, self.path + "-plan"
        self.folders = [self.path, self.plan]

    def prepare(self, program):
        rules = self.path + "-rules"
        os.makedirs(os.path.dirname(rules), exist_ok=True)
        with open(rules, "w") as file:
            file.write(make_token() + "\n")
        self.commands = {"plan": [program, "purge", "plan", "--replace-text", rules, "--out", self.plan, "--no-progress", "--threads", "1"],
                         "apply": [program, "purge", "apply", self.plan, "--in-place", "--yes"]}
        self.command = self.commands[self.verb]
        super().prepare(program)
        if self.verb == "apply":
            shutil.copytree(self.plan, self.template + "-plan")
        self.before = self.refs()
        done = subprocess.run(self.command, cwd=self.path, check=False, capture_output=True, text=True, env=ENVIRONMENT)
        self.done = 1 if self.verb == "plan" else 0  # a plan with secrets ends as a scan does
        if done.returncode != self.done or (self.verb == "apply" and self.refs() == self.before):
            raise SystemExit(f"purge {self.verb}: {done.returncode} {done.stdout}{done.stderr}")
        self.after = self.refs()

    def arrange(self):
        self.repository.git("reset", "-q", "--hard")
        self.write("untracked.txt", "mine\n")
        if self.verb == "apply":
            subprocess.run(self.commands["plan"], cwd=self.path, check=False, capture_output=True, env=ENVIRONMENT)

    def reset(self):
        super().reset()
        shutil.rmtree(self.plan, ignore_errors=True)
        if self.verb == "apply":
            shutil.copytree(self.template + "-plan", self.plan)

    def refs(self):
        return self.git("for-each-ref").stdout + self.git("rev-parse", "HEAD").stdout

    def judge(self, code, output, kind):
        now = self.refs()
        if now not in (self.before, self.after):
            return "the refs are neither those of before nor those of after"
        if code == self.done and now != self.after:
            return "it says that it was done, and it was not"
        if code != self.done and not output.strip():
            return "it says nothing"
        fsck = self.git("fsck", "--full", "--no-dangling")
        if fsck.returncode:
            return f"git fsck: {fsck.stderr[:200]}"
        with open(os.path.join(self.path, "untracked.txt")) as file:
            return None if file.read() == "mine\n" else "a file of the user has changed"


SCENES = [
    lambda folder: ScanScene(folder, "history loose", "loose", True, ["--history", "--no-cache"]),
    lambda folder: ScanScene(folder, "history packed", "packed", True, ["--history", "--no-cache"]),
    lambda folder: ScanScene(folder, "history borrowed", "borrower", True, ["--history", "--no-cache"]),
    lambda folder: ScanScene(folder, "history clean", "packed", False, ["--history", "--no-cache"]),
    lambda folder: CacheScene(folder, "history cache", "loose", True, ["--history"]),
    lambda folder: ScanScene(folder, "files", "loose", True, ["."]),
    lambda folder: ScanScene(folder, "files without git", "loose", True, ["--no-gitignore"]),
    lambda folder: ScanScene(folder, "staged", "loose", True, ["--staged"]),
    lambda folder: ScanScene(folder, "range", "packed", True, ["--range", "first..main"]),
    lambda folder: HookScene(folder, "commit", False),
    lambda folder: HookScene(folder, "push", True),
    lambda folder: InstallScene(folder, "install", "install"),
    lambda folder: InstallScene(folder, "uninstall", "uninstall"),
    lambda folder: PurgeScene(folder, "purge plan", "plan"),
    lambda folder: PurgeScene(folder, "purge apply", "apply"),
]
