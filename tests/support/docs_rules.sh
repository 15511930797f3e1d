#!/bin/sh
# Prints docs/RULES.md: every question of rules/exceptions/ in its own words, gravest first.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.."

cat <<'TEXT'
# Rules

Made by `make docs` from the headers of `rules/exceptions/*.sql`: what a finding means, why it
matters and what to do. The code of a finding is the name of its file. `tieout rules CODE`
prints one with its query and its examples; `rules/README.md` says how to write one.

TEXT

awk '
    function value(text) { sub(/^-- +[a-z]+ */, "", text); return text }
    FNR == 1 { code = ""; key = "" }
    !/^--/ { key = ""; next }
    /^-- [a-z]+ / {
        split($0, word, " ")
        key = word[2]
        if (key == "rule") { code = value($0); codes[++count] = code }
        field[code, key] = value($0)
        next
    }
    /^-- [a-z]+: / || /^--$/ { key = ""; next }
    key != "" { sub(/^-- +/, ""); field[code, key] = field[code, key] " " $0 }
    function row(code) {
        printf "| [`%s`](#%s) | %s | %s |\n", code, code, field[code, "severity"],
            field[code, "asks"]
    }
    function section(code) {
        printf "\n## %s\n\n%s %s\n\n", code, field[code, "asks"], field[code, "because"]
        printf "*To do:* %s\n\n", field[code, "then"]
        printf "*Severity:* %s. *Says:* %s", field[code, "severity"], field[code, "says"]
        if (field[code, "looks"] != "")
            printf " *Outside the days known of %s:* a timing item.", role(field[code, "looks"])
        if (field[code, "awaits"] != "")
            printf " *After those of %s, too.*", field[code, "awaits"]
        print ""
    }
    function role(looks) { sub(/^[a-z]+ /, "", looks); return looks }
    END {
        split("high medium low info", severities, " ")
        print "| code | severity | question |\n|---|---|---|"
        for (s = 1; s <= 4; s++)
            for (i = 1; i <= count; i++)
                if (field[codes[i], "severity"] == severities[s]) row(codes[i])
        for (i = 1; i <= count; i++) section(codes[i])
    }' rules/exceptions/*.sql
