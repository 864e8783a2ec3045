"""Puts every mutant of mutants.toml into a copy of the tree, builds it once, and runs for each mutant the tests that should fail.

Usage: run.sh [--resume] [--only ID,ID...] [--no-build] [--tests TESTS] [--folder FOLDER] [--patience SECONDS]
Exit code: 0 when at most 5 % survive, 1 when more do, 2 when the run itself failed.
"""
import argparse
import filecmp
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
SWITCH = "SECRETSENTRY_MUTANT"
ALLOWED = 0.05

CLASS = """namespace SecretSentry;

internal static class Mutants
{
    private static readonly int Current =
        int.TryParse(System.Environment.GetEnvironmentVariable("SECRETSENTRY_MUTANT"), out var id) ? id : 0;

    public static bool On(int id) => id == Current;
}
"""

TARGETS = """  <PropertyGroup>
    <NoWarn>$(NoWarn);CS0436;RS0030</NoWarn>
    <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
  </PropertyGroup>
  <ItemGroup Condition="$(MSBuildProjectDirectory.Contains('/src/'))">
    <Compile Include="$(MSBuildThisFileDirectory)Mutants.cs" />
  </ItemGroup>
</Project>
"""


def fail(message):
    print(f"mutants: {message}", file=sys.stderr)
    sys.exit(2)


def list_files():
    names = subprocess.run(["git", "-C", TOP, "ls-files", "-z", "-co", "--exclude-standard"], check=True, capture_output=True, text=True)
    return sorted(name for name in set(names.stdout.split("\0")) if name and os.path.isfile(os.path.join(TOP, name)))


def pattern_of(text):
    """White space and line breaks before a dot do not matter, so that formatting does not either."""
    parts = [re.escape(part).replace(r"\.", r"\s*\.") for part in text.split()]
    return re.compile(r"\s+".join(parts))


def locate(mutant, sources):
    """The file and the span of a mutant: in the file that it names, or, when the code has moved, at the only place in all files."""
    pattern = pattern_of(mutant["original"])
    own = [(name, hit.span()) for name in sources if os.path.basename(name) == mutant["file"] for hit in pattern.finditer(sources[name])]
    if len(own) == 1:
        return own[0]
    everywhere = [(name, hit.span()) for name in sources for hit in pattern.finditer(sources[name])]
    return everywhere[0] if len(everywhere) == 1 else None


def render(source, start, end, placed):
    """The source from start to end with the mutants of `placed`, a list of (start, end, mutant) within, put in."""
    out, at = [], start
    while placed:
        first, last, mutant = placed[0]
        inner = [entry for entry in placed[1:] if entry[0] < last]
        placed = [entry for entry in placed[1:] if entry[0] >= last]
        out.append(source[at:first])
        on = f"global::SecretSentry.Mutants.On({mutant['id']})"
        original = render(source, first, last, inner)
        if "raw" in mutant:
            if inner:
                fail(f"another mutant lies within {mutant['id']}, which is raw")
            out.append(mutant["raw"].replace("{on}", on))
        elif mutant.get("statement"):
            out.append(f"if ({on}) {{ {mutant['mutated']} }} else {{ {original} }}")
        else:
            out.append(f"({on} ? ({mutant['mutated']}) : ({original}))")
        at = last
    return "".join(out) + source[at:end]


def copy_if_changed(source, target):
    if not (os.path.exists(target) and filecmp.cmp(source, target, shallow=False)):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy2(source, target)


def write_if_changed(target, text):
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if not os.path.exists(target) or open(target, encoding="utf-8-sig", newline="").read() != text:
        with open(target, "w", encoding="utf-8", newline="") as file:
            file.write(text)


def make_copy(folder, mutants):
    """Copies the tree, the mutants put in. Returns the mutants that fit."""
    names = list_files()
    sources = {name: open(os.path.join(TOP, name), encoding="utf-8-sig", newline="").read()
               for name in names if name.startswith("src/") and name.endswith(".cs")}
    places = {mutant["id"]: locate(mutant, sources) for mutant in mutants}
    for name in names:
        own = sorted([(*places[mutant["id"]][1], mutant) for mutant in mutants if places[mutant["id"]] and places[mutant["id"]][0] == name],
                     key=lambda entry: (entry[0], -entry[1]))
        if own:
            write_if_changed(os.path.join(folder, name), render(sources[name], 0, len(sources[name]), own))
        elif name != "Directory.Build.targets":
            copy_if_changed(os.path.join(TOP, name), os.path.join(folder, name))
    known = set(names) | {"Mutants.cs"}
    for top in ("src", "tests", "patterns"):
        for parent, _, files in os.walk(os.path.join(folder, top)):
            for file in files:
                if os.path.relpath(os.path.join(parent, file), folder) not in known:
                    os.remove(os.path.join(parent, file))
    write_if_changed(os.path.join(folder, "Mutants.cs"), CLASS)
    targets = open(os.path.join(TOP, "Directory.Build.targets"), encoding="utf-8-sig").read()
    write_if_changed(os.path.join(folder, "Directory.Build.targets"), targets.replace("</Project>\n", TARGETS))
    return [mutant for mutant in mutants if places[mutant["id"]]]


