#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// Stands in front of each piece. Pieces are multiples of its size, so that pointers in them are aligned.
typedef struct {
    size_t size;
} head;

typedef struct block {
    struct block *before;
} block;

/// Many documents are a line. Larger blocks than the largest come from where all threads take theirs.
enum { first_size = 4 << 10, largest_size = 16 << 10, reused_size = 256 };

struct arena {
    block *last;
    /// What is free in the last block.
    char *at;
    char *end;
    /// Of the next block.
    size_t size;
    /// The piece before `at`, which can grow where it stands.
    char *newest;
    /// Small pieces that were given back, by their size: parsing makes two nodes for each that stays.
    void *given_back[reused_size / sizeof(head) + 1];
};

static _Thread_local struct arena *current;

/// cmark does not ask whether there was memory.
static void *checked(void *memory) {
    if (!memory) abort();
    return memory;
}

struct arena *arena_create(void) {
    struct arena *arena = checked(calloc(1, sizeof(struct arena)));
    arena->size = first_size;
    return arena;
}

void arena_destroy(struct arena *arena) {
    for (block *it = arena->last; it;) {
        block *before = it->before;
        free(it);
        it = before;
    }
    free(arena);
}

struct arena *arena_enter(struct arena *arena) {
    struct arena *before = current;
    current = arena;
    return before;
}

static size_t rounded(size_t size) { return (size + sizeof(head) - 1) & ~(sizeof(head) - 1); }

static void add_block(struct arena *arena, size_t wanted) {
    size_t size = arena->size < wanted + sizeof(block) ? wanted + sizeof(block) : arena->size;
    block *made = checked(malloc(size));
    made->before = arena->last;
    arena->last = made;
    arena->at = (char *)(made + 1);
    arena->end = (char *)made + size;
    if (arena->size < largest_size) arena->size *= 2;
}

static char *take(size_t size) {
    if (size > PTRDIFF_MAX / 2) abort();
    size = rounded(size);
    struct arena *arena = current;
    head *made;
    if (arena && size <= reused_size && arena->given_back[size / sizeof(head)]) {
        void *piece = arena->given_back[size / sizeof(head)];
        arena->given_back[size / sizeof(head)] = *(void **)piece;
        return piece;
    }
    if (arena) {
        if ((size_t)(arena->end - arena->at) < sizeof(head) + size) add_block(arena, sizeof(head) + size);
        made = (head *)arena->at;
        arena->newest = (char *)(made + 1);
        arena->at = arena->newest + size;
    } else {
        made = checked(malloc(sizeof(head) + size));
    }
    made->size = size;
    return (char *)(made + 1);
}

void *arena_calloc(size_t count, size_t size) {
    size_t all;
    if (__builtin_mul_overflow(count, size, &all)) abort();
    return memset(take(all), 0, all);
}

void *arena_realloc(void *piece, size_t size) {
    if (!piece) return take(size);
    head *old = (head *)piece - 1;
    if (size <= old->size) return piece;
    if (size > PTRDIFF_MAX / 2) abort();
    struct arena *arena = current;
    if (arena && piece == arena->newest && rounded(size) <= (size_t)(arena->end - arena->newest)) {
        old->size = rounded(size);
        arena->at = arena->newest + old->size;
        return piece;
    }
    char *grown = memcpy(take(size), piece, old->size);
    arena_free(piece);
    return grown;
}

void arena_free(void *piece) {
    struct arena *arena = current;
    if (!arena || !piece) return;
    size_t size = ((head *)piece - 1)->size;
    if (size == 0 || size > reused_size) return;
    *(void **)piece = arena->given_back[size / sizeof(head)];
    arena->given_back[size / sizeof(head)] = piece;
}
