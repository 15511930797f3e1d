/* What SQLite says, for a person: the few causes a person can act on have words and a remedy of
 * their own; every other one is passed on as it is. */
#include "store/store_inner.h"

#include <string.h>

struct cause {
    int code; /* SQLite's primary result code */
    const char *words;
    const char *remedy;
};

static const struct cause causes[] = {
    {SQLITE_FULL, "the disk is full",
     "Make room, or write to another disk, and run it again. Nothing was replaced."},
    {SQLITE_IOERR, "the disk could not be read or written",
     "Look after the disk or the network drive, and run it again. Nothing was replaced."},
    {SQLITE_BUSY, "another program is writing it",
     "Wait until the other run has ended, or close the program that holds it, and run this "
     "again."},
    {SQLITE_LOCKED, "another program is writing it",
     "Wait until the other run has ended, or close the program that holds it, and run this "
     "again."},
    {SQLITE_NOTADB, "it is not a database", "Name a books file that tieout wrote."},
    {SQLITE_CORRUPT, "the file is damaged",
     "Make the books again from the reports they were made of."},
    {SQLITE_CANTOPEN, "it could not be opened",
     "Check that the path is right and that you may read it."},
    {SQLITE_READONLY, "it may not be written",
     "Check the permissions of the file and its directory."},
    {SQLITE_NOMEM, "there is not enough memory", "Close other programs, and run it again."},
};

static const struct cause *cause_find(int code);

enum status store_failed(const struct store *store, const char *what, struct failure *failure)
{
    tie_assert(store != NULL && what != NULL);
    tie_assert(failure != NULL);
    int code = store->db == NULL ? SQLITE_NOMEM : sqlite3_errcode(store->db);
    const char *said = store->db == NULL ? "out of memory" : sqlite3_errmsg(store->db);
    if (failure->status != STATUS_OK)
        return failure->status;
    const struct cause *cause = cause_find(code & 0xff);
    if (cause == NULL) {
        failure_set(failure, STATUS_EVIDENCE, "%s: %s", what, said);
    } else {
        failure_set(failure, STATUS_EVIDENCE, "%s: %s (%s)", what, cause->words, said);
        failure_remedy(failure, "%s", cause->remedy);
    }
    failure_place(failure, store->path, 0, 0);
    return STATUS_EVIDENCE;
}

static const struct cause *cause_find(int code)
{
    for (size_t i = 0; i < array_count(causes); i++)
        if (causes[i].code == code)
            return &causes[i];
    return NULL;
}
