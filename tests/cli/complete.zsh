# Prints what completions offer for a line: an interactive zsh of its own is given the line and a
# tab, and says whatever it would list, between two lines that end in a NUL.
# usage: complete.zsh FILE LINE
zmodload zsh/zpty
setup='
PROMPT=
autoload -Uz compinit
compinit -u -D
bindkey "^I" complete-word
unsetopt zle_bracketed_paste 2>/dev/null
zle_bracketed_paste=()
null-line() { echo -E - $'"'\\0'"' }
compprefuncs=(null-line)
comppostfuncs=(null-line exit)
zstyle ":completion:*" insert-tab false
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "$@"
        return
    fi
    local -a hits
    local hit
    builtin compadd -A hits "$@"
    for hit in $hits; do
        [[ -d $hit ]] && hit=$hit/
        echo -E - "offered $hit"
    done
}
source '$1'
compdef _tieout tieout
echo ready
'
zpty shell zsh -f -i
zpty -w shell "source =(cat <<'SETUP'
$setup
SETUP
)"
repeat 200; do
    zpty -r shell line || exit 2
    [[ $line == ready* ]] && break
done
zpty -w -n shell "$2"$'\t'
typeset -i marks=0
while zpty -r shell line; do
    [[ $line == *$'\0'* ]] && (( ++marks == 2 )) && break
    [[ $line == *'offered '* ]] && print -r -- "${${line##*offered }%%$'\r'*}"
done
