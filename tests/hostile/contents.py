"""Attacks through what a file holds: configurations, records, objects, trees, packs, names, messages, caches, standard input."""
import binascii
import glob
import hashlib
import os
import struct
import subprocess
import threading
import zlib

from files import ANY, USUAL

USAGE = (2,)
NOT_CLEAN = (1, 2, 3)


def list_attacks():
    """(name, function) of each attack."""
    for name, function in sorted(globals().items()):
        if name.startswith("attack_"):
            yield name[len("attack_"):].replace("_", " "), function
    for name, (file, content) in CONFIGURATIONS.items():
        yield name, lambda scene, file=file, content=content: configuration(scene, file, content)


def run_usual(scene, expect=NOT_CLEAN):
    for arguments in USUAL:
        scene.run(*arguments, expect=expect)


def attack_broken_statements_of_a_dump(scene):
    """Each could be read to the end of the file. What follows them must still be found, or be a gap."""
    for part in ("insert into t (password) values ('", "insert into t values (", "replace into ", "copy t (password) from stdin ",
                 "create table t (password text, insert into t values (1", "insert into t /* ", "insert into a.", "insert into t (a, "):
        scene.write("dump.sql", part * ((4 << 20) // len(part)) + "\n" + f"password = '{scene.secret(24)}'\n")
        scene.run("scan", ".", expect=(1, 3))


# Content of the files that configure the program. Each is an error with exit code 2, or has no effect.
CONFIGURATIONS = {
    "rules is a number": (".secretsentry.toml", lambda scene: "rules = 5\n"),
    "rules is a text": (".secretsentry.toml", lambda scene: f"rules = \"{scene.secret(20)}\"\n"),
    "extend is a number": (".secretsentry.toml", lambda scene: "extend = 3\n"),
    "tables nested 5,000 deep": (".secretsentry.toml", lambda scene: "a" + ".a" * 5000 + " = 1\n"),
    "arrays nested 100,000 deep": (".secretsentry.toml", lambda scene: "a = " + "[" * 100_000 + "]" * 100_000 + "\n"),
    "inline tables nested 50,000 deep": (".secretsentry.toml", lambda scene: "a = " + "{a=" * 50_000 + "1" + "}" * 50_000 + "\n"),
    "a secret where a key is expected": (".secretsentry.toml", lambda scene: f"password = {scene.secret(24)}\n"),
    "a secret as a level": (".secretsentry.toml", lambda scene: f"minConfidence = \"{scene.secret(24)}\"\n"),
    "a secret as a rule's regex": (".secretsentry.toml", lambda scene: f"[[rules]]\nid = \"x\"\nregex = '''({scene.secret(24)}'''\n"),
    "a secret as an unknown rule": (".secretsentry.toml", lambda scene: f"disabledRules = [\"{scene.secret(24)}\"]\n"),
    "a secret in a glob": (".secretsentry.toml", lambda scene: f"exclude = [\"[{scene.secret(24)}\"]\n"),
    "NUL in extend.path": (".secretsentry.toml", lambda scene: "[extend]\npath = \"a\\u0000b\"\n"),
    "extend.path leads out": (".secretsentry.toml", lambda scene: f"[extend]\npath = \"{scene.outside}\"\n"),
    "extend.path leads out with dots": (".secretsentry.toml", lambda scene: "[extend]\npath = \"../outside.txt\"\n"),
    "extend.path is the file itself": (".secretsentry.toml", lambda scene: "[extend]\npath = \".secretsentry.toml\"\n"),
    "60 MB of configuration": (".secretsentry.toml", lambda scene: "# " + "x" * (60 << 20)),
    "200,000 globs": (".secretsentry.toml", lambda scene: "exclude = [" + ",".join(f"\"**/a{n}/**/b*\"" for n in range(200_000)) + "]\n"),
    "20,000 rules": (".secretsentry.toml", lambda scene: "".join(f"[[rules]]\nid = \"r{n}\"\nregex = '''key{n}[a-z]+'''\n"
                                                              for n in range(20_000))),
    "1,000 rules with repeated groups": (".secretsentry.toml", lambda scene: "".join(
        f"[[rules]]\nid = \"r{n}\"\nregex = \"k{n}(ab?){{4000}}\"\n" for n in range(1000))),
    "a regex that backtracks": (".secretsentry.toml", lambda scene: "[[rules]]\nid = \"x\"\nregex = '''(a|aa)+(b|bb)+$'''\n"),
    "a regex with a million repeats": (".secretsentry.toml", lambda scene: "[[rules]]\nid = \"x\"\nregex = '''((a{1000}){1000}){1000}'''\n"),
    "a regex nested 100,000 deep": (".secretsentry.toml", lambda scene: "[[rules]]\nid = \"x\"\nregex = '''"
                                    + "(" * 100_000 + "a" + ")" * 100_000 + "'''\n"),
    "escape codes in a rule": (".secretsentry.toml", lambda scene: "[[rules]]\nid = \"x\\u001b[31m\\n::error::y\"\nregex = '''hello'''\n"),
    "bytes that are no text": (".secretsentry.toml", lambda scene: os.urandom(100_000)),
    "UTF-16 configuration": (".secretsentry.toml", lambda scene: "rules = 5\n".encode("utf-16")),
    "a secret in a record": (".secretsentry-ignore", lambda scene: f"{scene.secret(24)} some-rule until=x\n"),
    "a secret as a day": (".secretsentry-ignore", lambda scene: f"0123456789abcdef0123 some-rule until={scene.secret(24)}\n"),
    "100 MB of records": (".secretsentry-ignore", lambda scene: "# x\n" * (25 << 20)),
    "a line of 10 MB in the records": (".secretsentry-ignore", lambda scene: "0123456789abcdef0123 rule " + "x" * (10 << 20)),
    "bytes that are no text as records": (".secretsentry-ignore", lambda scene: os.urandom(100_000)),
    "gitleaks configuration with deep arrays": (".gitleaks.toml", lambda scene: "x = " + "[" * 100_000),
    "gitleaks records of bytes": (".gitleaksignore", lambda scene: os.urandom(100_000)),
    "a secret in gitleaks' records": (".gitleaksignore", lambda scene: f"{scene.secret(24)}\n"),
    "a JSON bomb as a baseline": (".secrets.baseline", lambda scene: "[" * 1_000_000),
    "a YAML bomb": (".talismanrc", lambda scene: "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12))),
    "YAML nested 100,000 deep": ("trufflehog.yml", lambda scene: "[" * 100_000),
}


def configuration(scene, file, content):
    scene.write(file, content(scene))
    run_usual(scene)
    scene.run("migrate", "--dry-run", expect=ANY)
    scene.run("explain", "settings.env:1", expect=ANY)


def tree(entries):
    """The content of a tree of (mode, name, id) entries."""
    return b"".join(f"{mode} ".encode() + name + b"\0" + bytes.fromhex(oid) for mode, name, oid in entries)


def commit(scene, tree_id, message=b"x\n", parents=(), more=b""):
    lines = [b"tree " + tree_id.encode()] + [b"parent " + each.encode() for each in parents]
    lines += [b"author A <a@example.org> 1700000000 +0000", b"committer A <a@example.org> 1700000000 +0000"]
    return scene.store(b"\n".join(lines) + b"\n" + more + b"\n" + message, "commit")


def set_branch(scene, oid, name="refs/heads/hostile"):
    scene.write(f".git/{name}", oid + "\n")


def attack_tree_bomb_by_depth(scene):
    """220 KB that have 10^10 paths."""
    explode(scene, b"nothing\n", levels=10)


def attack_tree_bomb_with_a_secret(scene):
    explode(scene, f"AWS_SECRET_ACCESS_KEY={scene.secret(40)}\n".encode(), levels=12)


def explode(scene, content, levels):
    """Each tree names the next one ten times, the last one a file ten times."""
    oid = scene.store(content)
    level = scene.store(tree([("100644", b"f%d.env" % n, oid) for n in range(10)]), "tree")
    for _ in range(levels):
        level = scene.store(tree([("40000", b"d%d" % n, level) for n in range(10)]), "tree")
    set_branch(scene, commit(scene, level))
    run_usual(scene)
    scene.run("scan", "--range", "HEAD..hostile", expect=ANY)


def attack_tree_of_a_million_entries(scene):
    oid = scene.store(b"nothing\n")
    entries = sorted(b"n%07d" % n for n in range(1_000_000))
    set_branch(scene, commit(scene, scene.store(tree([("100644", name, oid) for name in entries]), "tree")))
    run_usual(scene)


def attack_tree_5000_deep(scene):
    level = scene.store(tree([("100644", b"f", scene.store(b"nothing\n"))]), "tree")
    for _ in range(5000):
        data = tree([("40000", b"d", level)])
        content = b"tree %d\0" % len(data) + data
        level = hashlib.sha1(content).hexdigest()
        scene.write(f".git/objects/{level[:2]}/{level[2:]}", zlib.compress(content))
    set_branch(scene, commit(scene, level))
    run_usual(scene)
    scene.run("scan", "--range", "HEAD..hostile", expect=ANY)


def attack_name_of_50_MB(scene):
    oid = scene.store(b"nothing\n")
    set_branch(scene, commit(scene, scene.store(tree([("100644", b"n" * (50 << 20), oid)]), "tree")))
    run_usual(scene)


def attack_message_of_300_MB(scene):
    head = scene.git("rev-parse", "HEAD^{tree}")
    set_branch(scene, commit(scene, head, b"word " * (60 << 20)))
    run_usual(scene)
    scene.run("scan", "--range", "HEAD..hostile", expect=ANY)


def attack_header_of_100_MB(scene):
    head = scene.git("rev-parse", "HEAD^{tree}")
    set_branch(scene, commit(scene, head, more=b"gpgsig " + b"x" * (100 << 20) + b"\n"))
    run_usual(scene)


def attack_commit_with_100000_parents(scene):
    parent, head = scene.git("rev-parse", "HEAD"), scene.git("rev-parse", "HEAD^{tree}")
    set_branch(scene, commit(scene, head, parents=[parent] * 100_000))
    run_usual(scene)
    scene.run("scan", "--range", "HEAD~0..hostile", expect=ANY)


def attack_tags_of_tags(scene):
    oid = scene.git("rev-parse", "HEAD")
    for number in range(2000):
        kind = "commit" if number == 0 else "tag"
        oid = scene.store(f"object {oid}\ntype {kind}\ntag t{number}\ntagger A <a@b> 1700000000 +0000\n\nx\n".encode(), "tag")
    set_branch(scene, oid, "refs/tags/deep")
    run_usual(scene)


def attack_malformed_objects(scene):
    for kind, content in (("tree", b"100644 a"), ("tree", b"\0" * 100), ("tree", b"40000 \0" + b"x" * 20), ("tree", b"999 a/b\0" + b"x" * 20),
                          ("tree", b"40000 ..\0" + b"x" * 20), ("tree", b"40000 .git\0" + b"x" * 20), ("commit", b"tree x\n\n"),
                          ("commit", b""), ("tag", b"object zz\n"), ("tag", b"")):
        oid = scene.store(content, kind)
        set_branch(scene, oid, f"refs/heads/{kind}-{oid[:6]}")
    run_usual(scene)


def attack_inflate_bomb(scene):
    """A loose object whose 1 GB of zeros take a megabyte."""
    size, packer = 1 << 30, zlib.compressobj(9)
    data, block = packer.compress(b"blob %d\0" % size), b"\0" * (1 << 20)
    digest = hashlib.sha1(b"blob %d\0" % size)
    for _ in range(1024):
        data += packer.compress(block)
        digest.update(block)
    oid = digest.hexdigest()
    scene.write(f".git/objects/{oid[:2]}/{oid[2:]}", data + packer.flush())
    set_branch(scene, commit(scene, scene.store(tree([("100644", b"zeros", oid)]), "tree")))
    run_usual(scene)


def attack_inflate_bomb_that_lies(scene):
    """A loose object that says 10 bytes and inflates to 500 MB."""
    packer = zlib.compressobj(9)
    data = packer.compress(b"blob 10\0") + b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(500)) + packer.flush()
    scene.write(".git/objects/ab/" + "c" * 38, data)
    run_usual(scene)


def pack_head(kind, size):
    head, size = [(kind << 4) | (size & 15)], size >> 4
    while size:
        head[-1] |= 128
        head.append(size & 127)
        size >>= 7
    return bytes(head)


def write_pack(scene, entries, names=None):
    """Writes a pack of (id, head and data) entries, and an index that says so."""
    body, offsets, crcs = b"PACK" + struct.pack(">II", 2, len(entries)), [], []
    for _, data in entries:
        offsets.append(len(body))
        crcs.append(binascii.crc32(data))
        body += data
    trailer = hashlib.sha1(body).digest()
    base = scene.path(f".git/objects/pack/pack-{trailer.hex()}")
    scene.write(base + ".pack", body + trailer)
    order = sorted(range(len(entries)), key=lambda n: entries[n][0])
    ids = [bytes.fromhex(entries[n][0]) for n in order]
    fan = b"".join(struct.pack(">I", sum(oid[0] <= first for oid in ids)) for first in range(256))
    index = b"\377tOc" + struct.pack(">I", 2) + fan + b"".join(ids)
    index += b"".join(struct.pack(">I", crcs[n]) for n in order) + b"".join(struct.pack(">I", offsets[n]) for n in order) + trailer
    scene.write(base + ".idx", index + hashlib.sha1(index).digest())


def attack_ref_delta_cycle(scene):
    first, second = "a" * 40, "b" * 40
    delta = zlib.compress(b"\x0a\x0a\x90\x0a")
    write_pack(scene, [(first, pack_head(7, 4) + bytes.fromhex(second) + delta), (second, pack_head(7, 4) + bytes.fromhex(first) + delta)])
    set_branch(scene, commit(scene, scene.store(tree([("100644", b"f", first)]), "tree")))
    run_usual(scene)


def attack_ofs_delta_of_itself(scene):
    write_pack(scene, [("a" * 40, pack_head(6, 4) + b"\0" + zlib.compress(b"\x0a\x0a\x90\x0a"))])
    run_usual(scene)


def attack_delta_bomb(scene):
    """Each delta copies its base twice: 2^40 bytes in 2 KB."""
    content, entries, at = b"x" * 1000, [], 12
    oid = hashlib.sha1(b"blob 1000\0" + content).hexdigest()
    data = pack_head(3, 1000) + zlib.compress(content)
    entries.append((oid, data))
    size, before = 1000, len(data)
    for number in range(21):
        def varint(value):
            out = []
            while True:
                out.append((value & 127) | (128 if value > 127 else 0))
                value >>= 7
                if not value:
                    return bytes(out)
        copy, left = b"", size
        offset = 0
        while left:
            part = min(left, 0xFFFFFF)
            copy += bytes([0x80 | 0xF | 0x70]) + struct.pack("<I", offset) + struct.pack("<I", part)[:3]
            offset, left = offset + part, left - part
        delta = varint(size) + varint(size * 2) + copy * 2
        size *= 2
        distance, encoded = before, []
        encoded.append(distance & 127)
        while distance >> 7:
            distance = (distance >> 7) - 1
            encoded.append(128 | (distance & 127))
        data = pack_head(6, len(delta)) + bytes(reversed(encoded)) + zlib.compress(delta)
        entries.append((f"{number + 1:02x}" * 20, data))
        before = len(data)
    write_pack(scene, entries)
    run_usual(scene)


def attack_every_byte_of_an_index(scene):
    scene.git("repack", "-adq")
    file = glob.glob(scene.path(".git/objects/pack/*.idx"))[0]
    with open(file, "rb") as source:
        content = bytearray(source.read())
    for at in list(range(0, 16)) + [1031, 1032, 1040, len(content) - 41, len(content) - 21, len(content) - 1]:
        changed = bytearray(content)
        changed[at] ^= 0xFF
        scene.write(file, bytes(changed))
        scene.run("scan", "--history")
        scene.run("scan", "--staged")


def attack_index_that_promises_4_billion_objects(scene):
    scene.git("repack", "-adq")
    file = glob.glob(scene.path(".git/objects/pack/*.idx"))[0]
    with open(file, "rb") as source:
        content = source.read()
    scene.write(file, content[:8] + b"\xff\xff\xff\xff" * 256 + content[8 + 1024:])
    run_usual(scene)


def attack_file_git_that_names_itself(scene):
    scene.remove(".git")
    scene.write(".git", "gitdir: .git\n")
    run_usual(scene)


def attack_staged_index_of_garbage(scene):
    for content in (b"DIRC", b"DIRC\0\0\0\2\xff\xff\xff\xff", b"DIRC\0\0\0\4\xff\xff\xff\xff" + b"\xff" * 4096, os.urandom(10_000), b""):
        scene.write(".git/index", content)
        scene.run("scan", "--staged", expect=(2, 3))
        scene.run("hook", "pre-commit", expect=(1, 2, 3))
        scene.run("scan", ".")


def attack_alternates(scene):
    for content in ("a\0b\n", "/dev/zero\n", "/proc/self/fd\n", "\n".join(f"/none/{n}" for n in range(100_000)), ".\n", "../objects\n",
                    "\"\\x\"\n", scene.outside + "\n", os.path.join(scene.folder) + "\n"):
        scene.write(".git/objects/info/alternates", content)
        scene.run("scan", "--history")
        scene.run("scan", "--staged")


def attack_purged_record(scene):
    for content in ("5", "[5]", "{\"a\": {}}", "[" * 100_000, "{\"commits\": [\"$(touch /tmp/x)\"]}", "{\"purges\":[{\"refs\":[{\"old\":\"; rm -rf /\"}]}]}",
                    "\"" + scene.secret(30) + "\""):
        for name in ("secretsentry/purged.json", "secretsentry-purged.json", "purged.json"):
            scene.write(f".git/{name}", content)
        scene.run("scan", "--history")
        scene.run("hook", "pre-push", "--", "origin", "/nowhere", expect=ANY)
        scene.run("doctor", expect=ANY)


def attack_config_of_git(scene):
    with open(scene.path(".git/config")) as file:
        before = file.read()
    for more in ("[core]\n worktree = /dev/zero\n", "[core]\n worktree = ../../outside.txt\n", "[include]\n path = ../../outside.txt\n",
                 "[core]\n repositoryformatversion = 99\n", "[extensions]\n objectFormat = " + scene.secret(20) + "\n", "[" * 100_000,
                 "[core]\n bare = " + scene.secret(20) + "\n", "\0" * 1000, "[core]\n hooksPath = /dev/zero\n", "[extensions]\n refStorage = x\n",
                 "[core]\n attributesFile = /dev/null\n"):
        scene.write(".git/config", before + more)
        run_usual(scene)
        scene.run("doctor", expect=ANY)


def attack_refs(scene):
    for content in (b"ref: " + b"x" * 100_000, b"ref: refs/heads/main\0\n", b"ref: ../../../outside.txt\n", b"\0" * 100, b"f" * 40 + b"\n",
                    b"ref: refs/heads/hostile\n", os.urandom(1000), scene.secret(40).encode()):
        scene.write(".git/refs/heads/hostile", content)
        run_usual(scene)


def attack_packed_refs(scene):
    head = scene.git("rev-parse", "HEAD")
    for content in ("x" * (1 << 20), f"{head} refs/heads/" + "y" * 100_000 + "\n", "^" * 1000 + "\n", f"{head} ../../x\n",
                    "".join(f"{head} refs/tags/t{n}\n" for n in range(200_000)), scene.secret(40) + " refs/heads/x\n"):
        scene.write(".git/packed-refs", content)
        scene.run("scan", "--history")
        scene.run("scan", "--staged")


def attack_path_with_a_token(scene):
    name = f"AWS_SECRET_ACCESS_KEY={scene.secret(40)}.env"
    scene.write(name, f"password = \"{scene.secret(16)}\"\nAWS_SECRET_ACCESS_KEY={scene.secret(40)}\n")
    run_usual(scene)
    scene.git("add", ".")
    run_usual(scene)
    for form in ("text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "csv", "html", "markdown", "msbuild"):
        scene.run("scan", ".", "--format", form)
        scene.run("scan", "--staged", "--format", form)


CONTROL = (b"\x1b[31m", b"\x1b]0;", b"\n::error::", b"\n::set-output", "\u202e".encode(), "\u2066".encode(), b"\r\x08", b"\x07")


def attack_names_that_a_terminal_obeys(scene):
    for number, name in enumerate(("a\x1b[31mb.env", "a\x1b]0;title\x07.env", "a\n::error::x.env", "a\u202eb.env", "a\u2066b.env", "a\r\x08b.env",
                                   "=cmd|x.env", "@SUM(1).env", "\"><script>x.env", "%0A::error::.env", "##[error]x.env", "##vso[task]x.env")):
        scene.write(name, f"AWS_SECRET_ACCESS_KEY={scene.secret(40)}\n")
    scene.git("add", ".")
    scene.git("-c", "user.name=A\x1b[31m\u202e", "commit", "-qm", "subject\x1b[31m \u202e\n\n::error::x")
    scene.write("later.env", f"AWS_SECRET_ACCESS_KEY={scene.secret(40)}\n")
    scene.git("add", ".")
    for form in ("text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "csv", "html", "markdown", "msbuild"):
        for source in (["."], ["--history"], ["--staged"]):
            _, output = scene.run("scan", *source, "--format", form)
            for bad in CONTROL:
                if bad in output and not (bad == b"\n::error::" and form == "github"):
                    scene.failures.append(f"scan {source[0]} --format {form}: prints {bad!r}")
    _, output = scene.run("hook", "pre-commit")
    for bad in CONTROL:
        if bad in output:
            scene.failures.append(f"hook: prints {bad!r}")


def attack_report_through_a_link(scene):
    before = os.stat(scene.outside).st_mtime_ns
    scene.link("report.json", scene.outside)
    scene.run("scan", ".", "--output", "report.json", expect=ANY)
    scene.run("scan", ".", "--report", "sarif=report.json", expect=ANY)
    if os.stat(scene.outside).st_mtime_ns != before:
        scene.failures.append("a report was written through a link to a file outside")


def attack_log_of_skips_through_a_link(scene):
    """A line with words of the repository would be added to a file outside, which may be a script."""
    with open(scene.outside, "rb") as file:
        before = file.read()
    scene.git("config", "secretsentry.auditSkips", "true")
    scene.git("config", "user.name", "x; touch ran")
    target = os.path.join(scene.folder, "elsewhere")
    os.makedirs(target)
    for name, to in ((".git/secretsentry", target), (".git/secretsentry/skips.log", scene.outside)):
        scene.remove(".git/secretsentry")
        scene.link(name, to)
        scene.run("hook", "pre-commit", environment={"SECRETSENTRY_SKIP": "1"}, expect=ANY)
        with open(scene.outside, "rb") as file:
            if file.read() != before or os.listdir(target):
                scene.failures.append(f"wrote through the link {name}")


def attack_cache_folder_through_a_link(scene):
    target = os.path.join(scene.folder, "elsewhere")
    os.makedirs(target)
    scene.link(".git/secretsentry", target)
    run_usual(scene)
    if os.listdir(target):
        scene.failures.append(f"wrote {os.listdir(target)} through a link to a folder outside")


def attack_merged_reports(scene):
    for content in (b"5", b"[]", b"{\"findings\": 5}", b"[" * 1_000_000, b"{\"findings\":[{\"severity\":\"x\"}]}", os.urandom(10_000), b"",
                    b"{\"schemaVersion\":1,\"findings\":[{}],\"coverage\":{}}", scene.secret(30).encode(),
                    b"{\"runs\":[{\"results\":[{\"level\":5}]}]}"):
        scene.write("report.json", content)
        scene.run("report", "merge", "report.json", expect=(0, 2, 3))
        scene.run("purge", "plan", "--from-report", "report.json", expect=(2, 3))


def attack_filters(scene):
    scene.write(".git/config", open(scene.path(".git/config")).read() + "[filter \"x\"]\n clean = touch ../ran\n smudge = touch ../ran\n"
                "[diff \"x\"]\n textconv = touch ../ran\n command = touch ../ran\n[core]\n fsmonitor = touch ../ran\n")
    scene.write(".gitattributes", "* filter=x diff=x\n")
    for arguments in USUAL + (("doctor",), ("scan", "--range", "HEAD~0..HEAD"), ("explain", "settings.env:1")):
        scene.run(*arguments, expect=ANY)
        if os.path.exists(os.path.join(scene.folder, "ran")):
            scene.failures.append(f"{' '.join(arguments)}: a program of the repository ran")
            os.remove(os.path.join(scene.folder, "ran"))


def attack_planted_cache(scene):
    """What a scan of a clean repository remembered is put into a dirty one."""
    scene.run("scan", "--history")
    for file in glob.glob(os.path.join(scene.folder, "**", "*"), recursive=True, include_hidden=True):
        if os.path.isfile(file) and ("clean" in os.path.basename(file) or "state" in os.path.basename(file)):
            with open(file, "rb") as source:
                content = source.read()
            blob = bytes.fromhex(scene.git("rev-parse", "HEAD:settings.env"))
            for forged in (b"SSCLEAN1" + blob, b"SSCLEAN1" + blob + content[8:], content + blob, content[:8] + blob, os.urandom(1000),
                           content[:len(content) // 2], b"", b"\xff" * 100, content[:20] + b"\xff" * 64):
                scene.write(file, forged)
                scene.run("scan", "--history", expect=(1,))


def attack_endless_input(scene):
    with open("/dev/zero", "rb") as zero:
        process = subprocess.Popen(["head", "-c", str(1500 << 20)], stdin=zero, stdout=subprocess.PIPE)
        scene.run("scan", "--stdin", stdin=process.stdout, expect=ANY)
        process.kill()
        process.wait()


def attack_input_with_a_secret_after_a_gigabyte(scene):
    text = f"\nAWS_SECRET_ACCESS_KEY={scene.secret(40)}\n".encode()
    read, write = os.pipe()

    def feed():
        try:
            with os.fdopen(write, "wb") as out:
                for _ in range(1024):
                    out.write(b"nothing here\n" * 80_660)
                out.write(text)
        except BrokenPipeError:
            pass

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    with os.fdopen(read, "rb") as stdin:
        scene.run("scan", "--stdin", stdin=stdin, expect=(1,))


def attack_file_of_one_line_of_200_MB(scene):
    scene.write("line.txt", b"x=" + b"a1B2" * (50 << 20))
    scene.run("scan", ".")


def attack_a_million_findings(scene):
    lines = "".join(f"AWS_SECRET_ACCESS_KEY={scene.chance.getrandbits(240):040x}\n" for _ in range(100_000))
    scene.write("many.env", lines)
    scene.run("scan", ".", "--format", "json", "--output", os.path.join(scene.folder, "report.json"), expect=(1, 3))


def attack_layers_of_base64(scene):
    import base64
    text = f"AWS_SECRET_ACCESS_KEY={scene.secret(40)}\n".encode()
    for _ in range(30):
        text = base64.b64encode(text)
    scene.write("layers.txt", text)
    scene.run("scan", ".")


def attack_folders_500_deep(scene):
    path = scene.top
    for _ in range(500):
        path = os.path.join(path, "d")
    os.makedirs(path)
    run_usual(scene)


def attack_link_loops_of_folders(scene):
    os.makedirs(scene.path("a/b"))
    scene.link("a/b/c", "../..")
    scene.link("a/outside", scene.folder)
    run_usual(scene)


def attack_hook_input(scene):
    for text in (b"", b"\n", b"x" * (1 << 20), b"refs/heads/main 0 refs/heads/main 0\n", b"\0" * 1000, b"a b c d\n" * 100_000):
        for arguments in (("pre-push", "--", "origin", "https://example.invalid/x"), ("pre-receive",)):
            read, write = os.pipe()
            os.write(write, text[:60_000])  # fits into a pipe
            os.close(write)
            with os.fdopen(read, "rb") as stdin:
                scene.run("hook", *arguments, stdin=stdin, expect=ANY)


def attack_message_hook(scene):
    for place in (lambda: scene.fifo("message"), lambda: scene.link("message", "/dev/zero"), lambda: scene.link("message", scene.outside),
                  lambda: scene.sparse("message", 8 << 30)):
        place()
        scene.run("hook", "commit-msg", "--", "message", expect=(1, 2, 3))
