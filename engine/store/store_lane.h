/* Images on their way into the books: SQLite copies them on a thread of its own while the next
 * ones are filled. As long as the thread is at work the connection is its alone; whoever else
 * wants it waits (store_lane_rest). */
#ifndef TIEOUT_STORE_STORE_LANE_H
#define TIEOUT_STORE_STORE_LANE_H

#include "store/store_image.h"
#include "store/store_inner.h"

/* One lane a store, for all who ask; each of them lets it go again. Opens the place of images
 * too. Without a thread images are copied at once. */
enum status store_lane_open(struct store *store, struct failure *failure);
/* Tells what has failed so far. The last to close waits for all images and ends the thread. */
enum status store_lane_close(struct store *store, struct failure *failure);
/* Takes the rows of `image`, at least one, for the table `name`; the image is another one then,
 * to be started anew. Fails when one before it did. */
enum status store_lane_put(struct store *store, struct store_image *image, struct str name,
                           struct failure *failure);
/* Waits until all images are copied. Costs nothing without a lane. */
void store_lane_rest(const struct store *store);

#endif
