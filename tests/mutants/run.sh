#!/bin/sh
# Tries wrong programs: do the tests notice? See README.md.
exec python3 "$(dirname "$0")/run.py" "$@"
