"""Configurations through which git could run a program or open a connection, and what the program starts in each of them.

Usage: programs.py PROGRAM [--only TEXT] [--part K/N] [--jobs N] [--list] [--control]
Each command runs under strace. It may start git and our own programs; `hook` and `doctor` also what the hooks of git run. It opens no socket,
and nothing that a configuration names has run. Exit code: 0 when all is so, 1 when not. --control runs git in the place of the program, with
commands that do start programs and open sockets: it fails when that is not noticed.
"""
import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys

from scene import Scene

CALLS = "trace=execve,execveat,clone,clone3,fork,vfork,socket,connect"
SECONDS = int(os.environ.get("SECRETSENTRY_SECONDS", "60"))
EXECUTED = re.compile(r"^(\d+) +execve(?:at)?\((?:\w+, )?\"((?:[^\"\\]|\\.)*)\".* (= 0|<unfinished \.\.\.>)$")
FAILED = re.compile(r"^(\d+) +<\.\.\. execve(?:at)? resumed>.* = -1 ")
STARTED = re.compile(r"^(\d+) +(?:<\.\.\. )?(?:clone3?|fork|vfork)\b.* = (\d+)$")
SOCKET = re.compile(r"^\d+ +(?:socket|connect)\(.*")
RAN = "ran"  # what a program of a configuration makes, in the folder around the repository


def config(*settings):
    """Settings for .git/config, as "section.key=value". {ran} is a program that leaves a trace."""
    def place(scene, ran):
        for setting in settings:
            key, value = setting.split("=", 1)
            scene.git("config", "--add", key, value.replace("{ran}", ran).replace("{folder}", scene.folder))
    return place


def attributes(text, *settings):
    def place(scene, ran):
        config(*settings)(scene, ran)
        scene.write(".gitattributes", text)
    return place


def included(key):
    """A file outside of .git/config that is included, and sets a filter."""
    def place(scene, ran):
        file = scene.write(os.path.join(scene.folder, "included"), f"[filter \"x\"]\n clean = {ran}\n[core]\n fsmonitor = {ran}\n")
        scene.write(".gitattributes", "* filter=x\n")
        scene.git("config", key.replace("{top}", scene.top), file)
    return place


def hook(name, folder=".git/hooks"):
    def place(scene, ran):
        os.makedirs(scene.path(folder), exist_ok=True)
        shutil.copy(ran, scene.path(f"{folder}/{name}"))
        if folder != ".git/hooks":
            scene.git("config", "core.hooksPath", folder)
    return place


def program_in_folder(name):
    def place(scene, ran):
        shutil.copy(ran, scene.path(name))
    return place


def missing_object(*settings):
    """A partial clone: an object that is missing would be fetched."""
    def place(scene, ran):
        config("core.repositoryFormatVersion=1", *settings)(scene, ran)
        blob = scene.git("rev-parse", "HEAD:src/app.py")
        os.remove(scene.path(f".git/objects/{blob[:2]}/{blob[2:]}"))
    return place


def submodule(*settings):
    def place(scene, ran):
        inner = os.path.join(scene.folder, "inner")
        scene.git("init", "-q", inner, cwd=scene.folder)
        scene.git("commit", "-q", "--allow-empty", "-m", "x", cwd=inner)
        scene.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner, "sub")
        inner_config = os.path.join(".git", "modules", "sub")
        for setting in ("core.fsmonitor", "diff.external", "core.sshCommand"):
            scene.git("--git-dir", inner_config, "config", setting, ran)
        config(*settings)(scene, ran)
    return place


def worktree_config(scene, ran):
    scene.git("config", "extensions.worktreeConfig", "true")
    scene.write(".git/config.worktree", f"[core]\n fsmonitor = {ran}\n[diff]\n external = {ran}\n")


def alternates(scene, ran):
    other = os.path.join(scene.folder, "other")
    scene.git("init", "-q", "--bare", other, cwd=scene.folder)
    scene.write(".git/objects/info/alternates", os.path.join(other, "objects") + "\n")
    scene.git("config", "core.alternateRefsCommand", ran)


