"""close.html in a real browser: quiet, usable by keyboard, sorted and filtered exactly, readable
without scripts, in the dark and on paper; and texts from outside stay texts. Prints what is wrong.
    python3 tests/page/page.py FOLDER    FOLDER/demo, /hostile and /crowd hold reports (--raw)
"""
import base64
import contextlib
import csv
import decimal
import io
import os
import re
import subprocess
import sys
import zlib

import devtools

PAPERS = {"A4": (8.27, 11.69), "Letter": (8.5, 11)}  # inches
MARGINS = 24 / 25.4  # inches, left and right, as close.css has them

ORDER = """Array.from(document.querySelectorAll("#%s tbody"), (body) => {
    const cell = (at) => { const one = body.rows[0].cells[at], data = one.querySelector("data");
        return data ? data.value : one.textContent; };
    return [body.hidden, cell(0), cell(%d), cell(%d)]; })"""

# Every text against what lies behind it: the least contrast, and whose it is.
CONTRAST = """(() => {
    const parts = (colour) => colour.match(/[0-9.]+/g).map(Number);
    const light = (colour) => { const [r, g, b] = parts(colour).slice(0, 3).map((one) => {
        one /= 255; return one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const behind = (node) => { for (; node; node = node.parentElement) {
        const colour = getComputedStyle(node).backgroundColor;
        if (parts(colour)[3] !== 0) return colour; } return "rgb(255, 255, 255)"; };
    let least = [99, ""];
    for (const node of document.querySelectorAll("body, body *")) {
        const own = Array.from(node.childNodes).some((one) => one.nodeType === 3 &&
            one.data.trim() !== "");
        if (!own || ["SCRIPT", "title", "desc"].includes(node.tagName)) continue;
        const style = getComputedStyle(node);
        const ink = node.namespaceURI.endsWith("svg") ? style.fill : style.color;
        const [a, b] = [light(ink), light(behind(node))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < least[0]) least = [ratio, node.tagName + " " + node.textContent.slice(0, 40)];
    }
    return least; })()"""

# What is cut off at the right: elements that end behind the edge or whose content does not fit.
CUT = """(() => { const wide = document.documentElement.clientWidth, said = [];
    for (const node of document.querySelectorAll("body *")) {
        const box = node.getBoundingClientRect();
        if (box.width === 0 || node.classList.contains("vh") || node.closest("svg, .vh")) continue;
        if (box.right > wide + 1 || box.left < -1 ||
            (/^(TH|TD|DD|P)$/.test(node.tagName) && node.scrollWidth > node.clientWidth + 1))
            said.push(node.tagName + " " + Math.round(box.right) + " of " + wide + ": " +
                node.textContent.slice(0, 60));
    } return said.slice(0, 5); })()"""


def said(what, told, wanted):
    if told != wanted:
        print("%s: %s\n  is not %s" % (what, str(told)[:500], str(wanted)[:500]))


def printed(amount):
    text = "{:,.6f}".format(amount)
    return text[:-4] + text[-4:].rstrip("0")


