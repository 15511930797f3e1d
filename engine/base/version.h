/* The version of the program: what --version, the manifest and `since` of rules speak of. */
#ifndef TIEOUT_BASE_VERSION_H
#define TIEOUT_BASE_VERSION_H

#define TIEOUT_VERSION "0.1.0"

#endif
