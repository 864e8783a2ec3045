# secretsentry in lefthook - `secretsentry uninstall` removes this file
secretsentry=$(git rev-parse --git-common-dir)/secretsentry/hooks/@HOOK@
if [ -x "$secretsentry" ]; then exec "$secretsentry" "$@"; else echo 'secretsentry: not installed in this clone, nothing was checked; run: secretsentry install' >&2; fi
