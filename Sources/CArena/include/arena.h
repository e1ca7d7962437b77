#ifndef GRADBOOK_ARENA_H
#define GRADBOOK_ARENA_H

#include <stddef.h>

/// Memory that is given back at one go: what a document is made of, some thousand small pieces that live as long as it. An
/// arena is used by one thread at a time.
struct arena;

struct arena *arena_create(void);
void arena_destroy(struct arena *arena);

/// The arena that this thread takes from, from here on: cmark asks for memory without saying for which document. Gives the
/// one before, to which the thread goes back.
struct arena *arena_enter(struct arena *arena);

/// As those of C. Small pieces that are freed are used again by the same arena, others stay until its end. What a thread takes
/// outside of all arenas stays for ever.
void *arena_calloc(size_t count, size_t size);
void *arena_realloc(void *piece, size_t size);
void arena_free(void *piece);

#endif
