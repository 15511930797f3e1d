/* The door to libcsv, which is the grammar: one record at a time, strict, blanks kept. libcsv
 * knows no positions and cannot be stopped from a callback, so it is fed up to each byte that
 * can end a field, and no further than the record goes. */
#ifndef TIEOUT_RECORD_RECORD_LIBCSV_H
#define TIEOUT_RECORD_RECORD_LIBCSV_H

#include "record/record_split.h"
#include "record/record_trouble.h"

struct record_libcsv;

/* Never NULL (out of memory ends the program). */
struct record_libcsv *record_libcsv_open(void);
void record_libcsv_close(struct record_libcsv *door);

/* As record_split, for every record; never RECORD_SPLIT_ODD. Keeps the limits of fields and
 * records. Fields are owned by `door` until its next call. On RECORD_SPLIT_TROUBLE *trouble is
 * filled; which trouble does not depend on how many bytes follow the first bad one. */
enum record_split_end record_libcsv_split(struct record_libcsv *door, struct str bytes,
                                          bool at_end, struct record_split *split,
                                          struct record_trouble *trouble);

/* The version of libcsv this was built with, for the manifest: the library tells none itself. */
const char *record_library_version(void);

#endif
