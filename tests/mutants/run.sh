#!/bin/sh
# Checks that the tests detect wrong programs. See README.md.
exec python3 "$(dirname "$0")/run.py" "$@"
