// Walks the program as the system's loader has it in memory, which only C's headers tell how to.
#define _GNU_SOURCE
#include "program.h"

#include <elf.h>
#include <link.h>
#include <string.h>

struct call {
    void (*each)(void *, const char *, const unsigned char *, size_t);
    void *context;
};

static int visit(struct dl_phdr_info *info, size_t size, void *data) {
    struct call *call = data;
    (void)size;
    // The kernel's own part has a name and no file.
    if (info->dlpi_name[0] && !strchr(info->dlpi_name, '/')) return 0;
    for (int part = 0; part < info->dlpi_phnum; part++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[part];
        if (header->p_type != PT_NOTE) continue;
        const unsigned char *note = (const unsigned char *)(info->dlpi_addr + header->p_vaddr);
        const unsigned char *end = note + header->p_memsz;
        while (end - note >= (long)sizeof(ElfW(Nhdr))) {
            ElfW(Nhdr) head;
            memcpy(&head, note, sizeof head);
            const unsigned char *name = note + sizeof head;
            const unsigned char *id = name + ((head.n_namesz + 3) & ~3u);
            const unsigned char *next = id + ((head.n_descsz + 3) & ~3u);
            if (next > end) break;
            if (head.n_type == NT_GNU_BUILD_ID && head.n_namesz == 4 && memcmp(name, "GNU", 4) == 0) {
                call->each(call->context, info->dlpi_name, id, head.n_descsz);
                return 0;
            }
            note = next;
        }
    }
    call->each(call->context, info->dlpi_name, NULL, 0);
    return 0;
}

void program_files(void (*each)(void *, const char *, const unsigned char *, size_t), void *context) {
    struct call call = {each, context};
    dl_iterate_phdr(visit, &call);
}
