/* The steps of SQLite's programs, as far as the guard must know them. */
#ifndef TIEOUT_STORE_STORE_GUARD_OP_H
#define TIEOUT_STORE_STORE_GUARD_OP_H

#include "base/arena.h"
#include "store/store_inner.h"

enum guard_meaning {
    GUARD_NOTHING, /* nothing that matters here */
    GUARD_REAL,
    GUARD_DIVIDE,
    GUARD_REMAINDER,
    GUARD_CAST,
    GUARD_TEXT,           /* a text into p2 */
    GUARD_INTEGER,        /* a number into p2 */
    GUARD_NULL,           /* nothing into p2 to p3 */
    GUARD_COPY,           /* p1 and p3 more from p2 on */
    GUARD_COPY_ONE,       /* p1 to p2 */
    GUARD_MOVE,           /* p3 registers from p1 to p2 */
    GUARD_ARITHMETIC,     /* p1 and p2 into p3 */
    GUARD_CONCAT,         /* p1 and p2 into p3 */
    GUARD_FUNCTION,       /* of p2 and more into p3 */
    GUARD_AGGREGATE_STEP, /* of p2 and more */
    GUARD_AGGREGATE,      /* the result into p1 */
    GUARD_COMPARE,        /* p1 with p3 */
    GUARD_AFFINITY,       /* p2 registers from p1 become what p4 says */
    GUARD_RECORD,         /* the same, and a record of them into p3 */
    GUARD_SEEK_ROW,       /* a row by the number in p3; by a key when p4 is its size */
    GUARD_WHOLE,          /* p1 must become a whole number */
    GUARD_GOSUB,
    GUARD_SETS_P1, /* anything into p1, p2 or p3 */
    GUARD_SETS_P2,
    GUARD_SETS_P3,
};

enum guard_flow {
    GUARD_FLOW_NEXT,
    GUARD_FLOW_BRANCH,    /* to p2, or on */
    GUARD_FLOW_GOTO,      /* to p2 */
    GUARD_FLOW_JUMP,      /* to p1, p2 or p3 */
    GUARD_FLOW_COROUTINE, /* to p2 if given, else on; the first Yield of p1 goes to p3 */
    GUARD_FLOW_RETURN,    /* behind the Gosub of p1 */
    GUARD_FLOW_YIELD,     /* to the partner in p1 */
    GUARD_FLOW_HALT,
};

struct guard_op {
    enum guard_meaning meaning;
    enum guard_flow flow;
    int p1, p2, p3, p5;
    struct str p4; /* "" when it is none; a function as "abs(1)" */
};

/* From one row of EXPLAIN. */
void guard_op_read(struct guard_op *op, sqlite3_stmt *row, struct arena *arena);
/* The highest register the step names; 0 when it names none that matters. */
size_t guard_op_last_register(const struct guard_op *op);
/* Of a function: what it gives, and how many of its arguments it calculates with. */
bool guard_op_gives_number(const struct guard_op *op);
bool guard_op_gives_text(const struct guard_op *op);
int guard_op_number_arguments(const struct guard_op *op);

#endif