SETTINGS = {
    "a clean filter": attributes("* filter=x\n", "filter.x.clean={ran}"),
    "a smudge filter": attributes("* filter=x\n", "filter.x.smudge={ran}"),
    "a process filter": attributes("* filter=x\n", "filter.x.process={ran}", "filter.x.required=true"),
    "the filter of Git LFS": attributes("* filter=lfs\n", "filter.lfs.clean={ran}", "filter.lfs.process={ran}"),
    "filters in info/attributes": lambda scene, ran: (scene.write(".git/info/attributes", "* filter=x diff=x\n"), config(
        "filter.x.clean={ran}", "diff.x.textconv={ran}")(scene, ran)),
    "filters of an attributes file": lambda scene, ran: (scene.write(".git/more", "* filter=x\n"), config(
        "core.attributesFile=.git/more", "filter.x.clean={ran}")(scene, ran)),
    "textconv": attributes("* diff=x\n", "diff.x.textconv={ran}"),
    "textconv with a cache": attributes("* diff=x\n", "diff.x.textconv={ran}", "diff.x.cachetextconv=true"),
    "an external diff": config("diff.external={ran}"),
    "an external diff of an attribute": attributes("* diff=x\n", "diff.x.command={ran}"),
    "a merge driver": attributes("* merge=x\n", "merge.x.driver={ran}"),
    "a merge driver by default": config("merge.default=x", "merge.x.driver={ran}"),
    "a file system monitor": config("core.fsmonitor={ran}"),
    "a built-in file system monitor": config("core.fsmonitor=true"),
    "an old file system monitor": config("core.fsmonitor={ran}", "core.fsmonitorHookVersion=1"),
    "hooks of another folder": hook("pre-commit", "evil"),
    "a hook before the index is written": hook("post-index-change"),
    "a hook after a checkout": hook("post-checkout"),
    "a hook of transactions": hook("reference-transaction"),
    "a hook before gc": hook("pre-auto-gc"),
    "a hook of fsmonitor": hook("fsmonitor-watchman"),
    "a hook before a push": hook("pre-push"),
    "a hook before a commit": hook("pre-commit"),
    "a hook for messages": hook("commit-msg"),
    "hooks in the configuration": config("hook.x.event=pre-commit", "hook.x.command={ran}"),
    "a pager": config("core.pager={ran}"),
    "a pager of each command": config(*(f"pager.{name}={{ran}}" for name in ("log", "diff", "show", "config", "status", "branch"))),
    "a pager that is always used": config("core.pager={ran}", "color.pager=true", "pager.rev-list=true", "pager.cat-file=true"),
    "a filter of interactive diffs": config("interactive.diffFilter={ran}"),
    "an editor": config("core.editor={ran}"),
    "an editor of sequences": config("sequence.editor={ran}"),
    "a program that asks for passwords": config("core.askPass={ran}"),
    "a helper for credentials": config("credential.helper=!{ran}"),
    "a helper for credentials of an address": config("credential.https://example.invalid.helper={ran}",
                                                     "remote.origin.url=https://example.invalid/x.git"),
    "a command for ssh": config("core.sshCommand={ran}", "remote.origin.url=ssh://example.invalid/x.git"),
    "a proxy": config("core.gitProxy={ran}", "remote.origin.url=git://example.invalid/x.git"),
    "a proxy for HTTP": config("http.proxy=http://127.0.0.1:9", "remote.origin.url=http://127.0.0.1:9/x.git"),
    "an upload-pack of a remote": config("remote.origin.url=/nowhere", "remote.origin.uploadpack={ran}"),
    "a receive-pack of a remote": config("remote.origin.url=/nowhere", "remote.origin.receivepack={ran}"),
    "a hook of upload-pack": config("uploadpack.packObjectsHook={ran}"),
    "a helper of a remote": config("remote.origin.vcs=ext", "remote.origin.url=ext::{ran}"),
    "a remote that is a program": config("remote.origin.url=ext::{ran}", "protocol.ext.allow=always"),
    "another address of a remote": config("remote.origin.url=https://example.invalid/", "url.ext::{ran} .insteadOf=https://",
                                          "protocol.ext.allow=always"),
    "an address for pushes": config("remote.origin.url=/nowhere", "remote.origin.pushurl=ext::{ran}", "protocol.allow=always"),
    "a command for refs of alternates": alternates,
    "aliases of built-in commands": config(*(f"alias.{name}=!{{ran}}" for name in (
        "rev-parse", "cat-file", "diff", "config", "ls-files", "rev-list", "for-each-ref", "status", "log", "show-ref", "symbolic-ref"))),
    "an alias of our name": config("alias.secretsentry=!{ran}", "alias.hook=!{ran}"),
    "an included file": included("include.path"),
    "an included file on a condition": included("includeIf.gitdir:{top}/.path"),
    "an included file for a branch": included("includeIf.onbranch:main.path"),
    "a program for signatures": config("gpg.program={ran}", "commit.gpgSign=true", "tag.gpgSign=true", "log.showSignature=true",
                                       "merge.verifySignatures=true"),
    "a program for SSH signatures": config("gpg.format=ssh", "gpg.ssh.program={ran}", "gpg.ssh.defaultKeyCommand={ran}",
                                           "user.signingKey=x", "log.showSignature=true"),
    "a program for X.509 signatures": config("gpg.format=x509", "gpg.x509.program={ran}", "log.showSignature=true"),
    "another work tree": config("core.worktree={folder}", "core.fsmonitor={ran}"),
    "a configuration for each work tree": worktree_config,
    "a partial clone": missing_object("extensions.partialClone=origin", "remote.origin.url=ext::{ran}", "protocol.ext.allow=always",
                                      "remote.origin.promisor=true"),
    "a promisor with a command for ssh": missing_object("extensions.partialClone=origin", "core.sshCommand={ran}",
                                                        "remote.origin.url=ssh://example.invalid/x", "remote.origin.promisor=true"),
    "a promisor with an upload-pack": missing_object("extensions.partialClone=origin", "remote.origin.url={folder}/repository",
                                                     "remote.origin.uploadpack={ran}", "remote.origin.promisor=true"),
    "a promisor on this machine": missing_object("extensions.partialClone=origin", "remote.origin.promisor=true",
                                                 "remote.origin.url=http://127.0.0.1:9/x.git"),
    "a command for the update of a submodule": submodule("submodule.sub.update=!{ran}"),
    "a submodule with a configuration": submodule("submodule.recurse=true", "diff.submodule=log", "status.submoduleSummary=true"),
    "tools for diffs and merges": config("diff.tool=x", "difftool.x.cmd={ran}", "merge.tool=x", "mergetool.x.cmd={ran}",
                                         "diff.guitool=x", "difftool.prompt=false"),
    "a browser and a viewer": config("web.browser=x", "browser.x.cmd={ran}", "man.viewer=x", "man.x.cmd={ran}", "help.format=man"),
    "commands of trailers": config("trailer.x.command={ran}", "trailer.x.cmd={ran}", "trailer.x.key=X"),
    "commands of mail": config("sendemail.smtpServer={ran}", "sendemail.sendmailCmd={ran}", "sendemail.toCmd={ran}"),
    "compression of archives": config("tar.x.command={ran}", "tar.tar.gz.command={ran}"),
    "help that runs what was meant": config("help.autocorrect=immediate", "alias.cat-fil=!{ran}"),
    "maintenance and gc": config("gc.auto=1", "maintenance.auto=true", "gc.recentObjectsHook={ran}", "gc.autoDetach=false"),
    "programs named git in the folder": program_in_folder("git"),
    "a program named sh in the folder": program_in_folder("sh"),
    "a second reader in the folder": program_in_folder("secretsentry-libgit2"),
    "a hook of a manager": lambda scene, ran: scene.write("lefthook.yml", f"pre-commit:\n  commands:\n    x:\n      run: {ran}\n"),
    "a server's hooks": config("receive.procReceiveRefs=refs", "receive.advertisePushOptions=true"),
}

