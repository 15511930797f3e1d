# Prints what a page names and the program has not: verbs and options behind `tieout`, targets
# behind `make`, in `code` and in blocks.
#   awk -v name=PAGE -v known=FILE -f pages_names.awk PAGE
BEGIN {
    while ((getline line <known) > 0) {
        count = split(line, word, " ")
        if (word[1] == "make") target[word[2]] = 1
        if (word[1] != "verb") continue
        verb[word[2]] = 1
        for (n = 3; n <= count; n++) option[word[2] " " word[n]] = 1
    }
}
/^ *```/ { inside = !inside; next }
{
    if (inside || /^    /) {
        command($0)
        next
    }
    count = split($0, code, "`")
    for (part = 2; part <= count; part += 2)
        command(code[part])
}

function command(text,    word, words, n, said) {
    words = split(text, word, " ")
    for (n = 1; n < words; n++) {
        if (word[n] == "make" && (n == 1 || word[1] == "$") && word[n + 1] ~ /^[a-z][a-z-]*$/ &&
            !(word[n + 1] in target) && word[n + 1] !~ /^unit-/)
            print name ":" FNR ": there is no make " word[n + 1]
        if (word[n] != "tieout" || word[n + 1] !~ /^[a-z]+$/) continue
        said = word[n + 1]
        if (!(said in verb)) {
            print name ":" FNR ": there is no tieout " said
            continue
        }
        for (n += 2; n <= words && word[n] !~ /^[|>&;]/; n++) {
            sub(/[=,.].*/, "", word[n])
            if (word[n] ~ /^--[a-z-]+$/ && !((said " " word[n]) in option))
                print name ":" FNR ": tieout " said " has no " word[n]
        }
    }
}
