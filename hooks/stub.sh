#!/bin/sh
# secretsentry hook v1 - managed file; `secretsentry uninstall` restores what was here before
# No logic lives here: which hook this is, who was here before, where the program is. Forks nothing when nothing is chained.
hook=${0##*/}
hook=${hook%.legacy} # the pre-commit framework renames hooks that it finds, and calls them first
program=@PROGRAM@
checks=' @CHECKS@ '
chain=@CHAIN@
case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
previous=$here/${0##*/}.before-secretsentry
# A folder for all repositories (core.hooksPath) hides the hooks of each: those are what was here before.
[ "$chain" = beside ] || previous=$(git rev-parse --git-common-dir 2>/dev/null)/hooks/$hook

has_previous() {
    [ -f "$previous" ] && [ -x "$previous" ]
}

is_ours() {
    marker=
    { read -r marker && read -r marker; } <"$1" || :
    case $marker in '# secretsentry hook v'*) return 0 ;; esac
    return 1
}

call_previous() {
    # A doctor's canary asks for our part alone: formatters and tests must not see a commit that is none.
    [ -z "$SECRETSENTRY_CANARY" ] || return 0
    first=
    IFS= read -r first <"$previous" || :
    case $chain$first in
        'beside#!/bin/sh'* | 'beside#!/bin/bash'* | 'beside#!/usr/bin/env sh'* | 'beside#!/usr/bin/env bash'*)
            # Sourced, so that it sees its own name in $0 (multi-call hooks look at it).
            shell=$(printf '%s' "${first#??}" | tr -d '\r')
            SS_PREV=$previous $shell -c '. "$SS_PREV"' "$0" "$@" ;;
        *) "$previous" "$@" ;;
    esac
}

# Ends here when there is no program.
find_program() {
    [ ! -x "$program" ] || return 0
    program=$(command -v secretsentry) && return 0
    if [ "$(git config --bool secretsentry.allowMissing 2>/dev/null)" = true ]; then
        echo 'secretsentry: program not found; nothing was checked (secretsentry.allowMissing is set)' >&2
        exit 0
    fi
    echo 'secretsentry: blocked, because the program that checks for credentials was not found (it was removed after the installation).' >&2
    echo "Install it again, or remove $0, or skip the check once with --no-verify, or skip it from now on: git config secretsentry.allowMissing true" >&2
    exit 1
}

case $checks in
    *" $hook "*) ;;
    *) # Only hidden, not checked.
        if has_previous; then exec "$previous" "$@"; fi
        exit 0 ;;
esac

if has_previous; then
    if [ "$chain" != beside ] && is_ours "$previous"; then
        exec "$previous" "$@"
    fi
    case $hook in
        pre-push | pre-receive)
            # Ours first: what was here before may upload (Git LFS). Both read the same standard input.
            find_program
            input=$(mktemp) || { echo 'secretsentry: blocked, because no temporary file can be created for the list of refs' >&2; exit 1; }
            trap 'rm -f "$input"' EXIT
            trap 'exit 130' HUP INT TERM
            cat >"$input"
            "$program" hook "$hook" -- "$@" <"$input" || exit
            call_previous "$@" <"$input"
            exit ;;
        *) # Theirs first: it may format files and stage the result.
            call_previous "$@" || exit ;;
    esac
fi
find_program
exec "$program" hook "$hook" -- "$@"
