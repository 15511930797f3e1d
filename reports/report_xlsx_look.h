/* How a cell of each style looks, as data. */
#ifndef TIEOUT_REPORTS_REPORT_XLSX_LOOK_H
#define TIEOUT_REPORTS_REPORT_XLSX_LOOK_H

#include "reports/report_xlsx.h"

struct report_xlsx_look {
    int size;              /* of the letters; 0: as ever */
    uint32_t colour, fill; /* 0xRRGGBB; 0: as ever */
    bool bold, wrap, right, indent, unlocked, line, link;
    const char *number; /* its format; NULL: what the caller says */
};

extern const struct report_xlsx_look report_xlsx_looks[REPORT_XLSX_STYLES];

#endif
