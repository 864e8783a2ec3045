# >>> secretsentry canary@NOTE@ - `secretsentry uninstall` takes these lines out
[ -z "$SECRETSENTRY_CANARY" ] || { "$(git rev-parse --git-common-dir)/secretsentry/hooks/@HOOK@" "$@"; exit $?; }
# <<< secretsentry
