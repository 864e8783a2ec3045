"""Prints invented findings as jsonl, for reports of any size: many-findings.py COUNT >findings.jsonl"""
import datetime
import hashlib
import json
import random
import sys

random.seed(5)
rules = ["aws-access-key-id", "github-pat", "slack-bot-token", "stripe-secret-key", "generic-password", "private-key", "npm-token", "gcp-api-key"]
for i in range(int(sys.argv[1])):
    user, day = random.randrange(600), datetime.datetime(2011, 1, 1) + datetime.timedelta(minutes=random.randrange(15 * 525600))
    line = random.randrange(1, 900)
    print(json.dumps({
        "rule": random.choice(rules), "description": "A made-up credential", "severity": random.choice(["critical", "high", "medium", "low"]),
        "confidence": random.choice(["high", "medium"]), "file": f"src/part{random.randrange(70)}/dir{random.randrange(10)}/file{random.randrange(10)}.c",
        "line": line, "column": 3, "endLine": line, "endColumn": 25, "preview": "ab********yz", "fingerprint": hashlib.sha256(str(i).encode()).hexdigest()[:16],
        "validity": "unknown", "commit": hashlib.sha1(str(i).encode()).hexdigest(), "author": f"User {user} <u{user}@example.invalid>",
        "date": day.strftime("%Y-%m-%dT%H:%M:%S+00:00"), "subject": f"Change number {i}", "ref": "main", "reachability": "reachable", "details": {}}))