COMMANDS = (
    ("scan", "."),
    ("scan", "--history", "--no-cache"),
    ("scan", "--staged"),
    ("scan", "--range", "HEAD~1..HEAD"),
    ("explain", "settings.env:1"),
    ("purge", "plan", "--replace-text", "{needles}", "--out", "{folder}/plan"),
    ("purge", "verify", "--needles-from", "{needles}"),
    ("hook", "pre-commit"),
    ("hook", "commit-msg", "--", "{folder}/message"),
    ("hook", "pre-push", "--", "origin", "https://example.invalid/x.git"),
    ("install",),
    ("doctor",),
    ("hook", "pre-commit"),
)

# What plain git does: configuration, command, and what must be noticed.
CONTROLS = (
    ("a clean filter", ("status",), "started "),
    ("textconv", ("diff", "--cached"), "started "),
    ("a file system monitor", ("status",), "a program of the configuration ran"),
    ("a proxy for HTTP", ("fetch",), "socket: "),
)


def check_control(name, command, expected):
    """Returns what was wrong with the notice that plain git gets."""
    scene = prepare(shutil.which("git"), name)
    try:
        noticed = trace(scene, command)
        return [] if any(wrong.startswith(expected) for wrong in noticed) else [f"{name}: git {' '.join(command)}: noticed {noticed}"]
    finally:
        scene.close()


def prepare(program, name):
    """A repository with two commits, a staged change and a configuration."""
    scene = Scene(program, name)
    scene.git("commit", "-qm", "second")
    scene.write("settings.env", "changed = 1\n")
    scene.git("add", ".")
    ran = scene.write(os.path.join(scene.folder, "program"), f"#!/bin/sh\ntouch '{scene.folder}/{RAN}'\ncat\n")
    os.chmod(ran, 0o755)
    scene.write(os.path.join(scene.folder, "needles"), "something-that-is-nowhere==>x\n")
    scene.write(os.path.join(scene.folder, "message"), "a message\n")
    SETTINGS[name](scene, ran)
    return scene


