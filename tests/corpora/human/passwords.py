"""Passwords as people make them, of six kinds, from the word lists in words/."""

import os
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
LANGUAGES = ["english", "german", "spanish", "french", "italian", "portuguese", "polish", "turkish"]
# The kinds and their weights; each of the first five must keep 15 of 100 (human.py check).
KINDS = [("word", 17), ("name-year", 17), ("walk", 17), ("leet", 17), ("phrase", 17), ("other", 15)]
# Characters that no slot allows: they would end the quoted text, escape it, or open a template.
NEVER = "\"'`\\<>{}"
# Words that people use as a sample or as the default of a product. They cannot be labelled.
ARGUABLE = {"password", "passwort", "secret", "changeme", "admin", "example", "test", "guest", "default"}
ROWS = {
    "qwerty": ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"],
    "qwertz": ["1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"],
    "azerty": ["1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"],
}
LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "b": "8", "g": "9", "l": "1"}
# Words for services and machines that people combine with a number when they set up a service.
SERVICES = ["mysql", "oracle", "mail", "intranet", "router", "backup", "web", "office", "shop", "server", "wifi", "db", "ftp", "crm"]


def load():
    """Language -> section -> entries."""
    lists = {}
    for language in LANGUAGES:
        sections, name = {}, None
        with open(os.path.join(HERE, "words", language + ".txt"), encoding="utf-8") as lines:
            for line in (raw.strip() for raw in lines):
                if line.startswith("["):
                    name = line.strip("[]")
                    sections[name] = []
                elif line and not line.startswith("#"):
                    sections[name] += [line] if name == "phrases" else line.split()
        lists[language] = sections
    return lists


LISTS = load()


def plain(text):
    """Returns the text without accents, as it is typed on a keyboard without them."""
    text = text.translate(str.maketrans({"ß": "ss", "ł": "l", "Ł": "L", "ı": "i", "ø": "o", "İ": "I"}))
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def entry(draws, language, sections, least=1):
    """Returns an entry of the given sections with at least this number of letters, usually without accents."""
    found = ""
    while len(found) < least:
        found = draws.pick(LISTS[language][draws.pick(sections)])
    return found if draws.chance(15) else plain(found)


def cased(draws, text):
    return draws.weighted([(text.lower(), 55), (text[:1].upper() + text[1:].lower(), 38), (text.upper(), 7)])


def year(draws):
    full = draws.weighted([(draws.between(1948, 2009), 60), (draws.between(2010, 2026), 40)])
    return str(full) if draws.chance(75) else "%02d" % (full % 100)


def mark(draws):
    return draws.weighted([("!", 40), ("#", 12), ("*", 10), (".", 12), ("?", 8), ("@", 8), ("-", 4), ("+", 3), ("!!", 3)])


def word(draws, language):
    return cased(draws, entry(draws, language, ["words", "words", "words", "names", "pets", "places", "clubs", "brands"], 5))


def name_year(draws, language):
    name = cased(draws, entry(draws, language, ["names", "names", "pets", "places", "clubs", "brands"], 3))
    number = year(draws)
    text = draws.weighted([
        (name + number, 60), (name + draws.pick("_.-@") + number, 20), (number + name, 8), (name + number + mark(draws), 12),
    ])
    return text if len(text) >= 6 else text + mark(draws)


def straight(draws, rows):
    row = draws.pick(rows[1:]) if draws.chance(80) else rows[0] + draws.pick(rows[1:])
    length = draws.between(5, min(9, len(row)))
    start = draws.weighted([(0, 60), (draws.below(len(row) - length + 1), 40)])
    return row[start:start + length]


def columns(draws, rows):
    """Returns a walk down the columns of the keyboard, two to four adjacent columns."""
    depth, first = draws.pick([2, 3, 4]), draws.below(4)
    text = "".join("".join(row[at] for row in rows[:depth]) for at in range(first, first + {2: 4, 3: 3, 4: 2}[depth]))
    return text if draws.chance(75) else text[::-1]


def zigzag(draws, rows):
    """Returns a walk from row to row and back, like two walking fingers."""
    upper = draws.below(2)
    first, length = draws.below(3), draws.between(3, 5)
    return "".join(rows[upper][at] + rows[upper + 1][at] for at in range(first, first + length))


