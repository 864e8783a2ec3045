# >>> secretsentry @HOOK@@NOTE@ - `secretsentry uninstall` takes these lines out
secretsentry=$(git rev-parse --git-common-dir)/secretsentry/hooks/@HOOK@
if [ -x "$secretsentry" ]; then "$secretsentry" "$@" || exit $?; else echo 'secretsentry: not installed in this clone, nothing was checked; run: secretsentry install' >&2; fi
# <<< secretsentry
