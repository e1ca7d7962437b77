// Functions of Swift's runtime that Swift itself does not let one call by name. They are part of its stable interface:
// the compiler calls them in programs that it is told have one thread.

#ifndef GRADBOOK_RUNTIME_H
#define GRADBOOK_RUNTIME_H

void *_Nonnull swift_nonatomic_retain(void *_Nonnull object);
void swift_nonatomic_release(void *_Nonnull object);

#endif
