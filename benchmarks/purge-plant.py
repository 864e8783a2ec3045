"""Reads a git fast-export stream (--no-data) and plants a secret: purge-plant.py SECRET FIRST COUNT <stream >stream.

COUNT commits, starting with number FIRST of the stream, write new versions of one file that contains the secret. The next commit deletes the file."""
import sys

secret, first, count = sys.argv[1].encode(), int(sys.argv[2]), int(sys.argv[3])
path = b"src/planted/deep/conf.txt"
source, target = sys.stdin.buffer, sys.stdout.buffer
number = -1
pending = in_commit = False


def plant():
    if first <= number < first + count:
        text = b"version %d\nkey = %s\n" % (number, secret)
        target.write(b"M 100644 inline %s\ndata %d\n%s\n" % (path, len(text), text))
    elif number == first + count:
        target.write(b"D %s\n" % path)


for line in iter(source.readline, b""):
    if pending and not line.startswith((b"from ", b"merge ")):
        plant()
        pending = False
    target.write(line)
    if line.startswith(b"commit "):
        number += 1
        in_commit = True
    elif line.startswith((b"tag ", b"reset ")):
        in_commit = False
    elif line.startswith(b"data "):
        target.write(source.read(int(line[5:])))
        pending = in_commit
