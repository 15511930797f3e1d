/* Stands between the program and the system (LD_PRELOAD): counts calls by kind, and lets the one
 * fail that the page in FAULT_PAGE names. What SQLite, GMP, libcsv and the C library itself ask
 * of the system passes here too. Written for glibc. */
#include "page.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CALLERS = 8, OWN_FRAMES = 2, SQL_IO_ERROR = 10 };

/* Of SQLite only what is needed here. */
struct sqlite3;
struct sqlite3_stmt;
typedef int sql_row(void *, int, char **, char **);
int sqlite3_step(struct sqlite3_stmt *statement);
int sqlite3_exec(struct sqlite3 *db, const char *sql, sql_row *row, void *context,
                 char **message);
int sqlite3_prepare_v2(struct sqlite3 *db, const char *sql, int bytes,
                       struct sqlite3_stmt **statement, const char **tail);
int sqlite3_prepare_v3(struct sqlite3 *db, const char *sql, int bytes, unsigned flags,
                       struct sqlite3_stmt **statement, const char **tail);
int sqlite3_errcode(struct sqlite3 *db);
const char *sqlite3_errmsg(struct sqlite3 *db);

/* Of glibc: the functions behind malloc and its kin. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t align, size_t size);

static bool due(enum fault_kind kind);
static void note_way(enum fault_kind kind, uint64_t number);
static bool short_due(enum fault_kind kind, size_t *size);
static void next(const char *name, void *function);
static bool sql_due(const void *caller);

static struct fault_page *page;
static _Thread_local bool noting;

__attribute__((constructor)) static void page_open(void)
{
    const char *path = getenv("FAULT_PAGE");
    int (*real)(const char *, int, ...);
    next("open", &real);
    int descriptor = path ? real(path, O_RDWR | O_CLOEXEC) : -1;
    if (descriptor < 0)
        return;
    void *callers[CALLERS];
    (void)backtrace(callers, CALLERS); /* loads what it needs before anything is counted */
    void *mapped = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    page = mapped == MAP_FAILED ? NULL : mapped;
}

/* Stores the function that would have been called, at a pointer to a function. */
static void next(const char *name, void *function)
{
    void *symbol = dlsym(RTLD_NEXT, name);
    memcpy(function, &symbol, sizeof symbol);
}

/* Counts this call. Whether it is the one to fail, with errno set for an interruption. */
static bool due(enum fault_kind kind)
{
    if (!page || noting)
        return false;
    uint64_t number = atomic_fetch_add(&page->counts[kind], 1) + 1;
    if (page->mode == FAULT_COUNT)
        note_way(kind, number);
    if (page->mode == FAULT_KILL) {
        bool visible = kind == FAULT_WRITE || kind == FAULT_OPEN || kind == FAULT_SYNC ||
                       kind == FAULT_RENAME || kind == FAULT_REMOVE;
        if (visible && atomic_fetch_add(&page->visible, 1) + 1 == page->at) {
            page->fired = 1;
            kill(getpid(), SIGKILL);
        }
        return false;
    }
    if (page->kind != kind || page->at != number ||
        (page->mode != FAULT_ERROR && page->mode != FAULT_INTERRUPT))
        return false;
    page->fired = 1;
    return true;
}

/* Whether these functions called each other in this order before. */
static void note_way(enum fault_kind kind, uint64_t number)
{
    void *callers[CALLERS];
    noting = true;
    int count = backtrace(callers, CALLERS);
    uint64_t hash = UINT64_C(1469598103934665603) + (uint64_t)kind;
    for (int i = OWN_FRAMES; i < count; i++)
        hash = (hash ^ (uintptr_t)callers[i]) * UINT64_C(1099511628211);
    hash += hash == 0;
    noting = false;
    size_t at = hash % FAULT_WAYS;
    while (page->ways[at] != 0 && page->ways[at] != hash)
        at = (at + 1) % FAULT_WAYS;
    if (page->ways[at] == hash || page->first_counts[kind] == FAULT_FIRSTS)
        return;
    page->ways[at] = hash;
    page->firsts[kind][page->first_counts[kind]++] = (uint32_t)number;
}

/* Whether this call, counted before, moves half of its bytes. */
static bool short_due(enum fault_kind kind, size_t *size)
{
    if (!page || page->mode != FAULT_SHORT || page->kind != kind || *size < 2 ||
        page->counts[kind] != page->at)
        return false;
    page->fired = 1;
    *size /= 2;
    return true;
}

