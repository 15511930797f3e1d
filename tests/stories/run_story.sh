# Running a world the way it is meant to be run. To be sourced, where $root, $scratch and $program
# are known.
# shellcheck shell=sh disable=SC2154

# A world may bring rules of its own, a family the program does not ship: what stands in its folder
# rules/ is laid over those that ship.
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

# Runs the program in the folder of the world $1 with the words behind it, then those of the
# world's file args, a word a line, then its own rules, unless --rules was among the words.
run_story() (
    folder=$1
    shift
    case " $* " in
    *' --rules '*) ;;
    *)
        rules=$(own_rules "$folder")
        [ -z "$rules" ] || set -- "$@" --rules "$rules"
        ;;
    esac
    cd "$folder" || exit 1
    if [ -f args ]; then
        while IFS= read -r word; do
            set -- "$@" "$word"
        done <args
    fi
    "$program" "$@"
)
