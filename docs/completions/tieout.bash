# Completes tieout in bash. Made by `make docs` from the help of the program.
_tieout_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word"); }
_tieout_begin() {
    _tieout_words "$1"
    compopt -o nospace 2>/dev/null
}
_tieout_files() {
    mapfile -t COMPREPLY < <(compgen "$1" -- "$word")
    compopt -o filenames 2>/dev/null
}
_tieout() {
    local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]}
    local before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    # Bash breaks --out=DIR into three words.
    [ "$word" != = ] || word=
    [ "$before" != = ] || before=${COMP_WORDS[COMP_CWORD - 2]}
    if [ "$COMP_CWORD" -eq 1 ]; then
        _tieout_words 'run load check report close review reopen identify show explain verify rules help --version --help'
        return
    fi
    case "$verb $before" in
    'run --out' | \
        'run --rules' | \
        'load --rules' | \
        'check --rules' | \
        'report --out' | \
        'close --out' | \
        'close --rules' | \
        'identify --rules' | \
        'show --out' | \
        'explain --out' | \
        'verify --inputs' | \
        'verify --rules' | \
        'rules --rules')
        _tieout_files -d
        return ;;
    'run --books' | \
        'run --terms' | \
        'run --policy' | \
        'load --books' | \
        'check --books' | \
        'check --terms' | \
        'check --policy' | \
        'report --books' | \
        'close --books' | \
        'close --terms' | \
        'close --policy' | \
        'review --books' | \
        'reopen --books' | \
        'show --books' | \
        'explain --books' | \
        'verify --books')
        _tieout_files -f
        return ;;
    'run --as-of' | \
        'run --from' | \
        'run --period' | \
        'run --currency' | \
        'run --allow-rejects' | \
        'load --period' | \
        'check --as-of' | \
        'check --from' | \
        'check --currency' | \
        'check --allow-rejects' | \
        'close --period' | \
        'close --by' | \
        'close --on' | \
        'close --because' | \
        'close --currency' | \
        'close --allow-rejects' | \
        'review --period' | \
        'review --by' | \
        'review --because' | \
        'review --on' | \
        'reopen --period' | \
        'reopen --by' | \
        'reopen --because' | \
        'reopen --on' | \
        'identify --period' | \
        'show --top' | \
        'show --payer' | \
        'explain --reference' | \
        'explain --finding' | \
        'explain --reject')
        return ;;
    'run --set' | \
        'check --set' | \
        'close --set')
        _tieout_begin 'penny= penny_budget= settlement_grace_days= history_days= payout_gap_days='
        return ;;
    'run --assume' | \
        'check --assume' | \
        'close --assume')
        _tieout_begin 'monthly_revenue_billing_and_revenue_data. monthly_revenue_annual_subscriptions. sales_compensation_billed_revenue. disbursed_amount_by_product. disbursed_amount_by_uncollected_funds_breakdown. us_sales_and_use_tax_records. opening. disbursed_amount_by_customer_geo. disbursed_amount_by_age_of_uncollected_funds. disbursed_amount_by_age_of_disbursed_funds. disbursed_amount_by_age_of_past_due_funds.'
        return ;;
    'run --empty' | \
        'load --empty')
        _tieout_begin 'monthly_revenue_billing_and_revenue_data: monthly_revenue_annual_subscriptions: sales_compensation_billed_revenue: disbursed_amount_by_product: disbursed_amount_by_uncollected_funds_breakdown: us_sales_and_use_tax_records: opening: disbursed_amount_by_customer_geo: disbursed_amount_by_age_of_uncollected_funds: disbursed_amount_by_age_of_disbursed_funds: disbursed_amount_by_age_of_past_due_funds:'
        return ;;
    'run --format' | \
        'report --format' | \
        'close --format')
        _tieout_words 'beancount hledger html journal jsonl junit sarif xlsx none'
        return ;;
    'run --report' | \
        'report --report' | \
        'close --report')
        _tieout_words 'assumptions closing conservation coverage currencies dispositions findings net-terms opening opening-timing payer-terms payouts pennies populations positions prior-period refunds rejects restated roll-forward seal-options tax-collection tax-jurisdictions tie-out timing uncollected all'
        return ;;
    'run --present' | \
        'report --present' | \
        'close --present')
        _tieout_words 'gross net'
        return ;;
    'run --require' | \
        'check --require' | \
        'close --require')
        _tieout_words 'ageing-billing ageing-due billed-tax classes collected-ages file-bytes location-gross location-net location-tax location-tax-refund past-due-ages payout populations prior-period prove roll-forward rules scanner-bytes scanner-records sealed-opening stored-sums tax-jurisdictions tax-totals uncollected-ages uncollected-items uncollected-list'
        return ;;
    'run --fail-on' | \
        'check --fail-on' | \
        'close --fail-on')
        _tieout_words 'info low medium high never'
        return ;;
    esac
    case "$verb $word" in
    'run -'*)
        _tieout_words '--out --books --as-of --from --period --currency --terms --policy --set --assume --empty --replace --both --rules --raw --full --format --report --present --prove --require --fail-on --allow-rejects' ;;
    'load -'*)
        _tieout_words '--books --period --replace --both --empty --rules' ;;
    'check -'*)
        _tieout_words '--books --as-of --from --currency --terms --policy --set --assume --rules --full --afresh --prove --require --fail-on --allow-rejects' ;;
    'report -'*)
        _tieout_words '--books --out --raw --format --report --present' ;;
    'close -'*)
        _tieout_words '--books --period --by --out --on --because --currency --terms --policy --set --assume --rules --raw --full --format --report --present --afresh --prove --require --fail-on --allow-rejects' ;;
    'review -'*)
        _tieout_words '--books --period --by --because --on' ;;
    'reopen -'*)
        _tieout_words '--books --period --by --because --on' ;;
    'identify -'*)
        _tieout_words '--period --rules' ;;
    'show -'*)
        _tieout_words '--top --payer --out --books' ;;
    'explain -'*)
        _tieout_words '--reference --finding --reject --raw --books --out' ;;
    'verify -'*)
        _tieout_words '--inputs --rules --books' ;;
    'rules -'*)
        _tieout_words '--prove --rules' ;;
    'run '*)
        _tieout_files -f
        ;;
    'load '*)
        _tieout_files -f
        ;;
    'identify '*)
        _tieout_files -f
        ;;
    'show '*)
        _tieout_words 'uncollected refunds net-terms tax'
        ;;
    'verify '*)
        _tieout_files -d
        ;;
    'rules '*)
        _tieout_words 'billed-never-disbursed collected-late coverage-gap coverage-overlap currency-ambiguous currency-differs disbursed-not-billed due-before-billing duplicate-line fee-differs file-empty line-without-reference listed-amount-differs listed-but-collected listed-not-billed missing-from-uncollected-list net-does-not-recompute over-disbursed part-collected payer-differs payout-reversed penny-budget-exceeded penny-difference refund-before-collection refund-exceeds-charge refund-fee-not-returned refund-netted refund-not-billed refund-not-disbursed refund-tax-not-returned refund-without-charge restatement-differs rules-reduced same-fact-twice stated-paid-differs stated-status-differs stated-total-differs tax-awaiting-payment tax-aws-liable-disbursed tax-base-differs tax-billed-differs tax-code-missing tax-exempt-without-certificate tax-not-calculated tax-only-refund tax-over tax-party-unclear tax-rate-differs tax-refund-unmatched tax-short tax-total-differs terms-exceeded timing-not-cleared unknown-column'
        ;;
    'help '*)
        _tieout_words 'run load check report close review reopen identify show explain verify rules help'
        ;;
    esac
}
complete -F _tieout tieout
