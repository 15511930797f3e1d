/* Sorting and filtering for a page that is whole without them. Amounts are compared and added as
   whole millionths of their currency, never as floating-point numbers, and never across
   currencies. Nothing is fetched, stored or interpreted: texts are texts. */
"use strict";
(function () {
  const MICRO = 6;
  const decimal = /^-?[0-9]+(\.[0-9]{1,6})?$/;

  /* A decimal text in millionths; null when it is none. */
  function micro(text) {
    if (!decimal.test(text)) return null;
    const [whole, fraction = ""] = text.replace("-", "").split(".");
    const size = BigInt(whole + fraction.padEnd(MICRO, "0"));
    return text.startsWith("-") ? -size : size;
  }

  /* Millionths as people read them: commas, two to six decimals. */
  function people(size) {
    const digits = String(size < 0n ? -size : size).padStart(MICRO + 1, "0");
    const whole = digits.slice(0, -MICRO).replace(/\B(?=([0-9]{3})+$)/g, ",");
    const fraction = digits.slice(-MICRO).replace(/0{1,4}$/, "");
    return (size < 0n ? "-" : "") + whole + "." + fraction;
  }

  function element(name, attributes, text) {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* What a cell holds: the text of the report beside what people read. */
  function valueOf(cell) {
    const data = cell.querySelector("data");
    return data ? data.value : cell.textContent.trim();
  }

  function cellOf(body, column) {
    return body.rows[0].cells[column];
  }

  function compareTexts(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /* Amounts as numbers; whatever is no amount as a text, behind them. */
  function compareFigures(a, b) {
    const one = micro(a);
    const other = micro(b);
    if (one === null || other === null)
      return one === other ? compareTexts(a, b) : one === null ? 1 : -1;
    return one < other ? -1 : one > other ? 1 : 0;
  }

  function headsOf(table) {
    return Array.from(table.tHead.rows[0].cells);
  }

  /* Rows in the order of a column: currencies apart, empty cells last, equal ones as they were. */
  function sortTable(table, column, direction) {
    const heads = headsOf(table);
    const currency = heads.findIndex((head) => head.dataset.kind === "currency");
    const kind = heads[column].dataset.kind;
    const compare = kind === "text" || kind === "currency" ? compareTexts : compareFigures;
    const rows = table.bodiesAsWritten.map((body) => ({
      body,
      value: valueOf(cellOf(body, column)),
      currency: kind === "money" && currency >= 0 ? valueOf(cellOf(body, currency)) : "",
    }));
    if (direction !== 0)
      rows.sort((a, b) =>
        compareTexts(a.currency, b.currency) || (a.value === "") - (b.value === "") ||
        direction * compare(a.value, b.value));
    table.append(...rows.map((row) => row.body));
    if (table.tFoot) table.append(table.tFoot);
  }

  function press(table, column) {
    const words = ["none", "ascending", "descending"];
    headsOf(table).forEach((head, at) => {
      const was = words.indexOf(head.getAttribute("aria-sort"));
      const is = at === column ? (was + 1) % 3 : 0;
      head.setAttribute("aria-sort", words[is]);
      if (at === column) sortTable(table, column, [0, 1, -1][is]);
    });
  }

  function makeSortable(table) {
    table.bodiesAsWritten = Array.from(table.tBodies);
    headsOf(table).forEach((head, column) => {
      const button = element("button", { type: "button" });
      button.append(...head.childNodes);
      button.addEventListener("click", () => press(table, column));
      head.append(button);
      head.setAttribute("aria-sort", "none");
    });
  }

  /* Rows of the body that are shown, and their sums by column, currency by currency. */
  function sumsOf(table) {
    const heads = headsOf(table);
    const currency = heads.findIndex((head) => head.dataset.kind === "currency");
    const sums = new Map();
    for (const body of table.tBodies) {
      if (body.hidden) continue;
      const name = currency < 0 ? "" : valueOf(cellOf(body, currency));
      if (!sums.has(name)) sums.set(name, { rows: 0, columns: new Map() });
      const sum = sums.get(name);
      sum.rows += 1;
      heads.forEach((head, column) => {
        const size = head.dataset.kind === "money" ? micro(valueOf(cellOf(body, column))) : null;
        if (size !== null) sum.columns.set(column, (sum.columns.get(column) || 0n) + size);
      });
    }
    return sums;
  }

  function rowsText(count) {
    return count + (count === 1 ? " row" : " rows");
  }

  /* Totals of the rows that are shown, above those of all. */
  function footTable(table, active) {
    if (!table.tFoot) return "";
    table.tFoot.querySelectorAll(".filtered").forEach((row) => row.remove());
    if (!active) return "";
    const heads = headsOf(table);
    const first = heads.findIndex((head) => head.dataset.kind === "money");
    const said = [];
    const made = [];
    for (const [currency, sum] of sumsOf(table)) {
      const row = element("tr", { class: "filtered" });
      const words = "Filtered in " + currency + ", " + rowsText(sum.rows);
      row.append(element("th", { scope: "row", colspan: String(first) }, words));
      for (let column = first; column < heads.length; column += 1) {
        const size = sum.columns.get(column);
        row.append(element("td", { class: "n" }, size === undefined ? "" : people(size)));
      }
      made.push(row);
      const last = heads.length - 1;
      if (sum.columns.has(last)) said.push(currency + " " + people(sum.columns.get(last)));
    }
    table.tFoot.prepend(...made);
    return said.length ? "; " + heads[heads.length - 1].textContent.toLowerCase() + " " +
      said.join(", ") : "";
  }

  /* All that stands in a row, as people read it and as the report writes it; and its rule. */
  function searchText(body) {
    const values = Array.from(body.querySelectorAll("data"), (data) => data.value);
    const rule = body.closest("section.rule");
    if (rule) values.push(rule.querySelector("h3").textContent);
    return (body.textContent + " " + values.join(" ")).toLowerCase();
  }

  function filterSection(tables, bodies, text, output) {
    const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
    let shown = 0;
    for (const one of bodies) {
      one.body.hidden = !words.every((word) => one.text.includes(word));
      shown += one.body.hidden ? 0 : 1;
    }
    let said = "";
    for (const table of tables) {
      const rule = table.closest("section.rule");
      if (rule) rule.hidden = Array.from(table.tBodies).every((body) => body.hidden);
      said += footTable(table, words.length > 0);
    }
    output.textContent = words.length === 0 ? "All " + rowsText(bodies.length) + " are shown"
      : shown + " of " + rowsText(bodies.length) + said;
  }

  function addDetailsButton(section, tools) {
    const all = section.querySelectorAll("details");
    if (all.length === 0) return;
    const button = element("button", { type: "button", "aria-pressed": "false" }, "Open all rows");
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-pressed") !== "true";
      all.forEach((details) => { details.open = open; });
      button.setAttribute("aria-pressed", String(open));
    });
    tools.append(button);
  }

  function makeFilterable(section) {
    const tables = Array.from(section.querySelectorAll("table"));
    const bodies = tables.flatMap((table) => Array.from(table.tBodies))
      .map((body) => ({ body, text: searchText(body) }));
    if (bodies.length < 2) return;
    const title = section.querySelector("h2, h3");
    const tools = element("div", { class: "tools", role: "search" });
    tools.setAttribute("aria-labelledby", title.id);
    const label = element("label", {}, "Filter: rows that hold all these words");
    const input = element("input", { type: "search", id: "filter-" + section.id,
      autocomplete: "off", spellcheck: "false" });
    const output = element("output", {});
    input.addEventListener("input", () => filterSection(tables, bodies, input.value, output));
    label.append(input);
    tools.append(label);
    addDetailsButton(section, tools);
    tools.append(output);
    filterSection(tables, bodies, "", output);
    (section.querySelector(".scroll, section.rule") || title).before(tools);
  }

  document.querySelectorAll("table[data-sort]").forEach(makeSortable);
  document.querySelectorAll("section[data-filter]").forEach(makeFilterable);
})();
