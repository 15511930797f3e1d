/* The place where images are opened: a second database of the connection, in memory. */
#ifndef TIEOUT_STORE_STORE_ATTACH_H
#define TIEOUT_STORE_STORE_ATTACH_H

#include "store/store_image.h"
#include "store/store_inner.h"

/* Opens the place, once for all who ask; each of them lets it go again. */
enum status store_attach(struct store *store, struct failure *failure);
void store_detach(struct store *store);
/* Copies the rows of a started image, at least one, into the table `name` of the books, which
 * must have been made by the image's own statement. */
enum status store_attach_copy(struct store *store, struct store_image *image, struct str name,
                              struct failure *failure);

#endif
