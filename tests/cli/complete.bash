# Prints what completions offer for a line as bash would break it into words: directories with a
# slash, as readline shows them.
# usage: complete.bash FILE LINE
# shellcheck source=/dev/null
source "$1"
read -r -a COMP_WORDS <<<"$2"
case $2 in *' ') COMP_WORDS+=('') ;; esac
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_tieout
for word in "${COMPREPLY[@]}"; do
    if [ -d "$word" ]; then echo "$word/"; else echo "$word"; fi
done
