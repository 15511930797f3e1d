/* A growing array of any element. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_LIST_H
#define TIEOUT_PIPELINE_LIST_H

#include "base/base.h"

/* Zero-initialise; free the items when done. */
struct list {
    void *items;
    size_t count, capacity;
};
/* Room for one more element of `size` bytes, zeroed; its address. */
void *list_add(struct list *list, size_t size);

#endif
