/* EXPLAIN shows the program of a statement: registers, and steps that write them. What kind of
 * value may stand in a register before each step is found by following every way through the
 * program until nothing changes; then each step is looked at once. Steps this file does not
 * know are taken to go on to the next one and to write nothing. */
#include "store/store_guard_code.h"

#include "base/arena.h"
#include "store/store_guard_op.h"

#include <stdlib.h>
#include <string.h>

/* What may stand in a register, as bits; 0 is anything else: a column, a NULL. */
enum { KIND_TEXT = 1, KIND_NUMBER = 2 };
enum { WORD_BITS = 64 };

struct program {
    struct guard_op *ops;
    size_t count;
    size_t registers;
    size_t words;    /* of one kind: a bit a register */
    uint64_t *kinds; /* before each step: the words of texts, then those of numbers */
    bool *reached;
};

static enum status program_read(struct program *program, const struct store *store,
                                struct str sql, struct arena *arena, struct failure *failure);
static void program_measure(struct program *program, struct arena *arena);
static void program_follow(struct program *program);
static bool follow_step(struct program *program, size_t at, uint64_t *after);
static bool reach(struct program *program, int64_t at, const uint64_t *kinds);
static bool reach_partners(struct program *program, const struct guard_op *op,
                           const uint64_t *kinds);
static void apply(const struct program *program, const struct guard_op *op, uint64_t *kinds);
static uint64_t *kinds_at(const struct program *program, size_t at);
static unsigned char get(const struct program *program, const uint64_t *kinds, int at);
static void set(const struct program *program, uint64_t *kinds, int at, int kind);
static unsigned char function_kind(const struct guard_op *op);
static const char *step_offence(const struct program *program, size_t at);
static bool compares_text(const struct guard_op *op, unsigned char left, unsigned char right);
static bool converts_text(const struct program *program, const struct guard_op *op,
                          const uint64_t *kinds);
static bool function_takes_text(const struct program *program, const struct guard_op *op,
                                const uint64_t *kinds);

const char *guard_code_offence(const struct store *store, struct str sql,
                               struct failure *failure)
{
    tie_assert(store != NULL && failure != NULL);
    struct arena arena = {0};
    struct program program = {0};
    const char *offence = NULL;
    if (program_read(&program, store, sql, &arena, failure) == STATUS_OK) {
        program_measure(&program, &arena);
        program_follow(&program);
        for (size_t at = 0; at < program.count && offence == NULL; at++)
            offence = step_offence(&program, at);
    }
    free(program.ops);
    arena_free(&arena);
    return offence;
}

static enum status program_read(struct program *program, const struct store *store,
                                struct str sql, struct arena *arena, struct failure *failure)
{
    struct buffer text = {0};
    sqlite3_stmt *statement = NULL;
    size_t capacity = 0;
    buffer_add_c(&text, "EXPLAIN ");
    buffer_add(&text, sql);
    int code = sqlite3_prepare_v2(store->db, buffer_c(&text), -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
        if (program->count == capacity) {
            capacity = capacity == 0 ? 256 : 2 * capacity;
            program->ops = memory_resize(program->ops, capacity, sizeof *program->ops);
        }
        guard_op_read(&program->ops[program->count++], statement, arena);
    }
    enum status status = STATUS_OK;
    if (code != SQLITE_DONE)
        status = store_failed(store, "a rule could not be explained", failure);
    sqlite3_finalize(statement);
    buffer_free(&text);
    return status;
}

/* Registers are counted from 1; only steps that have a meaning here name them. */
static void program_measure(struct program *program, struct arena *arena)
{
    for (size_t at = 0; at < program->count; at++) {
        size_t last = guard_op_last_register(&program->ops[at]);
        if (last >= program->registers)
            program->registers = last + 1;
    }
    program->words = (program->registers + WORD_BITS - 1) / WORD_BITS;
    program->kinds =
        arena_take(arena, program->count * 2 * program->words * sizeof *program->kinds);
    program->reached = arena_take(arena, program->count * sizeof *program->reached);
}

/* Kinds only ever grow, so this comes to an end. */
static void program_follow(struct program *program)
{
    if (program->count == 0)
        return;
    uint64_t *after = memory_resize(NULL, 2 * program->words + 1, sizeof *after);
    program->reached[0] = true;
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t at = 0; at < program->count; at++)
            if (program->reached[at] && follow_step(program, at, after))
                changed = true;
    }
    free(after);
}

