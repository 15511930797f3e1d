/* How a step ended. The values are the program's exit codes, so that the largest one wins. */
#ifndef TIEOUT_BASE_STATUS_H
#define TIEOUT_BASE_STATUS_H

enum status {
    STATUS_OK = 0,       /* it ran */
    STATUS_FINDINGS = 1, /* it ran, and a finding reached the level of --fail-on */
    STATUS_USAGE = 2,    /* the command line makes no sense */
    STATUS_REFUSED = 3,  /* the input cannot be trusted */
    STATUS_EVIDENCE = 4, /* a control is off, or storage failed */
};

/* The larger of two: several ends apply, the gravest is the exit code. */
static inline enum status status_worse(enum status a, enum status b)
{
    return a > b ? a : b;
}

#endif
