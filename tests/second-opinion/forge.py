"""Changes one cell of a journal, and the chain behind it so that it holds again: what a forger
would do.    python3 forge.py SEALS.CSV ENTRY COLUMN VALUE"""
import csv
import hashlib
import sys

path, entry, column, value = sys.argv[1:]
with open(path, encoding="utf-8", newline="") as stream:
    rows = list(csv.DictReader(stream))
rows[int(entry) - 1][column] = value
previous = "0" * 64
for row in rows:
    cells = list(row.values())
    said = [cell[1:] if cell.startswith("'") else cell for cell in cells[:-2]]
    row["previous"] = previous
    previous = hashlib.sha256("".join(c + "\0" for c in [previous] + said).encode()).hexdigest()
    row["sha256"] = previous
with open(path, "w", encoding="utf-8", newline="") as stream:
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
