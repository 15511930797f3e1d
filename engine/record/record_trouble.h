/* Why a file is refused, and where: one value found by the check of bytes or by libcsv, one
 * place that turns it into words. */
#ifndef TIEOUT_RECORD_RECORD_TROUBLE_H
#define TIEOUT_RECORD_RECORD_TROUBLE_H

#include "base/failure.h"
#include "base/str.h"

enum record_trouble_kind {
    RECORD_TROUBLE_NONE,
    RECORD_TROUBLE_NUL,
    RECORD_TROUBLE_UTF8,
    RECORD_TROUBLE_CR,           /* a CR that is not before an LF */
    RECORD_TROUBLE_QUOTE,        /* a quote inside an unquoted cell */
    RECORD_TROUBLE_AFTER_QUOTE,  /* a byte behind the closing quote */
    RECORD_TROUBLE_UNTERMINATED, /* the file ends inside a quoted cell */
    RECORD_TROUBLE_FIELD_BYTES,
    RECORD_TROUBLE_RECORD_BYTES,
    RECORD_TROUBLE_RECORD_FIELDS,
    RECORD_TROUBLE_FILE_RECORDS,
    RECORD_TROUBLE_FILE_BYTES,
};

struct record_trouble {
    enum record_trouble_kind kind;
    size_t at; /* the byte to show, from the first byte of the record under way */
};

enum {
    RECORD_TROUBLE_SHOW_AFTER = 60, /* bytes shown behind the place */
};

/* Fills `failure` (STATUS_REFUSED). `bytes` begins at the record under way, which begins on
 * line `line`, and reaches more than RECORD_TROUBLE_SHOW_AFTER bytes beyond the place if the
 * file does.
 */
enum status record_trouble_refuse(const struct record_trouble *trouble, const char *path,
                                  int64_t line, struct str bytes, struct failure *failure);

#endif
