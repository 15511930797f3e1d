#!/bin/sh
# The completions in docs/completions: each shell can read its own, and offers what the help of
# the program names.
# usage: completions.sh PROGRAM
set -eu
export LC_ALL=C
program=$1
cd "$(dirname "$0")/../.."
passed=0
failed=0

# The verb and options of a help page, and nothing else of it, one a line.
options_of() { "$program" help "$1" | sed -n '/^options:$/,$s/^  \(--[a-z-]*\).*/\1/p' | sort; }
verbs=$("$program" help | sed -n 's/^  tieout \([a-z]*\) .*/\1/p')

# What a shell offers for the line $2, sorted, one a line; what stands behind a tab is a comment.
offered() {
    case $1 in
    bash) bash tests/cli/complete.bash docs/completions/tieout.bash "$2" ;;
    zsh) zsh -f tests/cli/complete.zsh docs/completions/_tieout "$2" ;;
    fish) fish --no-config -c 'source docs/completions/tieout.fish; complete -C $argv[1]' "$2" ;;
    esac | sed "s/$(printf '\t').*//" | sort -u
}

# $1 shell, $2 line, $3 what must be offered, one a line
same() {
    if [ "$(offered "$1" "$2")" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s offers for "%s":\n%s\ninstead of:\n%s\n' "$1" "$2" "$(offered "$1" "$2")" "$3"
    fi
}

lines() { printf '%s\n' "$@"; }

for shell in bash zsh fish; do
    file=$(ls docs/completions/*"$(echo "$shell" | sed 's/zsh/_tieout/; s/^[bf]/.&/')")
    "$shell" -n "$file" && passed=$((passed + 1)) || failed=$((failed + 1))
    same "$shell" 'tieout re' "$(lines reopen report review)"
    same "$shell" 'tieout show ' "$(lines net-terms refunds tax uncollected)"
    same "$shell" 'tieout rules over-d' over-disbursed
    same "$shell" 'tieout help ver' verify
    same "$shell" 'tieout run x --fail-on ' "$(lines high info low medium never)"
    same "$shell" 'tieout run x --require uncollected-' \
        "$(lines uncollected-ages uncollected-items uncollected-list)"
    same "$shell" 'tieout run x --format js' jsonl
    same "$shell" 'tieout run x --report re' "$(lines refunds rejects restated)"
    same "$shell" 'tieout check --set pen' "$(lines penny= penny_budget=)"
    same "$shell" 'tieout load --empty monthly_revenue_b' monthly_revenue_billing_and_revenue_data:
    same "$shell" 'tieout report --out rule' rules/
    same "$shell" 'tieout run READ' README.md
    same "$shell" 'tieout run x --books READ' README.md
    same "$shell" 'tieout close --by REA' ''
    for verb in $verbs; do
        [ -z "$(options_of "$verb")" ] || same "$shell" "tieout $verb --" "$(options_of "$verb")"
    done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
