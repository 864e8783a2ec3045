"""A labelled set of real code in which human passwords replace the original ones. Nothing of its content is printed."""

import itertools
import json
import os

import contexts
import passwords

KINDS = {"password", "url-credentials", "sql-password", "cmd-password"}
QUOTED = contexts.FORBIDDEN[""]
BARE = contexts.FORBIDDEN["bare"]
IN_URL = BARE + "!@+"


def is_ours(row):
    return (row["secret"] and not row.get("soft") and row["kind"] in KINDS and "value" in row
            and row.get("end", row["line"]) == row["line"])


def fitting(draws, row, line, kind):
    """Returns a password of the kind for the location: quoted, unquoted, or within a URL."""
    before, after = line[row["col"] - 1:row["col"]], line[row["endcol"]:row["endcol"] + 1]
    in_url = row["kind"] == "url-credentials" or after == "@"
    if in_url:
        return passwords.make(draws, IN_URL, kind, starts_plain=True, ascii_only=True)
    if before and before == after and before in contexts.QUOTES:
        return passwords.make(draws, QUOTED, kind)
    return passwords.make(draws, BARE, kind, starts_plain=True)


def overlaps(one, two):
    return one["col"] < two["endcol"] and two["col"] < one["endcol"]


def replace_in_line(draws, line, rows, kinds):
    """Returns the new line and updates the rows. Spans that overlap the span of another label stay unchanged."""
    placed = [row for row in rows if "col" in row and "endcol" in row]
    for row in sorted((r for r in rows if is_ours(r)), key=lambda r: -r["col"]):
        if "how" in row or line[row["col"]:row["endcol"]] != row["value"]:
            continue
        span = (row["col"], row["endcol"])
        same = [r for r in placed if (r["col"], r["endcol"]) == span]
        if any(overlaps(row, r) for r in placed if r not in same):
            continue
        how, language, text = fitting(draws, row, line, next(kinds))
        line = line[:span[0]] + text + line[span[1]:]
        shift = len(text) - (span[1] - span[0])
        for other in placed:
            if other["col"] >= span[1]:
                other["col"] += shift
                other["endcol"] += shift
        for other in same:
            other["endcol"] += shift
            if other["secret"]:
                other.update(value=text, how=how, language=language)
    return line


def make(seed, folder):
    """(path -> bytes, label rows): the touched files only, each with all its rows."""
    by_file = {}
    with open(os.path.join(folder, "labels.jsonl"), encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            by_file.setdefault(row["file"], []).append(row)
    files, kept = {}, []
    # The kinds are used in turn and not at random, because the set is small and each kind must keep its share.
    kinds = itertools.cycle([kind for kind, _ in passwords.KINDS])
    for path, rows in sorted(by_file.items()):
        if not any(is_ours(row) for row in rows):
            continue
        with open(os.path.join(folder, "files", path), "rb") as file:
            content = file.read()
        try:
            lines = content.decode("utf-8").split("\n")
        except UnicodeDecodeError:
            continue  # a file that is no UTF-8: its columns cannot be trusted
        draws = seed.fork(path)
        for number in sorted({row["line"] for row in rows if is_ours(row)}):
            on_line = [row for row in rows if row["line"] == number]
            lines[number - 1] = replace_in_line(draws, lines[number - 1], on_line, kinds)
        if any("how" in row for row in rows):
            files[path] = "\n".join(lines).encode("utf-8")
            kept += rows
    return files, kept