def build(folder):
    for project in ("SecretSentry.Tests", "SecretSentry.EndToEnd"):
        done = subprocess.run(["dotnet", "build", f"tests/{project}", "-c", "Release", "-v", "quiet", "--nologo", "-p:RunAnalyzers=false",
                               "-p:TreatWarningsAsErrors=false"], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            fail("the build failed\n" + "\n".join(sorted({line for line in done.stdout.splitlines() if "error" in line})))


def run_tests(folder, line, number, patience=1800):
    """Runs the tests of a line of `tests` for at most `patience` seconds. Returns passed, failed, timeout or none (no such test), and what they printed."""
    project, names = (part.strip() for part in line.split(":", 1))
    dll = f"artifacts/bin/SecretSentry.{project}/release/SecretSentry.{project}.dll"
    chosen = "|".join(f"FullyQualifiedName~{name.strip()}" for name in names.split("|"))
    environment = {**os.environ, SWITCH: str(number)}
    environment.pop("SECRETSENTRY_PROGRAM", None)  # the program of the copy
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(["dotnet", "test", dll, "--nologo", "--filter", chosen, "--", "xUnit.StopOnFail=" + str(number > 0)],
                                   cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            code = process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return "timeout", ""
        output.seek(0)
        text = output.read()
    return ("none" if "No test matches" in text else "failed" if code else "passed"), text


def try_mutant(folder, mutant, patience):
    found = False
    for line in mutant["tests"]:
        result, _ = run_tests(folder, line, mutant["id"], patience)
        if result in ("failed", "timeout"):
            return "killed" if result == "failed" else "killed by timeout"
        found |= result == "passed"
    return "survived" if found else "no test"


def read_results(file):
    if not os.path.exists(file):
        return {}
    return {int(number): result for number, result in (line.rstrip("\n").split("\t") for line in open(file))}


def print_score(mutants, results):
    areas = sorted({mutant["area"] for mutant in mutants})
    for area in [*areas, None]:
        own = [results[mutant["id"]] for mutant in mutants if area in (None, mutant["area"]) and mutant["id"] in results]
        killed = sum(result.startswith("killed") for result in own)
        print(f"{area or 'all'}: {killed} of {len(own)} killed")
    tried = [results[mutant["id"]] for mutant in mutants if mutant["id"] in results]
    return sum(not result.startswith("killed") for result in tried) <= ALLOWED * len(tried)


def main():
    parser = argparse.ArgumentParser(prog="run.sh")
    parser.add_argument("--resume", action="store_true", help="keep the results of the last run; try only what is missing")
    parser.add_argument("--only", default="", help="try these mutants again, by number; the other results stay")
    parser.add_argument("--no-build", action="store_true", help="take the copy as the last run left it")
    parser.add_argument("--tests", help="run these tests, such as 'Tests: Git', instead of those that a mutant names")
    parser.add_argument("--patience", type=int, default=120, help="seconds; a mutant whose tests take longer is killed; more on a busy machine")
    parser.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), f"secretsentry-mutants-{os.getuid()}"))
    arguments = parser.parse_args()
    folder, only = os.path.abspath(arguments.folder), {int(number) for number in arguments.only.split(",") if number}
    os.environ.update(SECRETSENTRY_QUICK_LAYOUT="1", MSBUILDDISABLENODEREUSE="1", DOTNET_CLI_TELEMETRY_OPTOUT="1")
    os.environ.pop(SWITCH, None)
    with open(os.path.join(HERE, "mutants.toml"), "rb") as file:
        mutants = tomllib.load(file)["mutant"]
    for mutant in mutants:
        mutant["tests"] = [arguments.tests] if arguments.tests else mutant["tests"]
    numbers = [mutant["id"] for mutant in mutants]
    if len(set(numbers)) < len(numbers):
        fail("two mutants have one number")
    os.makedirs(folder, exist_ok=True)
    fitting = make_copy(folder, mutants)
    if not arguments.no_build:
        build(folder)

    log = os.path.join(folder, "results.tsv")
    results = read_results(log) if arguments.resume or only else {}
    results = {number: result for number, result in results.items() if number in numbers and number not in only}
    chosen = [mutant for mutant in mutants if mutant["id"] not in results and (not only or mutant["id"] in only)]
    lines = sorted({line for mutant in chosen if mutant in fitting for line in mutant["tests"]})
    for project in sorted({line.split(":")[0] for line in lines}):
        names = {name.strip() for line in lines if line.split(":")[0] == project for name in line.split(":", 1)[1].split("|")}
        result, text = run_tests(folder, f"{project}: {'|'.join(sorted(names))}", 0)
        if result not in ("passed", "none"):
            fail(f"{project}: with no mutant on, tests do not pass\n{text}")

    for mutant in chosen:
        start = time.monotonic()
        result = try_mutant(folder, mutant, arguments.patience) if mutant in fitting else "did not apply"
        results[mutant["id"]] = result
        with open(log, "w") as file:
            file.writelines(f"{number}\t{result}\n" for number, result in results.items())
        print(f"{mutant['id']}\t{result}\t{mutant['file']}\t{mutant['says']}\t{time.monotonic() - start:.0f} s", flush=True)
    sys.exit(0 if print_score(mutants, results) else 1)


main()
