"""Counts a journal again from what lies beside it, with nothing of the program's.

    python3 journal_count.py DIR...

Each DIR holds journal.csv and the reports of the same run. Each entry is balanced; the receivable
is, payer by payer and column by column, what roll-forward.csv says; the other two forms hold the
same postings, and beancount accepts its own; cash of a payout is its net. Where DIR holds a file
`whole`, the days begin before the first line, and revenue, refunds, fee, cost and tax are what all
of positions.csv adds up to.
Prints a line a DIR: `ok DIR`, or DIR and what is off there; ends with 1 when anything is.
"""
import csv
import os
import re
import sys
from decimal import Decimal
from urllib.parse import unquote_to_bytes

from beancount import loader

RECEIVABLE = 'assets:receivable:payer'
FLOWS = ('opening billed refunds_billed disbursed refunds_disbursed forgiven adjusted '
         'unexplained').split()
said = []


def off(words, *values):
    said.append(words % values)


def rows(folder, name):
    with open(os.path.join(folder, name), newline='', encoding='utf-8') as file:
        return [{key: plain(cell) for key, cell in row.items()} for row in csv.DictReader(file)]


def number(text):
    return Decimal(text or 0)


def plain(text):
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    if text[:1] == "'" and text[1:2] in tuple("=+-@\t\r'"):
        return text[1:]
    return text


def add(sums, key, amount):
    sums[key] = sums.get(key, Decimal(0)) + amount


def same(words, one, other):
    for key in sorted(set(one) | set(other), key=str):
        if one.get(key, 0) != other.get(key, 0):
            off('%s %s: %s and %s', words, key, one.get(key, 0), other.get(key, 0))


def check_entries(postings):
    balances, days = {}, {}
    for row in postings:
        add(balances, row['entry'], row['amount'])
        days.setdefault(row['entry'], set()).add((row['date'], row['currency'], row['period']))
        if (row['debit'] == '') == (row['credit'] == '') or row['amount'] == 0:
            off('%s: neither debit nor credit: %s', row['entry'], row)
        if row['period'] != row['date'][:7] or number(row['debit'] or row['credit']) < 0:
            off('%s: %s', row['entry'], row)
    for entry, balance in balances.items():
        if balance != 0:
            off('%s is not balanced: %s', entry, balance)
        if len(days[entry]) != 1:
            off('%s has several days or currencies', entry)


def check_roll_forward(folder, postings):
    mine, theirs, closing = {}, {}, {}
    for row in postings:
        if row['account'] == RECEIVABLE:
            add(mine, (row['currency'], row['payer'], row['flow']), row['amount'])
            add(mine, (row['currency'], row['payer'], 'closing'), row['amount'])
            add(closing, row['currency'], row['amount'])
    totals = {}
    for row in rows(folder, 'roll-forward.csv'):
        if row['payer'] == '(total)':
            totals[row['currency']] = number(row['closing'])
            continue
        for flow in FLOWS + ['closing']:
            add(theirs, (row['currency'], row['payer'], flow), number(row[flow]))
    same('roll-forward', mine, theirs)
    same('closing', closing, totals)


def check_payouts(folder, postings):
    cash, lines = {}, {}
    for row in postings:
        if row['account'] == 'assets:cash:payout':
            add(cash, (row['payout'], row['currency']), row['amount'])
        if row['kind'] == 'payout':
            lines[row['payout'], row['currency'], row['entry']] = int(row['lines'])
    counted = {}
    for (payout, currency, _), count in lines.items():
        counted[payout, currency] = counted.get((payout, currency), 0) + count
    known = {(row['payout'], row['currency']): row for row in rows(folder, 'payouts.csv')}
    for key, count in counted.items():
        if key not in known:
            off('payout %s is none of payouts.csv', key)
        elif int(known[key]['lines']) == count:
            row = known[key]
            with_tax = number(row['net']) + number(row['tax']) + number(row['tax_refund'])
            if cash.get(key, 0) not in (number(row['net']), with_tax):
                off('cash of %s is %s, not %s', key, cash.get(key, 0), row['net'])


