/* The least that a static site has to do, to measure others by: each Markdown file below IN is read, parsed with
   cmark-gfm (tables, strikethrough, autolinks), rendered to HTML and written below OUT. No front matter, templates,
   highlighting, link checks, search or execution. Usage: floor IN OUT */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void fail(const char *path) {
    perror(path);
    exit(1);
}

static char *contents(const char *path, size_t size) {
    FILE *file = fopen(path, "rb");
    char *text = malloc(size + 1);
    if (!file || !text || fread(text, 1, size, file) != size) fail(path);
    fclose(file);
    return text;
}

int main(int count, char **arguments) {
    if (count != 3) return 64;
    cmark_gfm_core_extensions_ensure_registered();
    const char *names[] = {"table", "strikethrough", "autolink"};
    char *roots[] = {arguments[1], NULL};
    size_t prefix = strlen(arguments[1]), pages = 0;
    if (mkdir(arguments[2], 0777) != 0) fail(arguments[2]);
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    if (!tree) fail(arguments[1]);
    for (FTSENT *entry; (entry = fts_read(tree));) {
        char out[4096];
        snprintf(out, sizeof out, "%s%s", arguments[2], entry->fts_path + prefix);
        if (entry->fts_info == FTS_D && entry->fts_level > 0 && mkdir(out, 0777) != 0) fail(out);
        if (entry->fts_info != FTS_F || entry->fts_namelen < 3 ||
            strcmp(entry->fts_name + entry->fts_namelen - 3, ".md") != 0)
            continue;
        size_t size = (size_t)entry->fts_statp->st_size;
        char *text = contents(entry->fts_path, size);
        cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
        for (int i = 0; i < 3; i++) cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
        cmark_parser_feed(parser, text, size);
        cmark_node *document = cmark_parser_finish(parser);
        char *html = cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
        strcpy(out + strlen(out) - 3, ".html");
        FILE *file = fopen(out, "wb");
        if (!file || fputs(html, file) < 0 || fclose(file) != 0) fail(out);
        free(html);
        cmark_node_free(document);
        cmark_parser_free(parser);
        free(text);
        pages++;
    }
    fts_close(tree);
    printf("%zu pages\n", pages);
    return 0;
}
