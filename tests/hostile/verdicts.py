"""Attacks that want a secret to be called clean, to be printed, or a file outside to be changed."""
import hashlib
import os
import signal
import struct
import subprocess
import time
import zlib

from files import ANY
from scene import is_left

FORMATS = ("text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "csv", "html", "markdown", "msbuild")
FOUND = (1, 3)


def list_attacks():
    for name, function in sorted(globals().items()):
        if name.startswith("attack_"):
            yield name[len("attack_"):].replace("_", " "), function


def key_line(scene):
    return f"AWS_SECRET_ACCESS_KEY={scene.secret(40)}\n"


def require_found(scene, name, *arguments):
    """The file must be in the report, or the report must say that something was not scanned."""
    code, output = scene.run(*arguments, expect=FOUND)
    if code == 1 and name.encode() not in output:
        scene.failures.append(f"{' '.join(arguments)}: does not report {name}")


def require_unchanged(scene, before, path, what):
    with open(path, "rb") as file:
        if file.read() != before:
            scene.failures.append(f"{what}: {path} was changed")


def attack_encodings_that_hide_a_file(scene):
    """A byte-order mark before ASCII text, and text whose encoding changes."""
    ascii_lines, wide = "a line of text\n" * 60, ("a line of text\n" * 60).encode("utf-16-le")
    for number, head in enumerate((b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff", wide, b"\xff\xfe" + wide, wide + b"x")):
        scene.write(f"mixed{number}.env", head + key_line(scene).encode())
    token = "AKIA" + "".join(scene.chance.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(16))
    scene.forbidden.append(token.encode())
    for number, encoding in enumerate(("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")):
        scene.write(f"later{number}.ps1", ascii_lines.encode() + f"id = {token}\n".encode(encoding))
        scene.write(f"large{number}.ps1", (ascii_lines * 200).encode() + f"id = {token}\n".encode(encoding))
    names = [f"mixed{number}.env" for number in (0, 1)] + [f"{name}{number}.ps1" for name in ("later", "large") for number in range(4)]
    for arguments in (("scan", "."), ("scan", "--staged"), ("scan", "--history")):
        scene.git("add", ".")
        if arguments[-1] == "--history":
            scene.git("commit", "-qm", "encodings")
        for name in names:
            require_found(scene, name, *arguments)


def attack_secret_that_stands_in_names(scene):
    """The bytes of a found password, where nothing says that they are a password."""
    password = scene.secret(16)
    scene.write(f"logs/{password}.txt", "nothing\n")
    scene.write("db.env", f"password = \"{password}\"\nDB_PASSWORD={password}\n")
    scene.write(f"more/x{password}y.env", f"DB_PASSWORD={password}\n")
    scene.git("add", ".")
    for form in FORMATS:
        scene.run("scan", ".", "--format", form)
        scene.run("scan", "--staged", "--format", form)
    scene.run("hook", "pre-commit")
    scene.git("-c", f"user.name=A {password}", "commit", "-qm", f"say {password} twice")
    scene.git("branch", f"b-{password}")
    for form in FORMATS:
        scene.run("scan", "--history", "--format", form)
    scene.run("scan", "--range", "HEAD~1..HEAD")
    scene.forbidden.remove(password.encode())  # git's own files name it; ours are checked here
    scene.run("baseline", "add", "--history", expect=ANY)
    with open(scene.path(".secretsentry-ignore"), "rb") as file:
        if password.encode() in file.read():
            scene.failures.append("baseline add: the password is in .secretsentry-ignore")


def attack_rules_that_mask_our_sentences(scene):
    scene.write(".secretsentry.toml", "[extend]\nuseDefault = false\n[[rules]]\nid = \"x\"\npath = '''^$'''\n"
                "regex = '''the repository's .{20,}'''\n")
    _, output = scene.run("scan", ".", expect=ANY)
    if b"useDefault" not in output:
        scene.failures.append(f"the notice does not say that the rules are off: {output[-300:]}")


def attack_reports_through_links(scene):
    """A link in the place of a report, at the end or on the way, in a repository and in a folder that is none."""
    folder = os.path.join(scene.folder, "folder")
    os.makedirs(folder)
    for top in (scene.top, folder):
        with open(os.path.join(top, "keys.env"), "w") as file:
            file.write(key_line(scene))
        inner = os.path.join(scene.top, ".git", "hooks", "post-commit")
        for target in (scene.outside, inner, "missing"):
            link = os.path.join(top, "report.txt")
            if os.path.lexists(link):
                os.remove(link)
            os.symlink(target, link)
            before = open(scene.outside, "rb").read()
            for arguments in (("--output", "report.txt"), ("--report", "json=report.txt"), ("--output", link)):
                scene.run("scan", ".", *arguments, cwd=top, expect=(2,))
            require_unchanged(scene, before, scene.outside, "a report")
            if os.path.exists(inner) or os.path.exists(os.path.join(top, "missing")):
                scene.failures.append("a report was written through a link")
        os.symlink(scene.folder, os.path.join(top, "out"))
        scene.run("scan", ".", "--output", "out/outside.txt", cwd=top, expect=(2,))
        os.remove(os.path.join(top, "report.txt"))
        os.mkfifo(os.path.join(top, "report.txt"))
        scene.run("scan", ".", "--output", "report.txt", cwd=top, expect=(2,))
    for command in (("baseline", "add"), ("baseline", "prune"), ("baseline", "migrate"), ("baseline", "create")):
        scene.link(".secretsentry-ignore", scene.outside)
        before = open(scene.outside, "rb").read()
        scene.run(*command, expect=(2, 3))
        require_unchanged(scene, before, scene.outside, " ".join(command))


def attack_installation_through_links(scene):
    """husky's scripts, lefthook's local file, and a record of hooks that was copied from another repository."""
    other = os.path.join(scene.folder, "other")
    scene.git("init", "-q", other, cwd=scene.folder)
    os.makedirs(os.path.join(other, ".husky"))
    script = os.path.join(other, ".husky", "pre-commit")
    with open(script, "w") as file:
        file.write("echo mine\n")
    scene.git("config", "core.hooksPath", os.path.join(other, ".husky"))
    scene.run("install", "--hook", "pre-commit", expect=ANY)
    require_unchanged(scene, b"echo mine\n", script, "install")
    os.makedirs(scene.path(".husky/_"))
    scene.link(".husky/pre-commit", scene.outside)
    scene.git("config", "core.hooksPath", ".husky/_")
    before = open(scene.outside, "rb").read()
    scene.run("install", "--hook", "pre-commit", expect=ANY)
    require_unchanged(scene, before, scene.outside, "install")
    scene.git("config", "--unset", "core.hooksPath")
    scene.write(".git/hooks/pre-commit", "#!/bin/sh\ncall_lefthook run\n")
    scene.link("lefthook-local.yml", scene.outside)
    scene.run("install", "--hook", "pre-commit", expect=ANY)
    scene.run("uninstall", expect=ANY)
    require_unchanged(scene, before, scene.outside, "install")
    scene.run("install", "--hook", "pre-commit", cwd=other, expect=(0,))
    hook = os.path.join(other, ".git", "hooks", "pre-commit")
    content = open(hook, "rb").read()
    scene.write(".git/secretsentry/hooks.json", open(os.path.join(other, ".git", "secretsentry", "hooks.json")).read())
    scene.run("uninstall", expect=ANY)
    if not os.path.exists(hook) or open(hook, "rb").read() != content:
        scene.failures.append("uninstall: removed the hook of another repository")


def attack_folder_that_became_a_link(scene):
    """A tracked file is in a folder that is now a link. What is there is not of the repository."""
    elsewhere = os.path.join(scene.folder, "elsewhere")
    os.makedirs(elsewhere)
    with open(os.path.join(elsewhere, "private.env"), "w") as file:
        file.write(key_line(scene))
    scene.write("d/private.env", "x\n")
    scene.git("add", ".")
    scene.git("commit", "-qm", "d")
    scene.link("d", elsewhere)
    for form in ("text", "json"):
        _, output = scene.run("scan", ".", "--format", form)
        if b"private.env" in output:
            scene.failures.append("scan: read a file outside through a linked folder")


def attack_case_that_is_ignored(scene):
    scene.write("SRC/a.env", "x\n")
    scene.write("upper.env", "x\n")
    scene.git("add", ".")
    scene.git("commit", "-qm", "case")
    scene.remove("SRC")
    scene.remove("upper.env")
    scene.write("src/a.env", key_line(scene))
    scene.write("UPPER.env", key_line(scene))
    scene.git("config", "core.ignoreCase", "true")
    require_found(scene, "src/a.env", "scan", ".")
    require_found(scene, "UPPER.env", "scan", ".")


def pack_of(objects):
    """A pack of blobs, and its index. The ids are what the caller says."""
    content, entries = b"PACK" + struct.pack(">II", 2, len(objects)), []
    for oid, blob in objects:
        offset, size, head = len(content), len(blob), b""
        first, size = (3 << 4) | (size & 15), size >> 4
        while size:
            head, first, size = head + bytes([first | 0x80]), size & 0x7F, size >> 7
        entry = head + bytes([first]) + zlib.compress(blob)
        entries.append((oid, offset, zlib.crc32(entry)))
        content += entry
    content += hashlib.sha1(content).digest()
    entries.sort()
    index = b"\xfftOc" + struct.pack(">I", 2)
    index += b"".join(struct.pack(">I", sum(int(entry[0][:2], 16) <= byte for entry in entries)) for byte in range(256))
    index += b"".join(bytes.fromhex(entry[0]) for entry in entries) + b"".join(struct.pack(">I", entry[2]) for entry in entries)
    index += b"".join(struct.pack(">I", entry[1]) for entry in entries) + content[-20:]
    return content, index + hashlib.sha1(index).digest()


def plant(scene, top, oid):
    """Puts an innocent content under an id into a further pack."""
    filler = os.urandom(4000)
    pack, index = pack_of([(oid, b"nothing here\n" * 4),
                           (hashlib.sha1(b"blob %d\0" % len(filler) + filler).hexdigest(), filler)])
    for name in ("pack-" + "0" * 40, "pack-" + "f" * 40):  # before and after the genuine one
        path = os.path.join(top, ".git", "objects", "pack", name)
        for ending, content in ((".pack", pack), (".idx", index)):
            with open(path + ending, "wb") as file:
                file.write(content)
            os.utime(path + ending, (1, 1))


def attack_forged_copy_in_another_pack(scene):
    scene.write("forged.env", key_line(scene))
    scene.git("add", ".")
    scene.git("commit", "-qm", "forged")
    oid = scene.git("rev-parse", "HEAD:forged.env")
    scene.git("repack", "-adq")
    plant(scene, scene.top, oid)
    require_found(scene, "forged.env", "scan", "--history")


def attack_forged_loose_object(scene):
    """git reads the genuine one in the pack."""
    scene.write("loose.env", key_line(scene))
    scene.git("add", ".")
    scene.git("commit", "-qm", "loose")
    scene.git("repack", "-adq")
    oid = scene.git("rev-parse", "HEAD:loose.env")
    scene.write(f".git/objects/{oid[:2]}/{oid[2:]}", zlib.compress(b"blob 8\0nothing\n"))
    require_found(scene, "loose.env", "scan", "--range", "HEAD~1..HEAD")
    require_found(scene, "loose.env", "scan", "--history")


def attack_head_that_is_not_the_one_of_git(scene):
    """Another commit under the id of HEAD, and two lines for one name. What is staged must be compared with the HEAD of git."""
    scene.git("commit", "-qm", "later")
    scene.git("repack", "-adq")
    head = scene.git("rev-parse", "HEAD")
    scene.write("staged.env", key_line(scene))
    scene.git("add", "staged.env")
    forged = scene.git("commit-tree", "-m", "p", "-p", head, scene.git("write-tree"))
    with open(scene.path(f".git/objects/{forged[:2]}/{forged[2:]}"), "rb") as file:
        scene.write(f".git/objects/{head[:2]}/{head[2:]}", file.read())
    for arguments in (("hook", "pre-commit"), ("scan", "--staged")):
        require_found(scene, "staged.env", *arguments)
    os.chmod(scene.path(f".git/objects/{head[:2]}/{head[2:]}"), 0o644)
    scene.remove(f".git/objects/{head[:2]}/{head[2:]}")
    scene.remove(".git/refs/heads/main")
    for first, second in ((forged, head), (head, forged)):
        scene.write(".git/packed-refs", f"# pack-refs with: peeled fully-peeled sorted \n{first} refs/heads/main\n{second} refs/heads/main\n")
        if scene.git("diff", "--cached", "--name-only") == "staged.env":
            require_found(scene, "staged.env", "hook", "pre-commit")


def attack_submodule_behind_a_link(scene):
    inner = os.path.join(scene.folder, "inner")
    scene.git("init", "-q", inner, cwd=scene.folder)
    with open(os.path.join(inner, "inner.env"), "w") as file:
        file.write(key_line(scene))
    scene.git("add", ".", cwd=inner)
    scene.git("commit", "-qm", "inner", cwd=inner)
    scene.git("rm", "-q", "inner.env", cwd=inner)
    scene.git("commit", "-qm", "gone", cwd=inner)
    scene.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "sub")
    os.makedirs(scene.path("hidden"))
    os.rename(scene.path(".git/modules/sub"), scene.path("hidden/sub"))
    os.symlink("../../hidden/sub", scene.path(".git/modules/sub"))
    code, output = scene.run("scan", "--history", expect=FOUND)
    if b"inner.env" not in output and b".git/modules/sub" not in output:
        scene.failures.append("scan --history: says nothing of a submodule behind a link")


def attack_forged_blob_in_another_repository(scene):
    """Several repositories share what was found clean. The forged content of one must not make the other clean."""
    good = os.path.join(scene.folder, "good")
    scene.git("clone", "-q", scene.top, good, cwd=scene.folder)
    oid = scene.git("rev-parse", "HEAD:settings.env")
    evil = os.path.join(scene.folder, "evil")
    scene.git("init", "-q", evil, cwd=scene.folder)
    plant(scene, evil, oid)
    scene.git("update-index", "--add", "--cacheinfo", f"100644,{oid},settings.env", cwd=evil)
    scene.git("commit", "-qm", "x", cwd=evil)
    listed = os.path.join(scene.folder, "list")
    with open(listed, "w") as file:
        file.write(f"{evil}\n{good}\n")
    require_found(scene, "settings.env", "scan", "--history", "--repos-from", listed)


def attack_tag_that_names_a_blob(scene):
    blob = scene.store(key_line(scene).encode())
    scene.git("tag", "-a", "-m", "a blob", "blob-tag", blob)
    for arguments in (("scan", "--history", "--reachable"), ("scan", "--history", "--refs", "refs/tags/*")):
        require_found(scene, blob[:12], *arguments)
    folder = scene.git("mktree", text=f"100644 blob {blob}\tkeys.env\n".encode())
    scene.git("update-ref", "-d", "refs/tags/blob-tag")
    scene.git("tag", "tree-tag", folder)
    require_found(scene, "keys.env", "scan", "--history", "--reachable")


def attack_tag_with_the_name_of_a_branch(scene):
    scene.git("update-ref", "refs/remotes/origin/main", "HEAD")
    scene.write("range.env", key_line(scene))
    scene.git("add", ".")
    scene.git("commit", "-qm", "range")
    scene.git("update-ref", "refs/tags/origin/main", "HEAD")
    scene.git("config", "core.warnAmbiguousRefs", "false")
    scene.run("scan", "--range", "origin/main..HEAD", expect=(1, 2, 3))


def attack_parents_that_are_none(scene):
    """A line "parent" after the author is no parent for git. A graft and a commit-graph name other parents."""
    head, scene_tree = scene.git("rev-parse", "HEAD"), None
    scene.write("parent.env", key_line(scene))
    scene.git("add", ".")
    scene_tree = scene.git("write-tree")
    hidden = scene.git("commit-tree", "-m", "p", scene_tree)
    forged = scene.store((f"tree {scene_tree}\nparent {head}\nauthor A <a@example.org> 1700000000 +0000\n"
                          f"committer A <a@example.org> 1700000000 +0000\nparent {hidden}\n\ntwo\n").encode(), "commit")
    scene.git("update-ref", "refs/heads/main", forged)
    require_found(scene, "parent.env", "scan", "--range", f"{head}..{forged}")
    scene.write(".git/info/grafts", f"{forged} {hidden}\n")
    require_found(scene, "parent.env", "scan", "--range", f"{head}..{forged}")


def attack_purge_runs_no_filter(scene):
    scene.git("commit", "-qm", "later")
    scene.git("config", "filter.evil.clean", f"touch {scene.folder}/ran; cat")
    scene.write(".git/info/attributes", "src/app.py filter=evil\n")
    os.utime(scene.path("src/app.py"), (1, 1))
    report = os.path.join(scene.folder, "report.json")
    scene.run("scan", "--history", "--output", report)
    scene.forbidden.clear()  # a plan names the secrets; only its owner can read it
    scene.run("purge", "plan", "--from-report", report, "--out", os.path.join(scene.folder, "plan"), expect=ANY)
    if os.path.exists(os.path.join(scene.folder, "ran")):
        scene.failures.append("purge plan: a filter of the repository ran")


def attack_output_that_cannot_be_written(scene):
    for arguments in (("scan", "."), ("scan", "x\0y"[:1]), ("doctor",), ("hook", "pre-commit")):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([scene.program, *arguments], cwd=scene.top, env=scene.environment, stdin=subprocess.DEVNULL, stdout=full,
                                  stderr=full, timeout=60)
        if done.returncode not in (1, 2, 3):
            scene.failures.append(f"{' '.join(arguments)} > /dev/full: exit code {done.returncode}")


def attack_words_of_files_in_messages(scene):
    scene.write("report.json", f"{{\"schemaVersion\": 1, \"findings\": [{{\"{scene.secret(24)}\": {scene.secret(24)} }}]}}")
    scene.run("report", "merge", "report.json", expect=(2, 3))
    scene.write("report.jsonl", f"{{\"rule\": \"x\", \"{scene.secret(24)}")
    scene.run("report", "merge", "report.jsonl", expect=(2, 3))
    scene.write(".secrets.baseline", f"{{\"results\": {{\"a\": [{scene.secret(24)}]}}}}")
    scene.run("migrate", "--dry-run", expect=ANY)
    scene.write(".talismanrc", f"a: [{scene.secret(24)}\n  b: *{scene.secret(24)}\n")
    scene.run("migrate", "--dry-run", expect=ANY)


def attack_pipes_that_git_opens(scene):
    """Files that are found only through a configuration, or deep in the work tree. git would wait forever."""
    os.mkfifo(scene.path("pipe"))
    scene.git("config", "include.path", "../pipe")
    for arguments in (("scan", "."), ("scan", "--staged"), ("scan", "--history"), ("hook", "pre-commit")):
        scene.run(*arguments, expect=ANY)
    scene.write(".git/config", "[core]\n repositoryformatversion = 0\n bare = false\n")
    scene.git("config", "core.excludesFile", scene.path("pipe"))
    scene.run("scan", ".", expect=ANY)
    scene.git("config", "--unset", "core.excludesFile")
    scene.write("deep/er/file.env", key_line(scene))
    scene.fifo("deep/er/.gitignore")
    scene.run("scan", ".", expect=ANY)
    scene.remove("deep/er/.gitignore")
    scene.fifo(".mailmap")
    scene.run("scan", "--range", "HEAD~0..HEAD", expect=ANY)
    scene.run("scan", "--since-commit", "HEAD", expect=ANY)
    os.makedirs(scene.path(".git/objects/info/commit-graphs"))
    scene.fifo(".git/objects/info/commit-graphs/commit-graph-chain")
    scene.run("scan", "--range", "HEAD~0..HEAD", expect=ANY)


def attack_signal_while_git_waits(scene):
    """The program ends at once, and no git stays behind."""
    os.mkfifo(scene.path("pipe"))
    scene.git("config", "include.path", "../pipe")
    for number in (signal.SIGTERM, signal.SIGINT):
        process = subprocess.Popen([scene.program, "scan", "."], cwd=scene.top, env=scene.environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(0.7)
        process.send_signal(number)
        try:
            if process.wait(10) != 130:
                scene.failures.append(f"signal {number}: exit code {process.returncode}")
        except subprocess.TimeoutExpired:
            scene.failures.append(f"signal {number}: does not end")
            process.kill()
        if is_left(process.pid):
            scene.failures.append(f"signal {number}: git is still running")
            os.killpg(process.pid, signal.SIGKILL)
