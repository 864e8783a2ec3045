"""A folder in which one attack takes place: a repository with a secret, a file outside of it, and the program under limits."""
import os
import random
import shutil
import signal
import stat
import string
import subprocess
import tempfile
import threading
import time

SECONDS = int(os.environ.get("SECRETSENTRY_SECONDS", "20"))  # for each run of the program; more on a busy machine
RESIDENT = 400 << 20  # bytes, the program and the programs that it starts, each
WINDOW = 12           # so many bytes of a secret in a row must not be in any output
TRACES = (b"   at SecretSentry", b"   at System.", b"Unhandled exception", b"a bug in secretsentry", b"core dumped", b"Aborted",
          b"Segmentation fault")
LETTERS = string.ascii_letters + string.digits


class Scene:
    """A repository `top` with one committed secret and another one that is staged; a file `outside` that nothing may print."""

    def __init__(self, program, seed):
        self.program, self.chance = program, random.Random(seed)
        self.folder = tempfile.mkdtemp(prefix="secretsentry-hostile-")
        self.home, self.top = os.path.join(self.folder, "home"), os.path.join(self.folder, "repository")
        self.outside = os.path.join(self.folder, "outside.txt")
        self.failures, self.peak, self.seconds, self.runs = [], 0, 0.0, 0
        self.forbidden = []
        os.makedirs(self.home)
        self.environment = {"PATH": os.environ["PATH"], "HOME": self.home, "LANG": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
                            "GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": "1700000000 +0000"}
        self.write(os.path.join(self.home, ".gitconfig"), "[user]\n name = A\n email = a@example.org\n[init]\n defaultBranch = main\n")
        self.write(self.outside, f"first line of a private file {self.secret(20)}\naws_secret_access_key = {self.secret(40)}\n"
                                 f"token = \"{self.secret(40)}\"\n")
        self.git("init", "-q", self.top, cwd=self.folder)
        self.write("settings.env", f"password = \"{self.secret(16)}\"\nAWS_SECRET_ACCESS_KEY={self.secret(40)}\n")
        self.write("src/app.py", "print('hello')\n")
        self.git("add", ".")
        self.git("commit", "-qm", "first")
        self.write("later.env", f"AWS_SECRET_ACCESS_KEY={self.secret(40)}\n")
        self.git("add", ".")

    def secret(self, length):
        """A random secret. It must not be in any output."""
        text = "".join(self.chance.choice(LETTERS) for _ in range(length))
        self.forbidden.append(text.encode())
        return text

    def path(self, name):
        return os.path.join(self.top, name)

    def write(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.lexists(path):
            os.chmod(path, 0o644, follow_symlinks=False) if not os.path.islink(path) and os.path.isfile(path) else None
        with open(path, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return path

    def remove(self, name):
        path = self.path(name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        elif os.path.lexists(path):
            os.remove(path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def link(self, name, target):
        os.symlink(target, self.remove(name))

    def fifo(self, name):
        os.mkfifo(self.remove(name))

    def sparse(self, name, size):
        """A file of so many zero bytes that takes no place on the disk."""
        with open(self.remove(name), "wb") as file:
            file.truncate(size)

    def git(self, *arguments, cwd=None, text=None, check=True):
        done = subprocess.run(["git", *arguments], cwd=cwd or self.top, env=self.environment, input=text, capture_output=True,
                              check=check, timeout=120)
        return done.stdout.decode(errors="replace").strip()

    def store(self, content, kind="blob"):
        """Writes an object, whatever its content is. Returns its id."""
        return self.git("hash-object", "-w", "--literally", "-t", kind, "--stdin", text=content)

    def run(self, *arguments, expect=(1, 2, 3), cwd=None, stdin=None, environment=None):
        """Runs the program. What is wrong is added to the failures. Returns (exit code, output)."""
        before = snapshot(self.folder)
        started = time.monotonic()
        process = subprocess.Popen([self.program, *arguments], cwd=cwd or self.top, env={**self.environment, **(environment or {})},
                                   stdin=stdin or subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   start_new_session=True)
        code, output, peak, is_hang, left = wait(process)
        self.peak, self.seconds, self.runs = max(self.peak, peak), max(self.seconds, time.monotonic() - started), self.runs + 1
        what = " ".join(argument if len(argument) < 80 else argument[:77] + "..." for argument in arguments)
        first = output.strip().split(b"\n")[0][:160].decode(errors="replace")
        if is_hang:
            self.failures.append(f"{what}: hang")
        elif code not in expect:
            self.failures.append(f"{what}: exit code {code}, expected {sorted(expect)}: {first}")
        if peak > RESIDENT:
            self.failures.append(f"{what}: {peak >> 20} MB resident")
        if left:
            self.failures.append(f"{what}: a program that it started is still running")
        if any(trace in output for trace in TRACES):
            self.failures.append(f"{what}: stack trace: {first}")
        self.search(what, "output", output)
        for path, state in snapshot(self.folder).items():
            if before.get(path) != state and state[2] < 64 << 20:
                with open(path, "rb") as file:
                    self.search(what, os.path.relpath(path, self.folder), file.read())
        return code, output

    def search(self, what, where, content):
        for secret in self.forbidden:
            width = min(WINDOW, len(secret))
            if any(secret[at:at + width] in content for at in range(len(secret) - width + 1)):
                self.failures.append(f"{what}: {len(secret)} bytes that must not be printed are in {where}")
                return

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def snapshot(folder):
    """The regular files below a folder: path -> (inode, time, size)."""
    found = {}
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not os.path.islink(os.path.join(parent, name))]
        for name in files:
            state = os.lstat(os.path.join(parent, name))
            if stat.S_ISREG(state.st_mode):
                found[os.path.join(parent, name)] = (state.st_ino, state.st_mtime_ns, state.st_size)
    return found


def wait(process):
    """Waits at most SECONDS. Returns (exit code, output, peak of the resident bytes, whether it was a hang, whether a child is left)."""
    chunks, readers = [], []
    for pipe in (process.stdout, process.stderr):
        readers.append(threading.Thread(target=lambda pipe=pipe: chunks.append(pipe.read()), daemon=True))
        readers[-1].start()
    deadline, is_hang, peak = time.monotonic() + SECONDS, False, 0
    while True:
        peak = max(peak, read_peak(process.pid))
        done, status = os.waitpid(process.pid, os.WNOHANG)
        if done:
            break
        if time.monotonic() > deadline or peak > 4 * RESIDENT:
            is_hang = time.monotonic() > deadline
            os.killpg(process.pid, signal.SIGKILL)
            _, status = os.waitpid(process.pid, 0)
            break
        time.sleep(0.005)
    process.returncode = os.waitstatus_to_exitcode(status)
    left = is_left(process.pid)
    if left:
        os.killpg(process.pid, signal.SIGKILL)
    for reader in readers:
        reader.join(5)
    return process.returncode, b"".join(chunk for chunk in chunks if chunk), peak, is_hang, left


def is_left(group):
    """Whether a program of the group runs on. One whose pipes are closed needs a moment to end."""
    for _ in range(50):
        if not exists_group(group):
            return False
        time.sleep(0.1)
    return True


def exists_group(group):
    try:
        os.killpg(group, 0)
        return True
    except OSError:
        return False


def read_peak(pid):
    """The most memory that a process or one of those that it started has used so far, in bytes. (The system's own count for a process
    that has ended includes what the one that started it used before.)"""
    peak, open_ids = 0, [pid]
    while open_ids:
        one = open_ids.pop()
        try:
            with open(f"/proc/{one}/status") as file:
                peak = max([peak] + [int(line.split()[1]) << 10 for line in file if line.startswith("VmHWM")])
            with open(f"/proc/{one}/task/{one}/children") as file:
                open_ids += [int(child) for child in file.read().split()]
        except (OSError, IndexError, ValueError):
            continue
    return peak