def rows_of(folder):
    with open(os.path.join(folder, "uncollected.csv"), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def colours(png):
    """How often each colour stands in a picture."""
    at, data, wide, deep = 8, b"", 0, 3
    while at < len(png):
        size, kind = int.from_bytes(png[at:at + 4], "big"), png[at + 4:at + 8]
        body = png[at + 8:at + 8 + size]
        if kind == b"IHDR":
            wide, deep = int.from_bytes(body[:4], "big"), {2: 3, 6: 4}[body[9]]
        data += body if kind == b"IDAT" else b""
        at += size + 12
    data = zlib.decompress(data)
    before, counts = bytearray(wide * deep), {}
    for start in range(0, len(data), wide * deep + 1):
        kind, line = data[start], bytearray(data[start + 1:start + 1 + wide * deep])
        for one in range(len(line)):
            left = line[one - deep] if one >= deep else 0
            up, corner = before[one], before[one - deep] if one >= deep else 0
            if kind == 1:
                line[one] = (line[one] + left) & 255
            elif kind == 2:
                line[one] = (line[one] + up) & 255
            elif kind == 3:
                line[one] = (line[one] + (left + up) // 2) & 255
            elif kind == 4:
                guess = left + up - corner
                near = sorted((left, up, corner), key=lambda it: abs(guess - it))[0]
                line[one] = (line[one] + near) & 255
        for one in range(0, len(line), deep):
            colour = bytes(line[one:one + 3])
            counts[colour] = counts.get(colour, 0) + 1
        before = line
    return counts


def focus_head(page, section, words):
    page.value("""Array.from(document.querySelectorAll("#%s thead button"))
        .find((one) => one.textContent === "%s").focus()""" % (section, words))


def column_of(page, words):
    return page.value("""Array.from(document.querySelectorAll("#uncollected thead th"))
        .findIndex((one) => one.textContent === "%s")""" % words)


def check_sorting(page):
    """Three presses of Enter: up, down, and as it was; currencies stay apart."""
    amount, currency = column_of(page, "Collectible"), column_of(page, "Currency")
    order = ORDER % ("uncollected", currency, amount)
    written = page.value(order)
    rising = sorted(written, key=lambda row: (row[2], decimal.Decimal(row[3])))
    falling = sorted(written, key=lambda row: (row[2], -decimal.Decimal(row[3])))
    focus_head(page, "uncollected", "Collectible")
    for name, wanted in (("ascending", rising), ("descending", falling), ("none", written)):
        page.press("Enter")
        said("sorted, " + name, page.value(order), wanted)
        said("aria-sort", page.value("""Array.from(document.querySelectorAll(
            "#uncollected th[aria-sort]"), (one) => one.getAttribute("aria-sort"))
            .filter((one) => one !== "none").join()"""), name.replace("none", ""))
    focus_head(page, "uncollected", "Reference")
    page.press("Enter")
    said("sorted by reference", [row[1] for row in page.value(order)],
         sorted(row[1] for row in written))
    said("totals stay below", page.value(
        "document.querySelector('#uncollected table').lastElementChild.tagName"), "TFOOT")


def check_filter(page, rows, word):
    """Typed into the box: what is left, how much it is, by currency; and all of it again."""
    page.value("document.querySelector('#uncollected input').focus()")
    page.type(word.upper())
    order = ORDER % ("uncollected", column_of(page, "Currency"), column_of(page, "Collectible"))
    told = page.value(order)
    left = [row for row in rows if word in " ".join(row.values()).lower()]
    said("filtered", sorted(row[1] for row in told if not row[0]),
         sorted(row["transaction_reference_id"] for row in left))
    sums = {}
    for row in left:
        sums.setdefault(row["currency"], []).append(decimal.Decimal(row["collectible"]))
    wanted = {"Filtered in %s, %d row%s" % (currency, len(own), "" if len(own) == 1 else "s"):
              printed(sum(own)) for currency, own in sums.items()}
    foot = dict(page.value("""Array.from(document.querySelectorAll("#uncollected .filtered"),
        (row) => [row.cells[0].textContent, row.cells[row.cells.length - 1].textContent])"""))
    said("totals that follow", foot, wanted)
    status = page.value("document.querySelector('#uncollected output').textContent")
    start = "%d of %d rows; collectible " % (len(left), len(told))
    said("count", status[:len(start)], start)
    said("amounts", sorted(re.findall("[A-Z]{3} [-0-9,.]*[0-9]", status)),
         sorted("%s %s" % (currency, printed(sum(own))) for currency, own in sums.items()))
    page.value("document.querySelector('#uncollected input').select()")
    page.press("Backspace")
    page.value("""(() => { const box = document.querySelector("#uncollected input");
        box.value = ""; box.dispatchEvent(new Event("input")); })()""")
    said("unfiltered", page.value("""[document.querySelectorAll("#uncollected .filtered").length,
        document.querySelectorAll("#uncollected [hidden]").length]"""), [0, 0])


def check_findings_filter(page):
    page.value("document.querySelector('#findings input').focus()")
    page.type("tax-short")
    said("rules left", page.value("""Array.from(document.querySelectorAll("section.rule"))
        .filter((one) => !one.hidden).map((one) => one.id).join()"""), "rule-tax-short")


def check_keyboard(page):
    """The first stop leads past the contents; everything that acts can be reached."""
    page.press("Tab")
    said("first stop", page.value("document.activeElement.className"), "skip")
    page.press("Enter")
    said("skipped to", page.value("document.activeElement.id"), "main")
    said("focus", page.value("""(() => { const one = document.querySelector("thead button");
        one.focus(); return one.matches(":focus-visible") &&
            getComputedStyle(one).outlineStyle === "solid"; })()"""), True)
    page.value("document.querySelector('#uncollected summary').focus()")
    page.press("Enter")
    said("unfolded by key", page.value("document.querySelector('#uncollected details').open"),
         True)
    page.value("document.querySelector('#uncollected .tools button').focus()")
    page.press(" ", " ")
    said("all unfolded", page.value("""[document.querySelectorAll(
        "#uncollected details:not([open])").length, document.querySelector(
        "#uncollected .tools button").getAttribute("aria-pressed")]"""), [0, "true"])


def check_tree(page):
    """What a screen reader is told."""
    tree = page.tree()
    roles = [role for role, _, _ in tree]
    said("landmarks", [roles.count(role) for role in ("banner", "navigation", "main",
                                                      "contentinfo")], [1] * 4)
    for role in ("table", "image", "button", "searchbox", "region", "search", "link", "heading",
                 "columnheader", "rowheader"):
        nameless = [node for node in tree if node[0] == role and not node[1].strip()]
        said("without a name: " + role, nameless[:3], [])
        if role not in roles:
            print("nothing is a %s" % role)
    if not any(role == "status" and name == "" for role, name, _ in tree):
        print("no status tells of the filter")


def check_looks(page):
    light = colours(page.picture(x=0, y=0, width=700, height=420))
    page.emulate(dark=True)
    dark = colours(page.picture(x=0, y=0, width=700, height=420))
    for name, counts in (("light", light), ("dark", dark)):
        if len(counts) < 20 or max(counts.values()) > 0.98 * 700 * 420:
            print("the picture is blank, %s" % name)
    paper = [max(counts, key=counts.get) for counts in (light, dark)]
    said("paper", [sum(colour) > 700 for colour in paper], [True, False])


def check_contrast(page):
    for dark in (False, True):
        page.emulate(dark=dark)
        ratio, what = page.value(CONTRAST)
        if ratio < 4.5:
            print("contrast of %.2f, dark %s: %s" % (ratio, dark, what))


def check_narrow(page):
    """A phone, or a page at four times its size: no scrolling in two directions."""
    page.emulate(width=320)
    said("width of 320", page.value("document.documentElement.scrollWidth <= 320"), True)


def check_paper(page, name, size, most):
    page.emulate(media="print", dark=True, width=int((size[0] - MARGINS) * 96))
    said("cut off on " + name, page.value(CUT), [])
    said("repeated heads", page.value("""Array.from(new Set(Array.from(document.querySelectorAll(
        "thead"), (one) => getComputedStyle(one).display))).join()"""), "table-header-group")
    said("paper is white", page.value("getComputedStyle(document.body).color"), "rgb(0, 0, 0)")
    answer = page.call("Page.printToPDF", paperWidth=size[0], paperHeight=size[1],
                       preferCSSPageSize=False, marginLeft=MARGINS / 2, marginRight=MARGINS / 2)
    pdf = base64.b64decode(answer["data"])
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    boxes = {tuple(round(float(one)) for one in box.split())
             for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)}
    if not (pdf.startswith(b"%PDF") and 1 < pages <= most):
        print("%s: %d pages" % (name, pages))
    near = all(abs(box[2] - size[0] * 72) <= 1 and abs(box[3] - size[1] * 72) <= 1
               for box in boxes)
    if not (boxes and near):
        print("size of %s: %s" % (name, boxes))


def check_heads(page):
    """Each sheet that holds rows of a list begins with its heads."""
    page.emulate()
    answer = page.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69,
                       marginLeft=MARGINS / 2, marginRight=MARGINS / 2)
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], check=True, capture_output=True,
                          input=base64.b64decode(answer["data"])).stdout.decode()
    sheets = [sheet for sheet in told.split("\f") if re.search("(?m)^ *C-[0-9]{3} ", sheet)]
    if len(sheets) < 10:
        print("%d sheets with rows" % len(sheets))
    said("sheets without heads", [sheet[:200] for sheet in sheets if "Reference" not in sheet and
                                  "Subject" not in sheet][:2], [])


