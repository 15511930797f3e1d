/* Signals that ask the program to end: what it left beside its targets is cleared away first. */
#ifndef TIEOUT_BASE_INTERRUPT_H
#define TIEOUT_BASE_INTERRUPT_H

/* From now on SIGINT, SIGTERM and SIGHUP end the program the ordinary way, with 128 and the
 * signal's number as a shell counts it: what file_remove_at_exit was told of is removed. One
 * that is ignored by now stays so. To be called before any other thread is started. Where no
 * thread can be had, signals kill as ever. */
void interrupt_watch(void);

#endif
