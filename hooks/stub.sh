#!/bin/sh
# secretsentry hook v2 - managed file; `secretsentry uninstall` restores what was here before
# No logic lives here: which hook this is, who was here before, where the program is. Forks nothing when nothing is chained.
hook=${0##*/}
hook=${hook%.legacy} # the pre-commit framework renames hooks that it finds, and calls them first
program=@PROGRAM@
library=@LIBRARY@
checks=' @CHECKS@ '
hidden=' @HIDDEN@ '
known=' pre-commit pre-merge-commit commit-msg pre-push pre-applypatch applypatch-msg pre-receive '
chain=@CHAIN@
case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
previous=$here/${0##*/}.before-secretsentry
[ -e "$previous" ] || previous=$here/$hook.before-secretsentry
# A folder for all repositories (core.hooksPath) hides the hooks of each: those are what was here before.
[ "$chain" = beside ] || previous=$(git rev-parse --git-common-dir 2>/dev/null)/hooks/$hook

refuse() {
    echo "secretsentry: blocked, because $1" >&2
    exit 1
}

# A folder NAME.d holds hooks that another hook calls, under names of their own. A renamed hook keeps the first part of its name.
find_name() {
    case $here in
        . | .. | */. | */..) folder=$(cd "$here" && pwd) || folder= ;;
        *) folder=$here ;;
    esac
    folder=${folder##*/}
    case $folder in
        *.d)
            case $known in
                *" ${folder%.d} "*)
                    # The hook of the repository is the one that called this copy.
                    [ "$chain" = beside ] || previous=
                    hook=${folder%.d}
                    return 0 ;;
            esac ;;
    esac
    case $known in *" ${hook%%.*} "*) hook=${hook%%.*}; return 0 ;; esac
    refuse "it cannot tell which hook it is: $0. Name it like the hook, or put it into a folder NAME.d, such as pre-receive.d"
}

case $known in
    *" $hook "*) case $here in *.d | . | ..) find_name ;; esac ;;
    *) case $hidden in *" $hook "*) ;; *) find_name ;; esac ;;
esac

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
    [ -z "$library" ] || [ -f "$library" ] || program=
    [ -d "$program" ] || [ ! -x "$program" ] || return 0
    library=
    program=$(command -v secretsentry) && return 0
    if [ "$(git config --bool secretsentry.allowMissing 2>/dev/null)" = true ]; then
        echo 'secretsentry: program not found; nothing was checked (secretsentry.allowMissing is set)' >&2
        exit 0
    fi
    echo 'secretsentry: blocked, because the program that checks for credentials was not found (it was removed after the installation).' >&2
    echo "Install it again, or remove $0, or skip the check once with --no-verify, or skip it from now on: git config secretsentry.allowMissing true" >&2
    exit 1
}

# Git LFS uploads in its own pre-push hook, which it does not install over ours.
uses_lfs() {
    [ "${0##*/}" = pre-push ] && [ -z "$SECRETSENTRY_CANARY" ] || return 1
    case $chain$here in beside*/secretsentry/hooks | beside*/secretsentry/checks) return 1 ;; esac
    [ -d "$(git rev-parse --git-common-dir 2>/dev/null)/lfs" ] && command -v git-lfs >/dev/null
}

case $chain$checks in
    beside* | *" $hook "*) ;;
    *) # Only hidden, not checked.
        if has_previous; then exec "$previous" "$@"; fi
        exit 0 ;;
esac

case $hook in
    pre-push | pre-receive)
        if [ "$chain" != beside ] && has_previous && is_ours "$previous"; then
            exec "$previous" "$@"
        fi
        find_program
        if has_previous; then
            next=call_previous
        elif uses_lfs; then
            next='git lfs pre-push'
        else
            exec "$program" ${library:+"$library"} hook "$hook" -- "$@"
        fi
        # Ours first: what comes next may upload (Git LFS). Both read the same standard input.
        input=$(mktemp) && [ -n "$input" ] || refuse 'no temporary file can be made for the list of refs'
        trap 'rm -f "$input"' EXIT
        trap 'exit 130' HUP INT TERM
        cat >"$input" || refuse 'the list of refs cannot be stored in a temporary file; is the disk full?'
        "$program" ${library:+"$library"} hook "$hook" -- "$@" <"$input" || exit
        $next "$@" <"$input"
        exit ;;
esac
if has_previous; then
    if [ "$chain" != beside ] && is_ours "$previous"; then
        exec "$previous" "$@"
    fi
    # Theirs first: it may format files and stage the result.
    call_previous "$@" || exit
fi
find_program
exec "$program" ${library:+"$library"} hook "$hook" -- "$@"
