"""Runs a program on the sets at each level and counts. Prints only numbers."""

import collections
import json
import os
import subprocess
import sys
import tempfile

LEVELS = ("low", "medium", "high")


def scan(program, folder, level):
    """Returns the reported locations as (file, first line, last line)."""
    with tempfile.TemporaryDirectory() as scratch:
        report = os.path.join(scratch, "report.jsonl")
        command = [program, "scan", ".", "--no-gitignore", "--min-confidence", level, "--format", "jsonl"]
        command += ["--output", report, "--no-progress"]
        run = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if run.returncode not in (0, 1, 3):
            sys.exit("the scan ended with %d: %s" % (run.returncode, run.stderr.decode(errors="replace")[-300:]))
        with open(report, encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines if line.strip()]
    return {(one["file"].removeprefix("./"), one["line"], one.get("endLine") or one["line"]) for one in found if one.get("line")}


def share(part, whole):
    return part / whole if whole else None


def counted(rows):
    """Returns the rows that are used for the recall: our passwords."""
    return [row for row in rows if row["secret"] and "how" in row]


def lines_by_label(rows):
    """Returns (file, line) -> the rows of this line."""
    lines = collections.defaultdict(list)
    for row in rows:
        for line in range(row["line"], row.get("end", row["line"]) + 1):
            lines[row["file"], line].append(row)
    return lines


def score(rows, reports, level):
    """
    The unit is a line, as in score.py of the open sets. A report on a line with one of our passwords is correct. On a line with another true
    or soft label it is not counted. On any other line it is a false alarm. A password hash may be reported at the level low.
    """
    labels = lines_by_label(rows)
    reported = {(file, line) for file, first, last in reports for line in range(first, last + 1)}
    heads = {(file, first) for file, first, _ in reports}
    hits, kinds, places = set(), collections.Counter(), collections.Counter()
    for row in counted(rows):
        kinds[row["how"]] += 1
        places[row["source"]] += 1
        if (row["file"], row["line"]) in reported:
            hits.add((row["file"], row["line"]))
    found = collections.Counter(row["how"] for row in counted(rows) if (row["file"], row["line"]) in hits)
    found_at = collections.Counter(row["source"] for row in counted(rows) if (row["file"], row["line"]) in hits)
    right = wrong = 0
    for file, first, last in {(f, a, b) for f, a, b in reports if (f, a) in heads}:
        here = [row for line in range(first, last + 1) for row in labels.get((file, line), ())]
        if any(row["secret"] and "how" in row for row in here):
            right += 1
        elif any(row["secret"] or row.get("soft") for row in here) or (level == "low" and any(row.get("how") == "hash" for row in here)):
            continue
        else:
            wrong += 1
    units = {(row["file"], row["line"]) for row in counted(rows)}
    alike = [row for row in rows if "lookalike" in row and (row["file"], row["line"]) not in units]
    alike_hit = [row for row in alike if (row["file"], row["line"]) in reported]
    alike_kinds = collections.Counter(row["how"] for row in alike)
    alike_found = collections.Counter(row["how"] for row in alike_hit)
    return {
        "positives": len(units), "found": len(hits), "recall": share(len(hits), len(units)), "right": right, "wrong": wrong,
        "precision": share(right, right + wrong), "by_kind": {kind: share(found[kind], kinds[kind]) for kind in sorted(kinds)},
        "lookalikes": len(alike), "lookalikes_reported": share(len(alike_hit), len(alike)),
        "lookalikes_by_kind": {kind: share(alike_found[kind], alike_kinds[kind]) for kind in sorted(alike_kinds)},
        "by_context": {place: share(found_at[place], places[place]) for place in sorted(places)},
    }


def run(program, out):
    """Returns set -> level -> numbers, for the sets in the folder."""
    result = {}
    for name in ("contexts", "dev"):
        folder = os.path.join(out, name)
        if not os.path.exists(os.path.join(folder, "labels.jsonl")):
            continue
        with open(os.path.join(folder, "labels.jsonl"), encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        result[name] = {level: score(rows, scan(program, os.path.join(folder, "files"), level), level) for level in LEVELS}
    return result


def percent(number):
    return "    -" if number is None else "%5.1f" % (100 * number)


def show(result):
    for name, levels in result.items():
        print("%-10s %6s | %6s | %6s | %6s   (100 = all)" % (name, "", *LEVELS))
        print("%-18s| %s" % ("passwords", " | ".join("%6d" % levels[level]["positives"] for level in LEVELS)))
        print("%-18s| %s" % ("false alarms", " | ".join("%6d" % levels[level]["wrong"] for level in LEVELS)))
        for what in ("recall", "precision"):
            print("%-18s| %s" % (what, " | ".join(" " + percent(levels[level][what]) for level in LEVELS)))
        for kind in levels["low"]["by_kind"]:
            print("%-18s| %s" % ("  " + kind, " | ".join(" " + percent(levels[level]["by_kind"][kind]) for level in LEVELS)))
        if levels["low"]["lookalikes"]:
            print("%-18s| %s" % ("look-alikes told", " | ".join(" " + percent(levels[level]["lookalikes_reported"]) for level in LEVELS)))
            for kind in levels["low"]["lookalikes_by_kind"]:
                print("%-18s| %s" % ("  " + kind, " | ".join(" " + percent(levels[level]["lookalikes_by_kind"][kind]) for level in LEVELS)))
