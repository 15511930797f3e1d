/* The second scanner: counts records and bytes with nothing but quote state and newlines. It
 * shares no code with the reader, so that the two can witness for each other. */
#ifndef TIEOUT_RECORD_RECORD_SCAN_H
#define TIEOUT_RECORD_RECORD_SCAN_H

#include "base/str.h"

struct record_scan {
    int64_t records; /* non-blank logical lines */
    int64_t blank_lines;
    int64_t record_bytes; /* line ends included */
    int64_t noise_bytes;  /* blank lines and a byte order mark */
    int64_t bytes;
    /* state between pieces */
    int64_t here_bytes; /* bytes of the line under way */
    bool in_quotes;
    bool only_cr; /* the line under way holds nothing but one CR */
};

/* Zero-initialise. Feed the file in pieces of any size, then finish once. */
void record_scan_feed(struct record_scan *scan, struct str bytes);
void record_scan_finish(struct record_scan *scan);
/* The same as a record_listener: context is the struct record_scan. */
void record_scan_listen(void *context, struct str bytes);

#endif
