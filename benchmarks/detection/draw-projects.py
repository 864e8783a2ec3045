#!/usr/bin/env python3
"""Draws the ordinary projects on which false alarms are counted: draw-projects.py TREES >ordinary-projects.tsv

The list is a fixed random order of Debian's source packages, cut off at 400 MB of text; nobody chooses. It was drawn once, before
the detection was tuned, and stays: draw again only for a new list. `src/SecretSentry.Training/fetch-ordinary-code.sh` fetches a list
that exists.

What is drawn:
  1. every source package of Debian 12 (main) whose source tarballs have 0.3 to 30 MB together, except
  2. packages that search for secrets themselves or ship labelled secrets (SCANNERS), by name;
  3. in the order of SHA-256 of "SEED:name";
  4. the first of this order, until the text of those taken sums to 400 MB. On the way a package is left out only when
     a. the archive does not hand out its files (a mirror that is incomplete);
     b. a file or folder in it bears the name of a labelled set of secrets (LABELLED), or
     c. it is data: over 60 MB of text, of which less than a tenth stands in files with the ending of a programming language.
What is left out on the way is told on standard error with its reason.
"""
import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile

SEED = "secretsentry-ordinary-projects-1"
SMALLEST, LARGEST = 300_000, 30_000_000
TEXT_WANTED = 400_000_000
DATA_LIMIT, DATA_SHARE = 60_000_000, 0.1
SCANNERS = re.compile(
    r"(^|[-_.])(gitleaks|betterleaks|truffle-?hog|detect-?secrets|secretlint|git-?secrets|noseyparker|kingfisher|ripsecrets|talisman"
    r"|whispers|shhgit|gitrob|bandit|gosec|semgrep|brakeman|graudit|credsweeper|secretsentry)([-_.]|$)")
LABELLED = re.compile(r"^(cred-?data|secret-?bench|leaky-?repo)([-_.]|$)", re.IGNORECASE)
CODE = frozenset(
    ".ada .adb .ads .asm .bas .c .cc .clj .cpp .cs .cxx .d .dart .el .erl .ex .f .f90 .fs .go .groovy .h .hh .hpp .hs .hxx .java .jl"
    " .js .jsx .kt .lisp .lua .m .m4 .ml .mli .mm .pas .php .pl .pm .py .pyx .r .rb .rs .s .scala .scm .sh .sql .swift .tcl .ts .tsx"
    " .v .vala .vb .vhd .vue".split())
SOURCES = """Types: deb-src
URIs: http://deb.debian.org/debian
Suites: bookworm
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""


def main(trees):
    trees.mkdir(parents=True, exist_ok=True)
    total = 0
    with tempfile.TemporaryDirectory() as scratch:
        apt = Apt(pathlib.Path(scratch))
        print("package", "version", "text-bytes", "sha256", sep="\t")
        for package in sorted(filter(wanted, apt.packages()), key=lambda p: hashlib.sha256(f"{SEED}:{p['name']}".encode()).digest()):
            tree = trees / package["name"]
            text, reason = judge(tree) if apt.unpack(package, tree) else (0, "not in the archive")
            if reason:
                print(f"left out: {package['name']}: {reason}", file=sys.stderr)
                subprocess.run(["rm", "-rf", tree], check=True)
                continue
            print(package["name"], package["version"], text, ",".join(package["sums"]), sep="\t", flush=True)
            total += text
            if total >= TEXT_WANTED:
                return


def wanted(package):
    return SMALLEST <= package["size"] <= LARGEST and not SCANNERS.search(package["name"])


def judge(tree):
    """The bytes of text in a tree, and why it is left out (None: it is taken)."""
    total = code = 0
    for path in tree.rglob("*"):
        if LABELLED.match(path.name):
            return 0, f"holds {path.name}"
        size = text_size(path)
        total += size
        code += size if path.suffix.lower() in CODE else 0
    if total > DATA_LIMIT and code < DATA_SHARE * total:
        return total, f"data: {total} bytes of text, {code} of them code"
    return total, None


def text_size(path):
    """The size of a file of text; 0 for what is no file or, as git judges it, binary: a NUL within the first 8,000 bytes."""
    if path.is_symlink() or not path.is_file():
        return 0
    with path.open("rb") as file:
        return 0 if b"\0" in file.read(8000) else path.stat().st_size


class Apt:
    """Debian's source packages through apt, with lists of its own: what is set up on this machine stays as it is."""

    def __init__(self, scratch):
        self.scratch = scratch
        for folder in ("lists/partial", "cache/archives/partial", "downloads"):
            (scratch / folder).mkdir(parents=True)
        scratch.chmod(0o755)  # apt fetches as a user of its own
        (scratch / "debian.sources").write_text(SOURCES)
        self.options = [
            "-qq", "-o", f"Dir::Etc::sourcelist={scratch}/debian.sources", "-o", "Dir::Etc::sourceparts=/dev/null",
            "-o", f"Dir::State::lists={scratch}/lists", "-o", f"Dir::Cache={scratch}/cache", "-o", "APT::Sandbox::User=root"]
        self.get("update").check_returncode()

    def get(self, *arguments):
        return subprocess.run(
            ["apt-get", *self.options, *arguments], cwd=self.scratch / "downloads", stdout=sys.stderr, stderr=subprocess.PIPE, text=True)

    def packages(self):
        """Name, version, and size and sums of the source tarballs, of every source package."""
        index, = (self.scratch / "lists").glob("*_source_Sources*")
        text = subprocess.run(["/usr/lib/apt/apt-helper", "cat-file", index], check=True, capture_output=True, text=True).stdout
        stanzas = (stanza for stanza in text.split("\n\n") if stanza and "\nExtra-Source-Only: yes" not in stanza)
        return {p["name"]: p for p in map(package_of, stanzas)}.values()

    def unpack(self, package, tree):
        """Downloads and unpacks a package without Debian's patches: those would leave a second copy of every file they change.
        False where the archive does not hand out the files."""
        downloads = self.scratch / "downloads"
        for file in downloads.iterdir():
            file.unlink()
        answer = self.get("source", "--download-only", "--only-source", f"{package['name']}={package['version']}")
        if answer.returncode != 0 and " 404 " in answer.stderr:
            return False
        answer.check_returncode()
        description, = downloads.glob("*.dsc")
        unpack = ["dpkg-source", "--no-check", "--no-copy", "--skip-patches", "-x", description, tree]
        subprocess.run(unpack, check=True, capture_output=True)
        return True


def package_of(stanza):
    files = re.search(r"^Checksums-Sha256:\n((?: .*\n?)+)", stanza, re.MULTILINE)[1].splitlines()
    tarballs = [line.split() for line in files if re.search(r"(?<!\.debian)\.tar\.\w+$", line)]
    return {
        "name": re.search(r"^Package: (.*)", stanza, re.MULTILINE)[1], "version": re.search(r"^Version: (.*)", stanza, re.MULTILINE)[1],
        "size": sum(int(size) for _, size, _ in tarballs), "sums": [sum for sum, _, _ in tarballs]}


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
