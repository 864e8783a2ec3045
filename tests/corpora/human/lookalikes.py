"""Text at the location of a password that is not a password: the negatives of the set."""

import os

HERE = os.path.dirname(os.path.abspath(__file__))
HASH_LETTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE64_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def load():
    """Returns section -> lines."""
    sections, name = {}, None
    with open(os.path.join(HERE, "lookalikes.txt"), encoding="utf-8") as lines:
        for line in (raw.rstrip("\n") for raw in lines):
            if line.startswith("== "):
                name = line[3:]
                sections[name] = []
            elif line and not line.startswith("# "):
                sections[name].append(line)
    return sections


SECTIONS = load()


def letters(draws, alphabet, count):
    return "".join(draws.pick(alphabet) for _ in range(count))


def password_hash(draws):
    """Returns text in the format of a password hash. Nothing was hashed."""
    bcrypt = "$2%s$%02d$" % (draws.pick("aby"), draws.between(10, 12)) + letters(draws, HASH_LETTERS, 53)
    return draws.pick([
        bcrypt,
        "{bcrypt}" + bcrypt,
        "$6$" + letters(draws, HASH_LETTERS, 16) + "$" + letters(draws, HASH_LETTERS, 86),
        "$5$" + letters(draws, HASH_LETTERS, 16) + "$" + letters(draws, HASH_LETTERS, 43),
        "$apr1$" + letters(draws, HASH_LETTERS, 8) + "$" + letters(draws, HASH_LETTERS, 22),
        "$argon2id$v=19$m=65536,t=3,p=4$" + letters(draws, BASE64_LETTERS, 22) + "$" + letters(draws, BASE64_LETTERS, 43),
        "pbkdf2_sha256$600000$" + letters(draws, HASH_LETTERS[2:], 22) + "$" + letters(draws, BASE64_LETTERS, 43) + "=",
        "{SSHA}" + letters(draws, BASE64_LETTERS, 32),
    ])


def text_of(draws, kind, modifier, is_sample):
    """Returns a look-alike of the kind for the quotes of the slot."""
    has_blanks = modifier in ("", "any", "blank", "json", "xml")
    if kind == "hash":
        return password_hash(draws)
    if kind == "text" and has_blanks:
        return draws.pick(SECTIONS["text"] + SECTIONS["text long"])
    if kind == "holder" and is_sample and draws.chance(60):
        return draws.pick(SECTIONS["sample"])
    return draws.pick([text for text in SECTIONS[kind] if has_blanks or " " not in text])


def make(draws, kinds, language, modifier, is_sample):
    """Returns (kind, text, whether it also replaces the quotes around the slot)."""
    if modifier in ("url", "basic"):
        return "holder", draws.pick(SECTIONS[modifier]), False
    kind = draws.pick(kinds)
    if kind == "expr":
        return kind, draws.pick(SECTIONS["expr " + language]), True
    if kind == "prose":
        return kind, draws.pick(SECTIONS.get("prose " + language) or SECTIONS["prose english"]), True
    return kind, text_of(draws, kind, modifier, is_sample), False