/* Whether anything new came to a step behind this one. */
static bool follow_step(struct program *program, size_t at, uint64_t *after)
{
    const struct guard_op *op = &program->ops[at];
    int64_t next = (int64_t)at + 1;
    bool changed = false;
    memcpy(after, kinds_at(program, at), 2 * program->words * sizeof *after);
    apply(program, op, after);
    switch (op->flow) {
    case GUARD_FLOW_NEXT:
        return reach(program, next, after);
    case GUARD_FLOW_BRANCH:
        changed = reach(program, op->p2, after);
        return reach(program, next, after) || changed;
    case GUARD_FLOW_GOTO:
        return reach(program, op->p2, after);
    case GUARD_FLOW_JUMP:
        changed = reach(program, op->p1, after);
        changed = reach(program, op->p2, after) || changed;
        return reach(program, op->p3, after) || changed;
    case GUARD_FLOW_COROUTINE:
        return reach(program, op->p2 > 0 ? op->p2 : next, after);
    case GUARD_FLOW_RETURN:
        changed = reach_partners(program, op, after);
        return (op->p3 != 0 && reach(program, next, after)) || changed;
    case GUARD_FLOW_YIELD:
        return reach_partners(program, op, after);
    case GUARD_FLOW_HALT:
        return false;
    }
    return false;
}

static bool reach(struct program *program, int64_t at, const uint64_t *kinds)
{
    if (at < 0 || at >= (int64_t)program->count)
        return false;
    bool changed = !program->reached[at];
    uint64_t *known = kinds_at(program, (size_t)at);
    program->reached[at] = true;
    for (size_t i = 0; i < 2 * program->words; i++) {
        changed |= (kinds[i] & ~known[i]) != 0;
        known[i] |= kinds[i];
    }
    return changed;
}

/* A Return goes behind a Gosub of its register. A Yield goes to its partner: behind another one
 * of its register, to where that one leads at the end, or to where the coroutine begins. */
static bool reach_partners(struct program *program, const struct guard_op *op,
                           const uint64_t *kinds)
{
    bool changed = false;
    for (size_t at = 0; at < program->count; at++) {
        const struct guard_op *other = &program->ops[at];
        if (other->p1 != op->p1)
            continue;
        bool gosub = op->flow == GUARD_FLOW_RETURN && other->meaning == GUARD_GOSUB;
        bool yield = op->flow == GUARD_FLOW_YIELD && other->flow == GUARD_FLOW_YIELD;
        if (gosub || yield)
            changed |= reach(program, (int64_t)at + 1, kinds);
        if (yield && other->p2 > 0)
            changed |= reach(program, other->p2, kinds);
        if (op->flow == GUARD_FLOW_YIELD && other->flow == GUARD_FLOW_COROUTINE)
            changed |= reach(program, other->p3, kinds);
    }
    return changed;
}

/* What a step writes. */
static void apply(const struct program *program, const struct guard_op *op, uint64_t *kinds)
{
    switch (op->meaning) {
    case GUARD_TEXT:
        set(program, kinds, op->p2, KIND_TEXT);
        break;
    case GUARD_INTEGER:
        set(program, kinds, op->p2, KIND_NUMBER);
        break;
    case GUARD_NULL:
        for (int at = op->p2; at == op->p2 || at <= op->p3; at++)
            set(program, kinds, at, 0);
        break;
    case GUARD_COPY: /* p3 is how many more than one */
        for (int i = 0; i <= op->p3; i++)
            set(program, kinds, op->p2 + i, get(program, kinds, op->p1 + i));
        break;
    case GUARD_COPY_ONE:
        set(program, kinds, op->p2, get(program, kinds, op->p1));
        break;
    case GUARD_MOVE: /* p3 is how many */
        for (int i = 0; i < op->p3; i++)
            set(program, kinds, op->p2 + i, get(program, kinds, op->p1 + i));
        break;
    case GUARD_ARITHMETIC:
        set(program, kinds, op->p3, KIND_NUMBER);
        break;
    case GUARD_CONCAT:
        set(program, kinds, op->p3, KIND_TEXT);
        break;
    case GUARD_FUNCTION:
        set(program, kinds, op->p3, function_kind(op));
        break;
    case GUARD_AGGREGATE:
        set(program, kinds, op->p1, function_kind(op));
        break;
    case GUARD_SETS_P1:
        set(program, kinds, op->p1, 0);
        break;
    case GUARD_SETS_P2:
        set(program, kinds, op->p2, 0);
        break;
    case GUARD_SETS_P3:
    case GUARD_RECORD:
        set(program, kinds, op->p3, 0);
        break;
    default:
        break;
    }
}

