#!/bin/sh
# secretsentry hook v1 - managed file; `secretsentry uninstall` restores what was here before
hook=$(basename -- "$0")
prev="$0.before-secretsentry"

# The hook that was here before runs first: it may format files and stage the result.
if [ -x "$prev" ] && [ -f "$prev" ]; then
    first=
    IFS= read -r first <"$prev" || :
    case $first in
        '#!/bin/sh'* | '#!/bin/bash'* | '#!/usr/bin/env sh'* | '#!/usr/bin/env bash'*)
            # Sourced, so that it sees its own name in $0 (multi-call hooks look at it).
            shell=$(printf '%s' "${first#??}" | tr -d '\r')
            SS_PREV=$prev $shell -c '. "$SS_PREV"' "$0" "$@" || exit $? ;;
        *) "$prev" "$@" || exit $? ;;
    esac
fi

program=@PROGRAM@
if [ ! -x "$program" ]; then
    program=$(command -v secretsentry) || program=
fi
if [ -n "$program" ]; then
    exec "$program" hook "$hook" -- "$@"
fi
if [ "$(git config --bool secretsentry.allowMissing 2>/dev/null)" = true ]; then
    echo 'secretsentry: program not found; nothing was checked (secretsentry.allowMissing is set)' >&2
    exit 0
fi
echo "secretsentry: blocked, because the program that checks for credentials was not found (it was installed and is gone)." >&2
echo "Install it again, or remove $0, or allow it once with --no-verify." >&2
exit 1
