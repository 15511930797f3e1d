/* Proof that each law can be broken, and that it is quiet otherwise. A folder holds a text per
 * law, LAW.txt, with small worlds:
 *
 *   ## trips: a name for people         a world that breaks the law at the places below
 *   ## quiet: a name for people         a world that does not
 *   == path                             a file; its lines follow
 *   -> path:line                        where the law must speak, in any order; nowhere else
 *   @61 text                            the line "text" 61 times
 *   ^ name                              a name at the top level
 */
#include "tidy/tidy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct world {
    const char *law;
    char *name; /* NULL: none begun */
    bool trips;
    struct tidy_tree tree;
    char **expected; /* path:line */
    size_t expected_count;
    char *path; /* of the file being written; NULL: none */
    char *text;
    size_t length;
};

static void prove_law(const char *folder, const char *law, struct tidy_score *score);
static void world_line(struct world *world, char *line, struct tidy_score *score);
static void world_begin(struct world *world, bool trips, const char *name);
static void world_text(struct world *world, const char *line);
static void world_close_file(struct world *world);
static void world_judge(struct world *world, struct tidy_score *score);
static bool world_expects(const struct world *world, const struct tidy_finding *finding);

void tidy_prove(const char *folder, struct tidy_score *score)
{
    for (size_t i = 0; i < tidy_law_count; i++)
        prove_law(folder, tidy_laws[i].name, score);
}

static void prove_law(const char *folder, const char *law, struct tidy_score *score)
{
    size_t length, trips = 0, quiet = 0;
    char *path = tidy_format("%s/%s.txt", folder, law);
    char *text = tidy_read(path, &length);
    struct world world = {.law = law};
    for (char *line = text, *end; *line; line = end + 1) {
        end = line + strcspn(line, "\n");
        bool last = *end == '\0';
        *end = '\0';
        trips += tidy_starts(line, "## trips: ");
        quiet += tidy_starts(line, "## quiet: ");
        world_line(&world, line, score);
        if (last)
            break;
    }
    world_judge(&world, score);
    if (trips == 0 || quiet == 0) {
        printf("%s: needs a world that trips and one that is quiet\n", path);
        score->failed++;
    }
    free(path);
}

static void world_line(struct world *world, char *line, struct tidy_score *score)
{
    bool trips = tidy_starts(line, "## trips: ");
    if (trips || tidy_starts(line, "## quiet: ")) {
        world_judge(world, score);
        world_begin(world, trips, line + 10);
    } else if (tidy_starts(line, "== ")) {
        world_close_file(world);
        world->path = tidy_copy(line + 3, strlen(line + 3));
    } else if (tidy_starts(line, "-> ")) {
        world->expected =
            tidy_resize(world->expected, world->expected_count + 1, sizeof(*world->expected));
        world->expected[world->expected_count++] = line + 3;
    } else if (tidy_starts(line, "^ ")) {
        struct tidy_tree *tree = &world->tree;
        tree->top = tidy_resize(tree->top, tree->top_count + 1, sizeof(*tree->top));
        tree->top[tree->top_count++] = line + 2;
    } else {
        world_text(world, line);
    }
}

static void world_begin(struct world *world, bool trips, const char *name)
{
    *world = (struct world){.law = world->law, .trips = trips};
    world->name = tidy_copy(name, strlen(name));
}

static void world_text(struct world *world, const char *line)
{
    if (!world->path)
        return;
    char *after = NULL;
    unsigned long times = line[0] == '@' ? strtoul(line + 1, &after, 10) : 1;
    const char *text = after && *after == ' ' ? after + 1 : line;
    for (; times > 0; times--) {
        size_t bytes = strlen(text);
        world->text = tidy_resize(world->text, world->length + bytes + 1, 1);
        memcpy(world->text + world->length, text, bytes);
        world->length += bytes;
        world->text[world->length++] = '\n';
    }
}

static void world_close_file(struct world *world)
{
    if (world->path)
        tidy_tree_add(&world->tree, world->path, world->text, world->length);
    world->path = NULL;
    world->length = 0;
}

static void world_judge(struct world *world, struct tidy_score *score)
{
    if (!world->name)
        return;
    world_close_file(world);
    tidy_tree_sort(&world->tree);
    struct tidy_report report = {0};
    tidy_run(&world->tree, world->law, &report);
    bool good = report.count == world->expected_count && world->trips == (report.count > 0);
    for (size_t i = 0; i < report.count; i++)
        good = good && world_expects(world, &report.findings[i]);
    score->passed += good;
    score->failed += !good;
    if (good)
        return;
    printf("%s: %s: expected %zu places, found %zu\n", world->law, world->name,
           world->expected_count, report.count);
    for (size_t i = 0; i < report.count; i++)
        printf("    %s:%zu: %s\n", report.findings[i].path, report.findings[i].line,
               report.findings[i].instead);
}

static bool world_expects(const struct world *world, const struct tidy_finding *finding)
{
    char *place = tidy_format("%s:%zu", finding->path, finding->line);
    bool expected = false;
    for (size_t i = 0; i < world->expected_count && !expected; i++)
        expected = strcmp(world->expected[i], place) == 0;
    free(place);
    return expected;
}
