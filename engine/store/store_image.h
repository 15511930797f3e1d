/* Rows as the image of a database with one table, which SQLite opens where it lies in memory.
 * From a table of the same form it takes rows as they are: INSERT ... SELECT then costs half
 * of what computing each column again does, and the books' file stays its own work. */
#ifndef TIEOUT_STORE_STORE_IMAGE_H
#define TIEOUT_STORE_STORE_IMAGE_H

#include "base/base.h"
#include "base/str.h"

/* The longest record an image takes: a fresh one has room for it. */
enum { STORE_IMAGE_RECORD_MOST = 4096 };

struct store_image {
    unsigned char *bytes;
    size_t leaves;       /* pages of rows begun */
    size_t rows;         /* rows in all */
    size_t leaf_rows;    /* rows of the last page */
    size_t leaf_content; /* where the rows of the last page begin: they grow downwards */
    int64_t last_id;
};

void store_image_init(struct store_image *image);
void store_image_free(struct store_image *image);
/* Begins anew: a database whose one table, `name`, is made by the statement `sql`. */
void store_image_start(struct store_image *image, struct str name, struct str sql);
/* Adds a row. False, and nothing done, when the image is full or the id does not follow the
 * last one: the caller takes the rows so far and starts again. A row fits a fresh image. */
bool store_image_add(struct store_image *image, int64_t id, const unsigned char *record,
                     size_t length);
/* The whole image, at least one row in it; valid until the next start. */
struct str store_image_finish(struct store_image *image);

#endif
