/* The command line: a verb, its options, its operands. */
#ifndef TIEOUT_CLI_CLI_H
#define TIEOUT_CLI_CLI_H

/* Runs the program; returns its exit code (see base/status.h). Prints results to stdout,
 * everything else to stderr. */
int cli_main(int argc, char **argv);

#endif