def attack(program, name):
    """Runs all commands in one configuration. Returns what was wrong, and how many commands ran."""
    scene = prepare(program, name)
    try:
        return [f"{name}: {' '.join(command)}: {wrong}" for command in COMMANDS for wrong in trace(scene, command)], len(COMMANDS)
    finally:
        scene.close()


def trace(scene, command):
    """Runs a command under strace. Returns what was wrong."""
    arguments = [word.replace("{folder}", scene.folder).replace("{needles}", os.path.join(scene.folder, "needles")) for word in command]
    log, stdin = os.path.join(scene.folder, "trace"), b""
    if command[1:2] == ("pre-push",):
        stdin = f"refs/heads/main {scene.git('rev-parse', 'HEAD')} refs/heads/main {'0' * 40}\n".encode()
    # the runtime's own socket for debuggers, which the native program does not have
    environment = {**scene.environment, "DOTNET_EnableDiagnostics": "0"}
    try:
        done = subprocess.run(["strace", "-f", "-qq", "-e", CALLS, "-e", "signal=none", "-o", log, scene.program, *arguments],
                              cwd=scene.top, env=environment, input=stdin, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return ["hang"]
    wrong = [] if done.returncode in (0, 1, 2, 3, 4, 5) else [f"exit code {done.returncode}: {done.stderr[:200]}"]
    with open(log) as file:
        lines = file.read().splitlines()
    runs_hooks = command[0] in ("hook", "doctor")
    wrong += find_foreign(scene, lines, runs_hooks)
    mark = os.path.join(scene.folder, RAN)
    if os.path.exists(mark):
        os.remove(mark)
        if not runs_hooks:
            wrong.append("a program of the configuration ran")
    return wrong


def find_foreign(scene, lines, runs_hooks):
    """The programs that were started and are neither ours nor git, and the sockets."""
    own, allowed, hooks = os.path.dirname(os.path.realpath(scene.program)), {os.path.realpath(shutil.which("git"))}, set()
    core = subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True).stdout.strip()
    allowed.add(os.path.realpath(os.path.join(core, "git")))
    wrong, executed = [], 0
    # a child of vfork starts its program before strace prints the end of the call that made the child
    parents = {started[2]: started[1] for started in map(STARTED.match, lines) if started}
    for at, line in enumerate(lines):
        if SOCKET.match(line):
            wrong.append(f"socket: {line[:160]}")
        if not (found := EXECUTED.match(line)) or (found[3] != "= 0" and is_failed(found[1], at, lines)):
            continue
        executed += 1
        path = os.path.realpath(os.path.join(scene.top, found[2]))
        if runs_hooks and is_hook(scene, path):
            hooks.add(found[1])
        is_own = os.path.dirname(path) == own and os.path.basename(path).startswith("secretsentry")
        if path not in allowed and not is_own and not is_below(found[1], hooks, parents):
            wrong.append(f"started {found[2]}")
    return wrong if executed else [*wrong, "strace saw no program at all"]


def is_below(process, hooks, parents):
    """Whether a process is a hook or was started by one."""
    while process is not None and process not in hooks:
        process = parents.get(process)
    return process is not None


def is_failed(process, at, lines):
    """Whether a call of a process, of which a line shows only the beginning, did not start the program."""
    rest = next((line for line in lines[at + 1:] if line.split(" ", 1)[0] == process), "")
    return FAILED.match(rest) is not None


def is_hook(scene, path):
    """Whether a file is in a folder of hooks, or a copy of one that doctor made in a folder of its own."""
    return os.path.basename(os.path.dirname(path)) in ("hooks", "evil") and path.startswith((scene.top, scene.folder, "/tmp/"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--only", default="")
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--control", action="store_true")
    options = parser.parse_args()
    part, parts = (int(number) for number in options.part.split("/"))
    names = [name for name in SETTINGS if options.only in name][part::parts]
    if options.list:
        print("\n".join(names))
        return
    if options.control:
        unnoticed = [line for control in CONTROLS for line in check_control(*control)]
        print("\n".join([*unnoticed, f"{len(CONTROLS)} controls, {len(unnoticed)} failed"]))
        sys.exit(1 if unnoticed else 0)
    failed = commands = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for wrong, count in pool.map(lambda name: attack(os.path.abspath(options.program), name), names):
            failed, commands = failed + bool(wrong), commands + count
            for line in wrong:
                print(line, flush=True)
    print(f"{len(names)} configurations, {commands} commands, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
