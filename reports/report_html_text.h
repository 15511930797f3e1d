/* Texts on the page: what comes from outside stays text, whatever it holds. */
#ifndef TIEOUT_REPORTS_REPORT_HTML_TEXT_H
#define TIEOUT_REPORTS_REPORT_HTML_TEXT_H

#include "reports/report_table.h"

/* Appends `text`, of UTF-8, so that it is the same text as content and within quotes. Characters
 * that nobody sees, or that turn the text behind them around, are named instead: U+202E within
 * angle brackets of mathematics. */
void report_html_quote(struct buffer *into, struct str text);
/* The same as content, isolated: its direction is its own affair. */
void report_html_isolate(struct buffer *into, struct str text);
/* Appends what people call a column: "billed_gross" is Billed gross. */
void report_html_label(struct buffer *into, struct str column);
/* Appends the name under which a rule stands on the page: rule-CODE, of letters, digits and
 * dashes. */
void report_html_rule_id(struct buffer *into, struct str code);
/* Whether cells of the kind are figures: they lean right. */
bool report_html_is_figure(enum report_kind kind);
/* Appends a cell of the current row. A figure carries the text of the machine files beside what
 * people read. */
void report_html_cell(struct buffer *into, const struct report_table *table, size_t column);
/* Appends a text that is an amount when it has a point: as people read it, with itself beside. Any
 * other text is isolated: digits alone may be an account. */
void report_html_amount(struct buffer *into, struct str amount);
/* Appends rule codes, parted by blanks, each leading to its rule. */
void report_html_rules(struct buffer *into, struct str codes);

#endif
