#!/bin/sh
# Prints what completes the command line of tieout in a shell, from what the program says of itself
# and from the names in rules/policy.csv.
# usage: docs_completion.sh bash|zsh|fish PROGRAM
set -eu
export LC_ALL=C
cd "$(dirname "$0")/../.."
shell=$1
program=$2
tab=$(printf '\t')

verbs() { "$program" help | sed -n 's/^  tieout \([a-z]*\) .*/\1/p'; }

# What may stand where a help says NAME of a value: `words NAME`, a tab, the words. Those that
# end in = : or . go on.
words() {
    verbs | tr '\n' ' ' | sed 's/^/VERB\t/'
    echo
    "$program" rules | sed 's/ .*//' | tr '\n' ' ' | sed 's/^/CODE\t/'
    echo
    { "$program" run . --out /nonexistent/out --fail-on '?' 2>&1 || true; } |
        sed -n 's/^  The levels are \(.*\)\.$/\1/p' | sed "s/,//g; s/ and / /; s/^/LEVEL$tab/"
    # Sentences are wrapped.
    { "$program" run . --out /nonexistent/out --require '?' 2>&1 || true; } |
        sed 1d | tr '\n' ' ' |
        sed "s/^ *The checks are //; s/\. *$//; s/,//g; s/   */ /g; s/^/CHECK[,CHECK]$tab/"
    echo
    for option in --format --report; do
        { "$program" run . --out /nonexistent/out "$option" '?' 2>&1 || true; } |
            sed 1d | tr '\n' ' ' |
            sed "s/^ *It knows //; s/ alone\. *$//; s/,//g; s/ and / /; s/   */ /g" |
            sed "s/^/LIST $option$tab/"
        echo
    done
    sed -n '2,$s/,.*/=/p' rules/policy.csv | tr '\n' ' ' | sed 's/^/NAME=VALUE\t/'
    echo
    families=$({ "$program" run . --out /nonexistent/out --empty '?' 2>&1 || true; } |
        sed -n 's/^    //p')
    printf '%s:\n' $families | tr '\n' ' ' | sed 's/^/FAMILY:YYYY-MM\t/'
    echo
    printf '%s.\n' $families | tr '\n' ' ' | sed 's/^/FAMILY.COLUMN=negative|positive\t/'
    echo
}

# The verbs and their options, a line each, their cells parted by tabs:
#   verb NAME OPERANDS SUMMARY      option VERB NAME ARGUMENT HELP      words NAME WORDS
table() {
    words | sed '/./!d; s/ *$//; s/^/words\t/'
    for verb in $(verbs); do
        "$program" help "$verb" | awk -v OFS='\t' -v verb="$verb" '
            /^usage: / { sub(/^usage: tieout [a-z]* ?/, ""); sub(/ ?\[options\]$/, "")
                         operands = $0 == "" ? "-" : $0 }
            NR == 3 { sub(/[.]$/, ""); print "verb", verb, operands, $0 }
            /^options:$/ { options = 1; next }
            options {
                name = $1
                argument = "-"
                text = substr($0, 3 + length(name))
                if (text ~ /^ [^ ]/) { argument = $2; text = substr(text, 2 + length($2)) }
                if (argument == "LIST") argument = "LIST " name
                sub(/^ */, "", text)
                print "option", verb, name, argument, text
            }'
    done
}

# What is completed where a value or an operand is asked for: files, directories, words, nothing.
kinds='
    function kind(name) {
        gsub(/[][]/, "", name)
        if (name ~ /^FILE/) return "files"
        if (name ~ /^DIR/) return "directories"
        if (name ~ /^[a-z-]+([|][a-z-]+)+$/) { known[name] = name
            gsub(/[|]/, " ", known[name]); return "words" }
        return name in known ? "words" : "nothing"
    }
    function goes_on(name) { return known[name] ~ /[=:.]$/ }
    BEGIN { FS = "\t" }
    $1 == "words" { name = $2; gsub(/[][]/, "", name); known[name] = $3; next }'

