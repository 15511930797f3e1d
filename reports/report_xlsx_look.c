/* Few colours: one for what is ours, one where a person writes, and two for what is grave. Text
 * has the format of text: a cell which begins like a formula stays text when it is edited. */
#include "reports/report_xlsx_look.h"

enum {
    INK = 0x1F3864,
    PALE = 0xDDE6F3,
    WRITE_HERE = 0xFFF8DC,
    GREY = 0x606060,
    RED = 0xB00020
};

const struct report_xlsx_look report_xlsx_looks[REPORT_XLSX_STYLES] = {
    [REPORT_XLSX_TITLE] = {.size = 16, .bold = true, .colour = INK},
    [REPORT_XLSX_NOTE] = {.colour = GREY},
    [REPORT_XLSX_WARNING] = {.bold = true, .colour = RED},
    [REPORT_XLSX_SECTION] = {.size = 12, .bold = true, .colour = INK, .line = true},
    [REPORT_XLSX_HEAD] =
        {.bold = true, .colour = 0xFFFFFF, .fill = INK, .wrap = true, .indent = true},
    [REPORT_XLSX_HEAD_RIGHT] =
        {.bold = true, .colour = 0xFFFFFF, .fill = INK, .wrap = true, .right = true},
    [REPORT_XLSX_HEAD_INPUT] = {.bold = true, .fill = 0xF2C94C, .wrap = true, .indent = true},
    [REPORT_XLSX_LABEL] = {.bold = true},
    [REPORT_XLSX_TEXT] = {.number = "@", .indent = true},
    [REPORT_XLSX_RIGHT] = {.number = "@", .right = true},
    [REPORT_XLSX_HIGH] = {.number = "@", .indent = true, .bold = true, .colour = RED},
    [REPORT_XLSX_MEDIUM] = {.number = "@", .indent = true, .bold = true, .colour = 0xB26A00},
    [REPORT_XLSX_LINK] = {.colour = 0x0B57D0, .link = true, .indent = true},
    [REPORT_XLSX_NUMBER] = {.right = true},
    [REPORT_XLSX_DAY] = {.number = "yyyy-mm-dd", .right = true},
    [REPORT_XLSX_MONTH] = {.number = "yyyy-mm", .right = true},
    [REPORT_XLSX_TOTAL_TEXT] = {.number = "@", .indent = true, .bold = true, .fill = PALE},
    [REPORT_XLSX_TOTAL] = {.bold = true, .fill = PALE, .right = true},
    [REPORT_XLSX_INPUT] = {.number = "@", .fill = WRITE_HERE, .unlocked = true, .wrap = true},
    [REPORT_XLSX_INPUT_DAY] = {.number = "yyyy-mm-dd", .fill = WRITE_HERE, .unlocked = true},
};
