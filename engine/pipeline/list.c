/* Arrays that grow while a run reads: sections, rejects, noise. */
#include "pipeline/list.h"

#include "base/arena.h"

#include <string.h>

void *list_add(struct list *list, size_t size)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 8;
        list->items = memory_resize(list->items, list->capacity, size);
    }
    void *item = (char *)list->items + list->count++ * size;
    memset(item, 0, size);
    return item;
}
