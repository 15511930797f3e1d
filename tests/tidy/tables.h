/* The laws as data. */
#ifndef TIDY_TABLES_H
#define TIDY_TABLES_H

#include <stddef.h>

/* A file below `from` may include headers below `to`: folders, or whole headers, parted by
 * blanks. Its own folder is always among them. The longest `from` counts. "*": everything. */
struct tidy_arrow {
    const char *from;
    const char *to;
};
/* Where headers of a prefix stand. */
struct tidy_place {
    const char *prefix;
    const char *folder;
};
/* A library's headers begin so and are included below `door` only. */
struct tidy_door {
    const char *header;
    const char *door;
    const char *instead;
};
/* Words that do not occur in the code (not: comments) of the engine and the reports, but in
 * `but`. */
struct tidy_ban {
    const char *words;
    const char *but;
    const char *instead;
};
/* A file may have fewer lines than this. The first row that fits counts. */
struct tidy_size {
    const char *below;
    const char *ending;
    size_t lines;
    const char *why; /* of an exception; NULL: the law itself */
};
/* Files whose words a user meets, and the text that stands before such a word. */
struct tidy_vocabulary {
    const char *below;
    const char *before;
    const char *what;
};
/* A message no test meets, and why none can, or need. */
struct tidy_excuse {
    const char *message;
    const char *why;
};

extern const struct tidy_excuse tidy_excuses[];
extern const size_t tidy_excuse_count;
extern const struct tidy_arrow tidy_arrows[];
extern const size_t tidy_arrow_count;
extern const struct tidy_place tidy_places[];
extern const size_t tidy_place_count;
extern const struct tidy_door tidy_doors[];
extern const size_t tidy_door_count;
extern const struct tidy_ban tidy_bans[];
extern const size_t tidy_ban_count;
extern const struct tidy_size tidy_sizes[];
extern const size_t tidy_size_count;
extern const struct tidy_vocabulary tidy_vocabularies[];
extern const size_t tidy_vocabulary_count;

/* Parted by blanks. */
extern const char tidy_top_names[];      /* the top level, whole */
extern const char tidy_foreign_words[];  /* what engine and reports do not know */
extern const char tidy_contract_words[]; /* the contract's own names, the only exceptions */
extern const char tidy_rule_keys[];      /* what each rule says of itself */
extern const char tidy_untested[];       /* .c files that need no test of their own */

#endif