def check_scriptless(browser, url, rows):
    page = browser.open(url, scripts=False)
    said("without scripts: buttons", page.value("document.querySelectorAll('button').length"), 0)
    said("without scripts: rows", page.value("""Array.from(document.querySelectorAll(
        "#uncollected tbody th"), (one) => one.innerText.trim() !== "").length"""), len(rows))
    said("without scripts", page.said(), [])


def check_policy(page):
    """Even markup that found its way in would neither run nor load."""
    page.value("""new Promise((done) => { const one = document.createElement("script");
        one.textContent = "window.hacked = 'by a script'"; document.body.append(one);
        const two = document.createElement("img"); two.setAttribute("onerror",
            "window.hacked = 'by an event'"); two.src = "x:"; document.body.append(two);
        setTimeout(done, 200); })""")
    page.call("Runtime.evaluate", expression="new Promise((done) => setTimeout(done, 300))",
              awaitPromise=True)
    said("the policy holds", page.value("window.hacked === undefined"), True)
    if not any("Content Security Policy" in one for one in page.said()):
        print("the policy said nothing")


def check_demo(browser, url, folder):
    rows = rows_of(folder)
    page = browser.open(url)
    yield "keyboard", lambda: check_keyboard(page)
    yield "accessibility tree", lambda: check_tree(page)
    yield "filter", lambda: check_filter(page, rows, "awaiting-payout")
    yield "filter of findings", lambda: check_findings_filter(page)
    yield "narrow", lambda: check_narrow(page)
    yield "quiet", lambda: said("said", page.said(), [])
    page = browser.open(url)
    yield "light and dark", lambda: check_looks(page)
    yield "contrast", lambda: check_contrast(page)
    for name, size in PAPERS.items():
        yield name, lambda: check_paper(page, name, size, 20)
    yield "quiet on paper", lambda: said("said", page.said(), [])
    yield "no scripts", lambda: check_scriptless(browser, url, rows)
    yield "policy", lambda: check_policy(browser.open(url))