/* A function that answers -1. */
#define FAILS(type, name, kind, cause, parameters, ...)                                        \
    type name parameters                                                                       \
    {                                                                                          \
        type(*real) parameters;                                                                \
        next(#name, &real);                                                                    \
        if (!due(kind))                                                                        \
            return real(__VA_ARGS__);                                                          \
        errno = page->mode == FAULT_INTERRUPT ? EINTR : (cause);                               \
        return -1;                                                                             \
    }

/* The same of one that moves `size` bytes. */
#define MOVES(name, kind, cause, parameters, ...)                                              \
    ssize_t name parameters                                                                    \
    {                                                                                          \
        ssize_t(*real) parameters;                                                             \
        next(#name, &real);                                                                    \
        if (due(kind)) {                                                                       \
            errno = page->mode == FAULT_INTERRUPT ? EINTR : (cause);                           \
            return -1;                                                                         \
        }                                                                                      \
        (void)short_due(kind, &size);                                                          \
        return real(__VA_ARGS__);                                                              \
    }

/* One that opens, whose mode is there only with O_CREAT. */
#define OPENS(name)                                                                            \
    int name(const char *path, int flags, ...)                                                 \
    {                                                                                          \
        int (*real)(const char *, int, ...);                                                   \
        next(#name, &real);                                                                    \
        va_list rest;                                                                          \
        va_start(rest, flags);                                                                 \
        unsigned mode = flags & O_CREAT ? va_arg(rest, unsigned) : 0;                          \
        va_end(rest);                                                                          \
        if (!due(FAULT_OPEN))                                                                  \
            return real(path, flags, mode);                                                    \
        errno = EMFILE;                                                                        \
        return -1;                                                                             \
    }

/* Only the taking of locks. */
#define LOCKS(name)                                                                            \
    int name(int descriptor, int command, ...)                                                 \
    {                                                                                          \
        int (*real)(int, int, ...);                                                            \
        next(#name, &real);                                                                    \
        va_list rest;                                                                          \
        va_start(rest, command);                                                               \
        void *argument = va_arg(rest, void *);                                                 \
        va_end(rest);                                                                          \
        if ((command != F_SETLK && command != F_SETLKW) || !due(FAULT_LOCK))                   \
            return real(descriptor, command, argument);                                        \
        errno = ENOLCK;                                                                        \
        return -1;                                                                             \
    }

MOVES(read, FAULT_READ, EIO, (int descriptor, void *into, size_t size), descriptor, into, size)
MOVES(pread, FAULT_READ, EIO, (int descriptor, void *into, size_t size, off_t at), descriptor,
      into, size, at)
MOVES(pread64, FAULT_READ, EIO, (int descriptor, void *into, size_t size, off64_t at),
      descriptor, into, size, at)
MOVES(write, FAULT_WRITE, ENOSPC, (int descriptor, const void *from, size_t size), descriptor,
      from, size)
MOVES(pwrite, FAULT_WRITE, ENOSPC, (int descriptor, const void *from, size_t size, off_t at),
      descriptor, from, size, at)
MOVES(pwrite64, FAULT_WRITE, ENOSPC,
      (int descriptor, const void *from, size_t size, off64_t at), descriptor, from, size, at)
FAILS(int, ftruncate, FAULT_WRITE, ENOSPC, (int descriptor, off_t size), descriptor, size)
FAILS(int, ftruncate64, FAULT_WRITE, ENOSPC, (int descriptor, off64_t size), descriptor, size)
OPENS(open)
OPENS(open64)
FAILS(int, mkdir, FAULT_OPEN, ENOSPC, (const char *path, mode_t mode), path, mode)
FAILS(int, chmod, FAULT_OPEN, EPERM, (const char *path, mode_t mode), path, mode)
FAILS(int, fsync, FAULT_SYNC, EIO, (int descriptor), descriptor)
FAILS(int, fdatasync, FAULT_SYNC, EIO, (int descriptor), descriptor)
FAILS(int, rename, FAULT_RENAME, EIO, (const char *from, const char *to), from, to)
FAILS(int, renameat2, FAULT_RENAME, EIO,
      (int from_at, const char *from, int to_at, const char *to, unsigned flags), from_at, from,
      to_at, to, flags)
FAILS(int, unlink, FAULT_REMOVE, EIO, (const char *path), path)
FAILS(int, remove, FAULT_REMOVE, EIO, (const char *path), path)
FAILS(int, stat, FAULT_STAT, EIO, (const char *path, struct stat *state), path, state)
FAILS(int, lstat, FAULT_STAT, EIO, (const char *path, struct stat *state), path, state)
FAILS(int, fstat, FAULT_STAT, EIO, (int descriptor, struct stat *state), descriptor, state)
FAILS(int, stat64, FAULT_STAT, EIO, (const char *path, struct stat64 *state), path, state)
FAILS(int, lstat64, FAULT_STAT, EIO, (const char *path, struct stat64 *state), path, state)
FAILS(int, fstat64, FAULT_STAT, EIO, (int descriptor, struct stat64 *state), descriptor, state)
LOCKS(fcntl)
LOCKS(fcntl64)

char *mkdtemp(char *pattern)
{
    char *(*real)(char *);
    next("mkdtemp", &real);
    if (!due(FAULT_OPEN))
        return real(pattern);
    errno = ENOSPC;
    return NULL;
}

DIR *opendir(const char *path)
{
    DIR *(*real)(const char *);
    next("opendir", &real);
    if (!due(FAULT_OPEN))
        return real(path);
    errno = EMFILE;
    return NULL;
}

struct dirent *readdir(DIR *directory)
{
    struct dirent *(*real)(DIR *);
    next("readdir", &real);
    bool never = page && page->mode == FAULT_INTERRUPT; /* a list is never interrupted */
    if (never || !due(FAULT_READ))
        return real(directory);
    errno = EIO;
    return NULL;
}

/* A close that fails has closed all the same. */
int close(int descriptor)
{
    int (*real)(int);
    next("close", &real);
    bool fails = due(FAULT_CLOSE);
    int result = real(descriptor);
    if (!fails)
        return result;
    errno = EIO;
    return -1;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument)
{
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    next("pthread_create", &real);
    return due(FAULT_THREAD) ? EAGAIN : real(thread, attributes, start, argument);
}

/* --- memory ------------------------------------------------------------------------------------
 */

void *malloc(size_t size)
{
    if (!due(FAULT_ALLOC))
        return __libc_malloc(size);
    errno = ENOMEM;
    return NULL;
}

void *calloc(size_t count, size_t size)
{
    if (!due(FAULT_ALLOC))
        return __libc_calloc(count, size);
    errno = ENOMEM;
    return NULL;
}

void *realloc(void *memory, size_t size)
{
    if (!due(FAULT_ALLOC))
        return __libc_realloc(memory, size);
    errno = ENOMEM;
    return NULL;
}

int posix_memalign(void **memory, size_t align, size_t size)
{
    *memory = due(FAULT_ALLOC) ? NULL : __libc_memalign(align, size);
    return *memory ? 0 : ENOMEM;
}

void *mmap(void *at, size_t size, int access, int flags, int descriptor, off_t offset)
{
    void *(*real)(void *, size_t, int, int, int, off_t);
    next("mmap", &real);
    if (!(flags & MAP_ANONYMOUS) || !due(FAULT_ALLOC))
        return real(at, size, access, flags, descriptor, offset);
    errno = ENOMEM;
    return MAP_FAILED;
}

/* --- SQL ---------------------------------------------------------------------------------------
 */

/* Calls within SQLite do not count: they would believe in a failure that left no trace. */
static bool sql_due(const void *caller)
{
    Dl_info from = {0};
    Dl_info library = {0};
    void *step = dlsym(RTLD_NEXT, "sqlite3_step");
    (void)dladdr(caller, &from);
    (void)dladdr(step, &library);
    return from.dli_fbase != library.dli_fbase && due(FAULT_SQL);
}

int sqlite3_step(struct sqlite3_stmt *statement)
{
    int (*real)(struct sqlite3_stmt *);
    next("sqlite3_step", &real);
    return sql_due(__builtin_return_address(0)) ? SQL_IO_ERROR : real(statement);
}

int sqlite3_exec(struct sqlite3 *db, const char *sql, sql_row *row, void *context,
                 char **message)
{
    int (*real)(struct sqlite3 *, const char *, sql_row *, void *, char **);
    next("sqlite3_exec", &real);
    return due(FAULT_SQL) ? SQL_IO_ERROR : real(db, sql, row, context, message);
}

int sqlite3_prepare_v2(struct sqlite3 *db, const char *sql, int bytes,
                       struct sqlite3_stmt **statement, const char **tail)
{
    int (*real)(struct sqlite3 *, const char *, int, struct sqlite3_stmt **, const char **);
    next("sqlite3_prepare_v2", &real);
    *statement = NULL;
    return sql_due(__builtin_return_address(0)) ? SQL_IO_ERROR
                                                : real(db, sql, bytes, statement, tail);
}

int sqlite3_prepare_v3(struct sqlite3 *db, const char *sql, int bytes, unsigned flags,
                       struct sqlite3_stmt **statement, const char **tail)
{
    int (*real)(struct sqlite3 *, const char *, int, unsigned, struct sqlite3_stmt **,
                const char **);
    next("sqlite3_prepare_v3", &real);
    *statement = NULL;
    return sql_due(__builtin_return_address(0)) ? SQL_IO_ERROR
                                                : real(db, sql, bytes, flags, statement, tail);
}

/* SQLite knows nothing of a failure made here. */
int sqlite3_errcode(struct sqlite3 *db)
{
    int (*real)(struct sqlite3 *);
    next("sqlite3_errcode", &real);
    bool ours = page && page->fired && page->kind == FAULT_SQL;
    return ours ? SQL_IO_ERROR : real(db);
}

const char *sqlite3_errmsg(struct sqlite3 *db)
{
    const char *(*real)(struct sqlite3 *);
    next("sqlite3_errmsg", &real);
    bool ours = page && page->fired && page->kind == FAULT_SQL;
    return ours ? "disk I/O error" : real(db);
}
