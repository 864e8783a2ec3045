"""Attacks through the kind of a file: a link, a pipe, a device, a folder or an endless file in the place of a file that is read."""
import glob
import os

ANY = (0, 1, 2, 3, 4, 5)
USUAL = (("scan", "."), ("scan", "--history"), ("scan", "--staged"), ("hook", "pre-commit"))

# Files of the folder that is scanned: the commands that read them, besides the usual ones.
WORKTREE = {
    ".secretsentry.toml": [("config",)],
    ".secretsentry-ignore": [("baseline", "prune", "--dry-run")],
    ".gitleaks.toml": [("migrate", "--dry-run")],
    ".gitleaksignore": [("migrate", "--dry-run")],
    ".secrets.baseline": [("migrate", "--dry-run")],
    ".gitignore": [],
    ".gitattributes": [],
    ".gitmodules": [],
    ".git": [],
    "source.txt": [],
    ".pre-commit-config.yaml": [("doctor",)],
    "lefthook.yml": [("doctor",), ("install",)],
    ".husky/pre-commit": [("doctor",), ("install",)],
}
GIT = (
    "HEAD", "config", "index", "packed-refs", "refs/heads/main", "refs/heads/more", "refs/stash", "logs/HEAD", "logs/refs/heads/main",
    "info/exclude", "info/attributes", "info/grafts", "info/sparse-checkout", "objects/info/alternates", "objects/info/commit-graph",
    "shallow", "commondir", "MERGE_HEAD", "ORIG_HEAD", "config.worktree", "COMMIT_EDITMSG", "secretsentry/purged.json", "reftable/tables.list",
    "worktrees/other/HEAD", "worktrees/other/gitdir", "worktrees/other/index", "modules/sub/HEAD", "hooks/pre-commit", "notes.txt")
OBJECTS = ("loose object", "pack", "idx", "rev", "multi-pack-index", "bitmap", "clean cache", "state cache")


def link_to_pipe(scene, name):
    pipe = os.path.join(scene.folder, "pipe")
    scene.fifo(pipe)
    scene.link(name, pipe)


FORMS = {
    "a link to a device": lambda scene, name: scene.link(name, "/dev/zero"),
    "a link to a file outside": lambda scene, name: scene.link(name, scene.outside),
    "a pipe": lambda scene, name: scene.fifo(name),
    "a link to a pipe": link_to_pipe,
    "a link to itself": lambda scene, name: scene.link(name, os.path.basename(name)),
    "a folder": lambda scene, name: os.makedirs(os.path.join(scene.remove(name), "inner")),
    # what is content is read to its end, which costs its bytes; git files are refused
    "gigabytes of zeros": lambda scene, name: scene.sparse(name, (8 if name.startswith(".git/") or os.path.isabs(name) else 3) << 30),
}


def list_attacks():
    """(name, function) of each attack."""
    for form, place in FORMS.items():
        for name, more in WORKTREE.items():
            yield f"{name} is {form}", lambda scene, name=name, place=place, more=more: attack(scene, name, place, more)
        for name in GIT:
            yield f".git/{name} is {form}", lambda scene, name=name, place=place: attack(scene, f".git/{name}", place, [("doctor",)])
        for kind in OBJECTS:
            yield f"the {kind} is {form}", lambda scene, kind=kind, place=place: attack_objects(scene, kind, place)


def attack(scene, name, place, more):
    place(scene, name)
    for arguments in USUAL:
        scene.run(*arguments)
    for arguments in more:
        scene.run(*arguments, expect=ANY)


def attack_objects(scene, kind, place):
    if kind == "loose object":
        blob = scene.git("rev-parse", "HEAD:settings.env")
        pattern = os.path.join(".git/objects", blob[:2], blob[2:])
    elif kind.endswith("cache"):
        scene.run("scan", "--history")
        pattern = {"clean cache": "**/*clean*", "state cache": "**/*state*"}[kind]
    else:
        scene.git("repack", "-adq", "--write-bitmap-index")
        scene.git("multi-pack-index", "write")
        pattern = f".git/objects/pack/{'multi-pack-index' if kind == 'multi-pack-index' else '*.' + kind}"
    roots = (scene.top, scene.home) if kind.endswith("cache") else (scene.top,)
    files = [file for root in roots for file in glob.glob(os.path.join(root, pattern), recursive=True, include_hidden=True)
             if os.path.isfile(file)]
    for file in files:
        place(scene, file)
    if files or kind in ("rev", "bitmap"):
        for arguments in USUAL:
            scene.run(*arguments)
    else:
        scene.failures.append(f"there is no file of the kind {kind}")
