# >>> secretsentry @HOOK@@NOTE@ - `secretsentry uninstall` takes these lines out
secretsentry=$(git rev-parse --git-common-dir)/secretsentry/hooks/@HOOK@
secretsentry_input=$(mktemp) && [ -n "$secretsentry_input" ] && cat >"$secretsentry_input" || { echo 'secretsentry: blocked, because the list of refs cannot be stored in a temporary file; is the disk full?' >&2; exit 1; }
if [ -x "$secretsentry" ]; then "$secretsentry" "$@" <"$secretsentry_input" || exit $?; else echo 'secretsentry: not installed in this clone, nothing was checked; run: secretsentry install' >&2; fi
exec <"$secretsentry_input" || exit 1
rm -f "$secretsentry_input"
# <<< secretsentry
