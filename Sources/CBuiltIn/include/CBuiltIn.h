#ifndef GRADBOOK_BUILT_IN_H
#define GRADBOOK_BUILT_IN_H

#include <stddef.h>

/// A file of the repository, as it was when the program was compiled.
struct built_in_file {
    /// From the root of the repository.
    const char *path;
    const unsigned char *bytes;
    size_t size;
};

/// How many there are.
size_t built_in_count(void);

/// The one at an index below that number.
struct built_in_file built_in_at(size_t index);

#endif