[ "$shell" != zsh ] || echo '#compdef tieout'
printf '# Completes tieout in %s. Made by `make docs` from the help of the program.\n' "$shell"
case $shell in
bash)
    table | awk "$kinds"'
    $1 == "verb" { verbs = verbs " " $2; operands[$2] = $3; next }
    { options[$2] = options[$2] " " $3 }
    $4 != "-" { takes[++count] = $2 " " $3; value[count] = $4 }
    function action(name, indent,    plain) {
        plain = name
        gsub(/[][]/, "", plain)
        if (kind(name) == "files") return indent "_tieout_files -f\n"
        if (kind(name) == "directories") return indent "_tieout_files -d\n"
        if (kind(name) == "words")
            return indent (goes_on(plain) ? "_tieout_begin" : "_tieout_words") \
                " \x27" known[plain] "\x27\n"
        return ""
    }
    # One branch for all that are completed alike.
    function branch(does,    i, list) {
        for (i = 1; i <= count; i++)
            if (action(value[i], "        ") == does)
                list = list (list == "" ? "" : " | \\\n        ") "\x27" takes[i] "\x27"
        return "    " list ")\n" does "        return ;;\n"
    }
    END {
        print "_tieout_words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$word\"); }"
        print "_tieout_begin() {"
        print "    _tieout_words \"$1\"\n    compopt -o nospace 2>/dev/null\n}"
        print "_tieout_files() {"
        print "    mapfile -t COMPREPLY < <(compgen \"$1\" -- \"$word\")"
        print "    compopt -o filenames 2>/dev/null\n}"
        print "_tieout() {"
        print "    local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]}"
        print "    local before=${COMP_WORDS[COMP_CWORD - 1]}"
        print "    COMPREPLY=()"
        print "    # Bash breaks --out=DIR into three words."
        print "    [ \"$word\" != = ] || word="
        print "    [ \"$before\" != = ] || before=${COMP_WORDS[COMP_CWORD - 2]}"
        print "    if [ \"$COMP_CWORD\" -eq 1 ]; then"
        print "        _tieout_words \x27" substr(verbs, 2) " --version --help\x27"
        print "        return\n    fi"
        print "    case \"$verb $before\" in"
        for (i = 1; i <= count; i++) {
            does = action(value[i], "        ")
            if (!(does in done)) printf "%s", branch(does)
            done[does] = 1
        }
        print "    esac\n    case \"$verb $word\" in"
        all = split(substr(verbs, 2), list, " ")
        for (i = 1; i <= all; i++)
            if (options[list[i]] != "")
                printf "    \x27%s -\x27*)\n        _tieout_words \x27%s\x27 ;;\n", list[i], \
                    substr(options[list[i]], 2)
        for (i = 1; i <= all; i++)
            if ((does = action(operands[list[i]], "        ")) != "")
                printf "    \x27%s \x27*)\n%s        ;;\n", list[i], does
        print "    esac\n}"
        print "complete -F _tieout tieout"
    }'
    ;;
zsh)
    table | awk "$kinds"'
    function quoted(text) { gsub(/\x27/, "\x27\\\x27\x27", text); return text }
    function spec(text) { gsub(/\[/, "\\[", text); gsub(/\]/, "\\]", text)
                          gsub(/:/, "\\:", text); return quoted(text) }
    function action(name,    plain) {
        plain = name
        gsub(/[][]/, "", plain)
        if (kind(name) == "files") return "_files"
        if (kind(name) == "directories") return "_files -/"
        if (kind(name) != "words") return " "
        if (goes_on(plain)) return "compadd -S \"\" -- " spec(known[plain])
        return "(" known[plain] ")"
    }
    $1 == "verb" {
        verbs = verbs "        \x27" $2 ":" quoted($4) "\x27\n"
        if (open) print_verb()
        open = $2
        last = $3 == "-" ? "" : \
            sprintf("        \x27%s:%s:%s\x27\n", $3 ~ /[.][.][.]/ ? "*" : "1", spec($3), \
                action($3))
        next
    }
    {
        many = $4 ~ /=|:|,/ ? "*" : ""
        list = list sprintf("        \x27%s%s%s[%s]%s\x27 \\\n", many, $3, $4 == "-" ? "" : "=", \
            spec($5), $4 == "-" ? "" : ":" spec($4) ":" action($4))
    }
    function print_verb() {
        sub(/ \\\n$/, "\n", list)
        if (last != "" && list != "") sub(/\n$/, " \\\n", list)
        branches = branches "    " open ")\n" \
            (list last == "" ? "        ;;\n" : "        _arguments \\\n" list last "        ;;\n")
        list = ""
    }
    END {
        print_verb()
        print "_tieout() {\n    local -a verbs\n    verbs=(\n" verbs "    )"
        print "    if (( CURRENT == 2 )); then"
        print "        _describe verb verbs\n        return\n    fi"
        print "    local verb=$words[2]\n    shift words\n    (( CURRENT-- ))"
        print "    case $verb in\n" branches "    esac\n}"
        print "_tieout \"$@\""
    }'
    ;;
fish)
    table | awk "$kinds"'
    function quoted(text) { gsub(/\\/, "\\\\", text); gsub(/\x27/, "\\\x27", text); return text }
    function action(name,    plain) {
        plain = name
        gsub(/[][]/, "", plain)
        if (kind(name) == "files") return " -r -F"
        if (kind(name) == "directories") return " -x -a \x27(__fish_complete_directories)\x27"
        return kind(name) == "words" ? " -x -a \x27" known[plain] "\x27" : " -x"
    }
    BEGIN {
        print "function __tieout_verb"
        print "    set -l words (commandline -opc)"
        print "    test (count $words) -gt 1; and contains -- $words[2] $argv"
        print "end"
        print "complete -c tieout -n \x27test (count (commandline -opc)) -eq 1\x27 -f -l version"
        print "complete -c tieout -n \x27test (count (commandline -opc)) -eq 1\x27 -f -l help"
    }
    $1 == "verb" {
        printf "complete -c tieout -n \x27test (count (commandline -opc)) -eq 1\x27 -f -a %s" \
            " -d \x27%s\x27\n", $2, quoted($4)
        does = action($3)
        sub(/ -[rx]/, " -f", does)
        sub(/ -f -F/, " -F", does)
        printf "complete -c tieout -n \x27__tieout_verb %s\x27%s\n", $2, does
        next
    }
    {
        printf "complete -c tieout -n \x27__tieout_verb %s\x27 -l %s%s -d \x27%s\x27\n", $2, \
            substr($3, 3), $4 == "-" ? "" : action($4), quoted($5)
    }'
    ;;
*)
    echo "docs_completion.sh: the shells are bash, zsh and fish" >&2
    exit 2
    ;;
esac
