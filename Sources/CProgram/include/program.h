#ifndef GRADBOOK_PROGRAM_H
#define GRADBOOK_PROGRAM_H

#include <stddef.h>

/// Calls for each file that the running program was put together from, itself first, with its path (empty for the program's own)
/// and its build id: the digest of its bytes that linkers write into it. A file without one has none (NULL, 0).
void program_files(void (*each)(void *context, const char *path, const unsigned char *id, size_t length), void *context);

#endif
