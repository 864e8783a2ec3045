#!/usr/bin/env bash
# The steps of action.yml: install, scan, verdict. Runs outside of GitHub too, with the variables of GitHub set or not.
set -euo pipefail

say() { echo "secretsentry: $*"; }

install() {
    if command -v secretsentry >/dev/null; then
        say "$(secretsentry --version) is installed already"
        return
    fi
    local prefix=${RUNNER_TOOL_CACHE:-${RUNNER_TEMP:-/tmp}}/secretsentry
    # Without a linker on the runner the installer falls back by itself.
    [ -x "$prefix/bin/secretsentry" ] || "$(dirname "$0")/../install.sh" --prefix "$prefix"
    echo "$prefix/bin" >>"${GITHUB_PATH:-/dev/null}"
}

is_shallow() { [ "$(git rev-parse --is-shallow-repository)" = true ]; }

# A clone of depth 1 does not hold what a range names. Deepen it; when that fails, say why, and what comes of it: the scan names the gap and ends with 3.
deepen() {
    [ "${SECRETSENTRY_SCAN:-changes}" != files ] || return 0
    is_shallow || return 0
    say "the clone is shallow; fetching the rest (fetch-depth: 0 at actions/checkout saves this)"
    local reason
    reason=$(GIT_TERMINAL_PROMPT=0 git fetch --quiet --unshallow --no-tags origin 2>&1) && reason="origin is shallow itself"
    is_shallow || return 0
    # The first line of git's reason, without a password that an address may hold.
    say "the rest cannot be fetched: $(sed -e 's#://[^/@ ]*@#://***@#g' -e q <<<"$reason")"
    if [ "${SECRETSENTRY_ALLOW_SHALLOW:-false}" = true ]; then
        say "going on with what is here, as allow-shallow asks; the history behind it is NOT scanned"
    else
        say "what is here is scanned, and the result is 'incomplete' (exit code 3) unless credentials are found; allow-shallow: true accepts that"
    fi
}

is_commit() { git cat-file -e "$1^{commit}" 2>/dev/null; }

# The commits of a request are those of its head that its target lacks. The target may have moved on since the event, and the head may have
# merged it, so the commit before alone is not enough. Prints the tips of the branches whose commits are not the request's own.
list_others() {
    local base=$1 head=$2 target=refs/remotes/origin/${GITHUB_BASE_REF:-}
    if [ -n "${GITHUB_BASE_REF:-}" ] && is_commit "$target"; then
        git rev-parse "$target^{commit}"
    elif [ -n "$base" ]; then
        git for-each-ref --format='%(objectname)' --contains "$base" --no-contains "$head" refs/heads refs/remotes
    else
        git for-each-ref --format='%(objectname)' --no-contains "$head" refs/heads refs/remotes
    fi | sort -u | sed 's/^/^/'
}

# What to scan, as options, one a line.
select_source() {
    local base=${SECRETSENTRY_BASE:-} head=${SECRETSENTRY_HEAD:-HEAD}
    case ${SECRETSENTRY_SCAN:-changes} in
        history) echo --history ;;
        files) echo . ;;
        changes)
            if [[ $base =~ ^0*$ ]]; then
                say "no base commit (a new branch): the commits that no other branch has are scanned" >&2
                printf '%s\n' --range "$head $(list_others "" "$head" | tr '\n' ' ')"
            elif is_commit "$base"; then
                printf '%s\n' --range "$head ^$base $(list_others "$base" "$head" | tr '\n' ' ')"
            else
                say "the base commit $base is not in the clone (force-pushed or shallow): everything that is reachable is scanned" >&2
                printf '%s\n' --history --reachable
            fi
            ;;
        *) say "'scan' is '${SECRETSENTRY_SCAN}'; valid are changes, history and files" >&2; return 2 ;;
    esac
}

scan() {
    local out code=0 text selected
    out=$(mktemp -d "${RUNNER_TEMP:-/tmp}/secretsentry.XXXXXX")
    deepen
    text=$(select_source)
    mapfile -t selected <<<"$text"
    local options=(--no-progress --report "sarif=$out/secretsentry.sarif" --report "github=$out/annotations" --report "markdown=$out/summary.md")
    [ "${SECRETSENTRY_ALLOW_SHALLOW:-false}" != true ] || options+=(--allow-shallow)
    # Words, not patterns: the shell must not replace a glob such as test/** by the files that are there.
    local more
    read -r -d '' -a more <<<"${SECRETSENTRY_ARGS:-}" || true
    secretsentry scan "${selected[@]}" "${options[@]}" "${more[@]}" || code=$?
    if [ -f "$out/annotations" ]; then
        cat "$out/annotations"
        cat "$out/summary.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
    fi
    local sarif=$out/secretsentry.sarif
    if [ "${SECRETSENTRY_UPLOAD:-false}" = true ] && [ "${SECRETSENTRY_SCAN:-changes}" = changes ]; then
        # Code scanning closes every alert that the report of the same category lacks. So it gets the whole history, not the changes.
        sarif=$out/whole.sarif
        secretsentry scan --history --no-progress --format sarif --output "$sarif" --quiet "${more[@]}" || say "the report for code scanning: exit code $?"
    fi
    { echo "exit-code=$code"; echo "sarif=$sarif"; } >>"${GITHUB_OUTPUT:-/dev/stdout}"
}

verdict() {
    case ${SECRETSENTRY_EXIT_CODE:-} in
        0) ;;
        1) [ "${SECRETSENTRY_FAIL_ON_FINDINGS:-true}" != true ] || { say "credentials found; see the annotations and the summary"; exit 1; } ;;
        3) say "not everything could be scanned, so this is no clean result; the step before names what is missing"; exit 3 ;;
        *) say "the scan did not run as it should (exit code ${SECRETSENTRY_EXIT_CODE:-none}); see the step before"; exit "${SECRETSENTRY_EXIT_CODE:-2}" ;;
    esac
}

case ${1:-} in
    install | scan | verdict) "$1" ;;
    *) say "usage: $0 install|scan|verdict"; exit 2 ;;
esac