def check_positions(folder, postings):
    mine, theirs = {}, {}
    for row in postings:
        add(mine, (row['currency'], row['account']), row['amount'])
    for row in rows(folder, 'positions.csv'):
        def of(*names):
            return sum((number(row[name]) for name in names), Decimal(0))
        currency = row['currency']
        add(theirs, (currency, 'income:revenue'), -of('billed_gross'))
        add(theirs, (currency, 'income:refunds'), -of('billed_refund'))
        add(theirs, (currency, 'expenses:cost'), -of('billed_cost', 'billed_cost_refund'))
        add(theirs, (currency, 'liabilities:sales-tax'), -of('billed_tax', 'billed_tax_refund'))
        add(theirs, (currency, 'expenses:listing-fee'),
            -of('billed_fee', 'billed_fee_refund', 'disbursed_fee_credit'))
    for name in {name for _, name in theirs}:
        same(name, {k: v for k, v in mine.items() if k[1] == name},
             {k: v for k, v in theirs.items() if k[1] == name})


def unquoted(text):
    return unquote_to_bytes(text.strip()).decode('utf-8')


def check_hledger(folder, postings):
    """Its entries and postings, in order, against the rows of journal.csv."""
    found, entry, closings = [], None, {}
    with open(os.path.join(folder, 'journal.hledger'), encoding='ascii') as file:
        for line in file.read().split('\n'):
            head, _, comment = line.partition('  ; ')
            if re.match(r'\d{4}-\d\d-\d\d ', line):
                entry = (head[:10], unquoted(head[11:]))
            elif line.startswith('    '):
                account, currency, amount = head.split()[:3]
                tags = dict(part.split(': ', 1) for part in comment.split(', ') if part)
                if ' = ' in head:
                    closings[currency] = number(head.split()[-1])
                else:
                    found.append(entry + (account, currency, number(amount),
                                          unquoted(tags.get('payer', '')), tags.get('flow', '')))
    compare_forms(folder, 'journal.hledger', found, closings, postings)


def check_beancount(folder, postings):
    found, entry, closings = [], None, {}
    with open(os.path.join(folder, 'journal.beancount'), encoding='ascii') as file:
        for line in file.read().split('\n'):
            if re.match(r'\d{4}-\d\d-\d\d \* "', line):
                entry = (line[:10], unquoted(line[14:-1]))
            elif re.match(r'\d{4}-\d\d-\d\d balance ', line):
                closings[line.split()[-1]] = number(line.split()[3])
            elif re.match(r'  [A-Z]', line):
                account, amount, currency = line.split()
                found.append([entry[0], entry[1], account.lower(), currency, number(amount), '',
                              ''])
            elif line.startswith('    '):
                name, _, text = line.strip().partition(': ')
                if name in ('payer', 'flow'):
                    found[-1][5 if name == 'payer' else 6] = unquoted(text[1:-1])
    compare_forms(folder, 'journal.beancount', [tuple(row) for row in found], closings, postings)


def compare_forms(folder, name, found, closings, postings):
    wanted = [(row['date'], row['entry'], row['account'], row['currency'], row['amount'],
               row['payer'], row['flow']) for row in postings]
    if found != wanted:
        off('%s holds other postings than journal.csv: %s', name,
            next((pair for pair in zip(found, wanted) if pair[0] != pair[1]),
                 (len(found), len(wanted))))
    same(name + ' closing', closings,
         {row['currency']: number(row['closing']) for row in rows(folder, 'roll-forward.csv')
          if row['payer'] == '(total)'})


def check_loads(folder):
    """What bean-check does, without its start."""
    _, errors, _ = loader.load_file(os.path.join(folder, 'journal.beancount'))
    for error in errors:
        off('journal.beancount: %s', error.message)


def check(folder):
    postings = rows(folder, 'journal.csv')
    for row in postings:
        row['amount'] = number(row['debit']) - number(row['credit'])
    check_entries(postings)
    check_roll_forward(folder, postings)
    check_payouts(folder, postings)
    check_hledger(folder, postings)
    check_beancount(folder, postings)
    check_loads(folder)
    if os.path.exists(os.path.join(folder, 'whole')):
        check_positions(folder, postings)


def main():
    worst = 0
    for folder in sys.argv[1:]:
        said.clear()
        try:
            check(folder)
        except Exception as error:  # a form nobody can read is off, too
            off('%s: %s', type(error).__name__, error)
        print('ok ' + folder if not said else folder + ': ' + '; '.join(said[:5]))
        worst = worst or bool(said)
    sys.exit(worst)


main()