static uint64_t *kinds_at(const struct program *program, size_t at)
{
    return program->kinds + at * 2 * program->words;
}

static unsigned char get(const struct program *program, const uint64_t *kinds, int at)
{
    if (at <= 0 || (size_t)at >= program->registers)
        return 0;
    const uint64_t *word = kinds + (size_t)at / WORD_BITS;
    unsigned bit = (unsigned)at % WORD_BITS;
    return (unsigned char)((word[0] >> bit & 1) * KIND_TEXT |
                           (word[program->words] >> bit & 1) * KIND_NUMBER);
}

static void set(const struct program *program, uint64_t *kinds, int at, int kind)
{
    if (at <= 0 || (size_t)at >= program->registers)
        return;
    uint64_t *word = kinds + (size_t)at / WORD_BITS;
    uint64_t bit = UINT64_C(1) << (unsigned)at % WORD_BITS;
    word[0] = (kind & KIND_TEXT) != 0 ? word[0] | bit : word[0] & ~bit;
    word += program->words;
    word[0] = (kind & KIND_NUMBER) != 0 ? word[0] | bit : word[0] & ~bit;
}

static unsigned char function_kind(const struct guard_op *op)
{
    return guard_op_gives_number(op) ? KIND_NUMBER : guard_op_gives_text(op) ? KIND_TEXT : 0;
}

static const char *step_offence(const struct program *program, size_t at)
{
    const struct guard_op *op = &program->ops[at];
    const uint64_t *kinds = kinds_at(program, at);
    unsigned char first = get(program, kinds, op->p1);
    unsigned char second = get(program, kinds, op->p2);
    unsigned char third = get(program, kinds, op->p3);
    static const char compared[] = "it compares a text with a number";
    switch (op->meaning) {
    case GUARD_REAL:
        return "it holds a number with a point or an exponent";
    case GUARD_DIVIDE:
        return "it divides";
    case GUARD_REMAINDER:
        return "it takes a remainder";
    case GUARD_CAST:
        return "it casts";
    case GUARD_ARITHMETIC:
        return (first | second) & KIND_TEXT ? "it calculates with a text" : NULL;
    case GUARD_FUNCTION:
    case GUARD_AGGREGATE_STEP:
        return function_takes_text(program, op, kinds) ? "it calculates with a text" : NULL;
    case GUARD_COMPARE:
        return compares_text(op, first, third) ? compared : NULL;
    case GUARD_SEEK_ROW:
        return op->p4.length == 0 && (third & KIND_TEXT) ? compared : NULL;
    case GUARD_WHOLE:
        return first & KIND_TEXT ? compared : NULL;
    case GUARD_AFFINITY:
    case GUARD_RECORD:
        return converts_text(program, op, kinds) ? compared : NULL;
    default:
        return NULL;
    }
}

/* The low bits of p5 say what both sides become before they are compared. */
static bool compares_text(const struct guard_op *op, unsigned char left, unsigned char right)
{
    enum { AFFINITY_MASK = 0x47, AFFINITY_TEXT = 'B', AFFINITY_NUMERIC = 'C' };
    int affinity = op->p5 & AFFINITY_MASK;
    unsigned char both = left | right;
    if (affinity >= AFFINITY_NUMERIC && (both & KIND_TEXT))
        return true;
    if (affinity == AFFINITY_TEXT && (both & KIND_NUMBER))
        return true;
    return ((left & KIND_TEXT) && (right & KIND_NUMBER)) ||
           ((left & KIND_NUMBER) && (right & KIND_TEXT));
}

/* p4 has a letter for each register from p1: C and above make numbers of texts. */
static bool converts_text(const struct program *program, const struct guard_op *op,
                          const uint64_t *kinds)
{
    for (size_t i = 0; i < op->p4.length && i < (size_t)op->p2; i++)
        if (op->p4.bytes[i] >= 'C' && (get(program, kinds, op->p1 + (int)i) & KIND_TEXT))
            return true;
    return false;
}

static bool function_takes_text(const struct program *program, const struct guard_op *op,
                                const uint64_t *kinds)
{
    int count = guard_op_number_arguments(op);
    for (int i = 0; i < count; i++)
        if (get(program, kinds, op->p2 + i) & KIND_TEXT)
            return true;
    return false;
}
