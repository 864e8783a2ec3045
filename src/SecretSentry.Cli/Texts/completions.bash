# secretsentry completions bash: put it where your shell reads completions from, or: source <(secretsentry completions bash)
_secretsentry() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path= at
    for ((at = 1; at < COMP_CWORD; at++)); do
        case "$path ${COMP_WORDS[at]}" in
{{paths}}        esac
    done
    case "$path $before" in
{{values}}    esac
    local words=
    case "$path" in
{{words}}    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$word"))
}
complete -o filenames -F _secretsentry secretsentry