def walk(draws, language):
    layout = {"german": "qwertz", "polish": "qwerty", "french": "azerty"}.get(language, "qwerty")
    rows = ROWS[layout]
    text = draws.weighted([(straight, 45), (columns, 30), (zigzag, 25)])(draws, rows)
    tail = draws.pick(["12", "123", "1", "99", "007"])
    text = draws.weighted([(text, 55), (text[:1].upper() + text[1:], 20), (text + text[::-1][1:], 5), (text + tail, 20)])
    if draws.chance(18):
        text += mark(draws)
    return text if len(text) >= 6 else text + draws.pick(["123", "12345", "2024"])


def leet(draws, language):
    text = entry(draws, language, ["words", "words", "names", "pets", "clubs", "brands"], 5)
    if len(text) < 8 and draws.chance(40):
        text += entry(draws, language, ["words", "adjectives"], 3)
    text = plain(cased(draws, text))
    swapped, changed = "", 0
    for letter in text:
        forms = LEET.get(letter.lower())
        if forms and draws.chance(75):
            letter = forms[0] if draws.chance(70) else draws.pick(forms)
            changed += 1
        swapped += letter
    if changed < 2:
        return leet(draws, language)
    return swapped if draws.chance(55) else swapped + draws.pick([year(draws), mark(draws), str(draws.between(1, 99))])


def phrase(draws, language):
    parts = []
    for part in draws.pick(LISTS[language]["phrases"]).split():
        for slot, sections in (("{w}", ["words"]), ("{a}", ["adjectives"]), ("{n}", ["names", "pets"])):
            if slot in part:
                part = part.replace(slot, entry(draws, language, sections, 2))
        parts.append(part if draws.chance(15) else plain(part))
    joint = draws.weighted([("", 30), ("-", 17), ("_", 8), (".", 8), (" ", 12), ("Pascal", 25)])
    if joint == "Pascal":
        text = "".join(part[:1].upper() + part[1:].lower() for part in parts)
    else:
        text = joint.join(part.lower() for part in parts)
    return text if draws.chance(70) else text + draws.pick([mark(draws), year(draws), str(draws.between(1, 99))])


def initials(draws, language):
    """Returns the first letters of two sentences, which is common advice."""
    parts = [w for _ in range(2) for w in draws.pick(LISTS[language]["phrases"]).split()]
    letters = "".join(plain(entry(draws, language, ["words"]) if "{" in w else w)[:1] for w in parts)
    letters = "".join(c.upper() if draws.chance(35) else c.lower() for c in letters)
    return (letters + str(draws.between(10, 2026)) + mark(draws))[:14]


def other(draws, language):
    first = cased(draws, entry(draws, language, ["words", "names", "pets", "brands"], 4))
    second = cased(draws, entry(draws, language, ["words", "adjectives"], 3))
    return draws.weighted([
        (first + str(draws.between(10, 9999)) + mark(draws), 30),
        (first + second + str(draws.between(1, 999)), 15),
        (first + draws.pick("_-.&+") + second, 8),
        (initials(draws, language), 14),
        (draws.pick(SERVICES) + str(draws.between(1, 99)) + first, 12),
        (first + "%02d%02d" % (draws.between(1, 28), draws.between(1, 12)), 9),
        (str(draws.between(2, 9)) + first + mark(draws) + str(draws.between(0, 99)), 7),
        (first * 2 if len(first) < 8 else first + "1", 5),
    ])


MAKERS = {"word": word, "name-year": name_year, "walk": walk, "leet": leet, "phrase": phrase, "other": other}


def make(draws, forbidden="", kind=None, language=None, starts_plain=False, ascii_only=False):
    """Returns (kind, language, password) without the forbidden characters."""
    kind = kind or draws.weighted(KINDS)
    language = language or draws.pick(LANGUAGES)
    for _ in range(10000):
        text = MAKERS[kind](draws, language)
        if any(c in forbidden or c in NEVER for c in text) or text.lower() in ARGUABLE:
            continue
        if starts_plain and not text[0].isalnum() or ascii_only and not text.isascii():
            continue
        if 5 <= len(text) <= 48:
            return kind, language, text
    raise AssertionError("no %s fits without %s" % (kind, forbidden))