def check_hostile(browser, url, _):
    page = browser.open(url)
    yield "nothing ran", lambda: said("ran", page.value("String(window.hacked)"), "undefined")
    yield "titles", lambda: said("a title that is a script", page.value("""Array.from(
        document.querySelectorAll("#uncollected td"), (one) => one.innerText)
        .some((one) => one.startsWith("<script>window.hacked = 1</script>"))"""), True)
    yield "no elements", lambda: said("elements", page.value("""[
        document.querySelectorAll("script").length,
        document.querySelectorAll("img, iframe, base, link, object, embed, form").length,
        document.querySelectorAll("h1").length, document.querySelectorAll("[onclick], [onload], "
            + "[onerror], [onfocus], [onmouseover], [autofocus]").length]"""), [1, 0, 1, 0])
    page.value("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    yield "narrow", lambda: check_narrow(page)
    for name, size in PAPERS.items():
        yield name, lambda: check_paper(page, name, size, 80)
    yield "quiet", lambda: said("said", page.said(), [])


def check_crowd(browser, url, folder):
    page = browser.open(url)
    shown = set(page.value("""Array.from(document.querySelectorAll("#uncollected tbody th"),
        (one) => one.textContent)"""))
    rows = [row for row in rows_of(folder) if row["transaction_reference_id"] in shown]
    yield "rows", lambda: said("rows", len(rows), 500)
    yield "sorting", lambda: check_sorting(page)
    yield "filter", lambda: check_filter(page, rows, "c-1")
    yield "filter by amount", lambda: check_filter(page, rows, ".01")
    yield "heads of sheets", lambda: check_heads(page)
    yield "quiet", lambda: said("said", page.said(), [])


def verdicts(folder):
    """The lines of each case: none when it holds."""
    worlds = {"demo": check_demo, "hostile": check_hostile, "crowd": check_crowd}
    with devtools.Browser(folder) as browser:
        for world, check in worlds.items():
            reports = os.path.join(folder, world)
            url = "file://" + os.path.abspath(os.path.join(reports, "close.html"))
            for name, case in check(browser, url, reports):
                lines = io.StringIO()
                with contextlib.redirect_stdout(lines):
                    try:
                        case()
                    except AssertionError as wrong:
                        print(wrong)
                yield "%s, %s" % (world, name), lines.getvalue()


def main(folder):
    counts = [0, 0]
    for name, lines in verdicts(folder):
        counts[lines != ""] += 1
        if lines:
            print("page: %s:\n%s" % (name, lines), end="")
    print("%d passed, %d failed" % tuple(counts))
    sys.exit(counts[1] > 0)


csv.field_size_limit(1 << 24)
main(*sys.argv[1:])
