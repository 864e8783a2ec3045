"""The contexts: files with slots, how they are read and filled."""

import base64
import json
import os
import re
import urllib.parse
from xml.sax.saxutils import escape

import lookalikes
import passwords

HERE = os.path.dirname(os.path.abspath(__file__))
FILLS = 40  # files a context
SLOT = re.compile(r"\{\{([A-Za-z]+)(?::([a-z0-9]+))?\}\}")
QUOTES = "\"'`"
# Characters that the syntax of a slot does not allow, in addition to passwords.NEVER, by the modifier of the slot.
FORBIDDEN = {
    "": " $%&", "any": "", "blank": "$%&", "bare": " #;,:=()|&%$/?*[]^~", "json": "$%&", "xml": "", "url": " ", "basic": " ",
}
NAMES = [
    ["password"], ["passwd"], ["pwd"], ["db", "password"], ["user", "password"], ["admin", "password"], ["root", "pw"],
    ["mail", "password"],
    ["smtp", "pass"], ["ftp", "password"], ["login", "password"], ["ldap", "bind", "password"], ["keystore", "password"],
    ["backup", "passphrase"],
    ["redis", "password"], ["sudo", "password"], ["portal", "pwd"], ["service", "password"], ["kennwort"], ["passwort"], ["contrasena"],
    ["mot", "de", "passe"], ["haslo"], ["senha"], ["sifre"], ["mysql", "root", "password"], ["wifi", "password"], ["proxy", "password"],
]
STYLES = {
    "snake": "_".join,
    "upper": lambda parts: "_".join(parts).upper(),
    "camel": lambda parts: parts[0] + "".join(p.capitalize() for p in parts[1:]),
    "pascal": lambda parts: "".join(p.capitalize() for p in parts),
}
# Ordinary text near a password.
USERS = [
    "app", "deploy", "anna", "reader", "jbauer", "root", "svc_orders", "mlopez", "report", "admin", "kowalski", "web01", "sync",
    "t.martin", "shopuser",
]
HOSTS = [
    "db.acme-tools.org", "srv12.intern.lan", "10.20.4.17", "shop.example.org", "data.nordlicht.net", "localhost", "mx.campo.es",
    "192.168.7.20",
]
DATABASES = ["orders", "shop", "crm", "inventory", "wiki", "metrics", "booking", "library"]
APPS = ["shopfront", "ledger", "parcel", "meteo", "kiosk", "timetable", "cellar", "bookings", "atlas"]
WORDS = ["invoices", "weather", "stations", "members", "tickets", "recipes", "routes", "sensors", "archive", "prices", "photos", "letters"]
PORTS = ["3306", "5432", "8080", "1433", "2222", "9000", "587"]
LANGUAGES = ["de", "fr", "es", "pl", "tr", "pt", "it", "ru", "ja"]


class Context:
    def __init__(self, head, body):
        self.name, kinds, self.language, paths = (part.strip() for part in head.split("|"))
        self.kinds = kinds.split()
        self.paths = [tuple(path.split(":", 1)) for path in paths.split()]
        self.body = body.strip("\n") + "\n"


def load():
    found = []
    for name in ("source", "settings", "commands", "documents"):
        with open(os.path.join(HERE, "contexts", name + ".txt"), encoding="utf-8") as file:
            for part in re.split(r"^=== ", file.read(), flags=re.M)[1:]:
                head, body = part.split("\n", 1)
                found.append(Context(head, body))
    return found


def neighbours(draws):
    word, app = draws.pick(WORDS), draws.pick(APPS)
    values = {
        "user": draws.pick(USERS), "host": draws.pick(HOSTS), "db": draws.pick(DATABASES), "app": app, "w": word, "W": word.upper(),
        "Class": draws.pick(WORDS).capitalize(), "port": draws.pick(PORTS), "n": str(draws.between(2, 90)), "lang": draws.pick(LANGUAGES),
    }
    values["mail"] = values["user"].replace(".", "_") + "@" + app + ".example"
    return values


def encoded(draws, modifier, text, user):
    """Returns the text as the syntax of the slot writes it."""
    if modifier == "url":
        return urllib.parse.quote(text, safe="!*")
    if modifier == "xml":
        return escape(text, {'"': "&quot;"})
    if modifier == "json":
        return json.dumps(text, ensure_ascii=draws.chance(30))[1:-1]
    if modifier == "basic":
        return base64.b64encode((user + ":" + text).encode("utf-8")).decode("ascii")
    return text


def fill(draws, context, role):
    """(text, labels). A label is (offset, text as written, kind, language, is a secret, kind of slot)."""
    values, names = neighbours(draws), {}
    text, labels, at = "", [], 0
    holds_secrets = 0 if role == "x" else draws.pick([100, 0, 50, 50])
    skip = 0
    for slot in SLOT.finditer(context.body):
        text += context.body[at + skip:slot.start()]
        at, skip, modifier = slot.end(), 0, slot.group(2) or ""
        if slot.group(1) == "P":
            if draws.chance(holds_secrets):
                how, language, plain = passwords.make(draws, FORBIDDEN[modifier], starts_plain=modifier == "bare")
                written = encoded(draws, modifier, plain, values["user"])
                labels.append((len(text), written, how, language, True, modifier))
            else:
                how, written, takes_quotes = lookalikes.make(draws, context.kinds, context.language, modifier, role == "x")
                if modifier in ("xml", "json"):
                    written = encoded(draws, modifier, written, "")
                if takes_quotes and text[-1:] in QUOTES and context.body[at:at + 1] == text[-1:]:
                    text, skip = text[:-1], 1
                labels.append((len(text), written, how, "", False, modifier))
            text += written
        elif slot.group(1) == "pw":
            # One name for each style and file, so that a name defined earlier is used later.
            names.setdefault(modifier, STYLES[modifier](draws.pick(NAMES)))
            text += names[modifier]
        else:
            text += values[slot.group(1)]
    return text + context.body[at + skip:], labels, values


def row(context, path, text, label):
    offset, written, how, language, secret, modifier = label
    start = text.rfind("\n", 0, offset) + 1
    kind = {"url": "url-credentials", "basic": "basic-authorization"}.get(modifier, "password")
    result = {
        "file": path, "line": text.count("\n", 0, offset) + 1, "kind": kind, "group": "human", "secret": secret,
        "source": "human:" + context.name,
        "col": offset - start, "endcol": offset - start + len(written), "how": how,
    }
    if secret:
        result.update(value=written, language=language)
    else:
        result["lookalike"] = written
    return result


def make(seed):
    """(path -> text, label rows) of the whole set."""
    files, rows = {}, []
    for number, context in enumerate(load()):
        for index in range(FILLS):
            draws = seed.fork("%s %d" % (context.name, index))
            role, form = draws.pick(context.paths)
            text, labels, values = fill(draws, context, role)
            path = "%02d%02d/" % (number, index) + SLOT.sub(lambda slot: values[slot.group(1)], form)
            files[path] = text
            rows += [row(context, path, text, label) for label in labels]
    return files, rows
