# A world may bring rules of its own, a family the program does not ship: what stands in its folder
# rules/ is laid over those that ship. To be sourced, where $root and $scratch are known.
#   own_rules FOLDER   prints the directory of the rules of that world, nothing when it has none
own_rules() {
    [ -d "$1/rules" ] || return 0
    own=$scratch/own-rules/${1##*/}
    if [ ! -d "$own" ]; then
        mkdir -p "$scratch/own-rules"
        cp -r "$root/rules" "$own"
        cp -r "$1/rules/." "$own/"
    fi
    echo "$own"
}
