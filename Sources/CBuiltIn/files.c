// Files of the repository that every copy of the program has with it, wherever it lies: the templates, and what `init` and
// `new` begin with. The compiler puts their bytes in and knows that it did, so editing one of them compiles this file anew,
// and nothing is generated that could be out of date. A file that is added there is added here; a test compares the lists.
// It must not know what is in the files.
#include "CBuiltIn.h"

// Of C23, which this compiler knows and calls an extension of the C that packages are compiled as.
#pragma clang diagnostic ignored "-Wc23-extensions"

// The pages of a site, for where there is no folder of templates.

static const unsigned char templates_404_mustache[] = {
#embed "../../templates/404.mustache"
};
static const unsigned char templates_assets_cards_js[] = {
#embed "../../templates/assets/cards.js"
};
static const unsigned char templates_assets_copy_js[] = {
#embed "../../templates/assets/copy.js"
};
static const unsigned char templates_assets_favicon_svg[] = {
#embed "../../templates/assets/favicon.svg"
};
static const unsigned char templates_assets_fsrs_js[] = {
#embed "../../templates/assets/fsrs.js"
};
static const unsigned char templates_assets_gradbook_css[] = {
#embed "../../templates/assets/gradbook.css"
};
static const unsigned char templates_assets_open_graph_png[] = {
#embed "../../templates/assets/open-graph.png"
};
static const unsigned char templates_assets_page_js[] = {
#embed "../../templates/assets/page.js"
};
static const unsigned char templates_assets_practice_js[] = {
#embed "../../templates/assets/practice.js"
};
static const unsigned char templates_assets_progress_js[] = {
#embed "../../templates/assets/progress.js"
};
static const unsigned char templates_assets_review_js[] = {
#embed "../../templates/assets/review.js"
};
static const unsigned char templates_assets_search_js[] = {
#embed "../../templates/assets/search.js"
};
static const unsigned char templates_assets_stepper_js[] = {
#embed "../../templates/assets/stepper.js"
};
static const unsigned char templates_assets_theme_js[] = {
#embed "../../templates/assets/theme.js"
};
static const unsigned char templates_assets_track_js[] = {
#embed "../../templates/assets/track.js"
};
static const unsigned char templates_brief_mustache[] = {
#embed "../../templates/brief.mustache"
};
static const unsigned char templates_cards_mustache[] = {
#embed "../../templates/cards.mustache"
};
static const unsigned char templates_home_mustache[] = {
#embed "../../templates/home.mustache"
};
static const unsigned char templates_key_mustache[] = {
#embed "../../templates/key.mustache"
};
static const unsigned char templates_lesson_mustache[] = {
#embed "../../templates/lesson.mustache"
};
static const unsigned char templates_partials_account_mustache[] = {
#embed "../../templates/partials/account.mustache"
};
static const unsigned char templates_partials_card_parts_mustache[] = {
#embed "../../templates/partials/card-parts.mustache"
};
static const unsigned char templates_partials_cards_scripts_mustache[] = {
#embed "../../templates/partials/cards-scripts.mustache"
};
static const unsigned char templates_partials_contents_list_mustache[] = {
#embed "../../templates/partials/contents-list.mustache"
};
static const unsigned char templates_partials_contents_mustache[] = {
#embed "../../templates/partials/contents.mustache"
};
static const unsigned char templates_partials_facts_mustache[] = {
#embed "../../templates/partials/facts.mustache"
};
static const unsigned char templates_partials_glance_mustache[] = {
#embed "../../templates/partials/glance.mustache"
};
static const unsigned char templates_partials_head_mustache[] = {
#embed "../../templates/partials/head.mustache"
};
static const unsigned char templates_partials_legend_mustache[] = {
#embed "../../templates/partials/legend.mustache"
};
static const unsigned char templates_partials_masthead_mustache[] = {
#embed "../../templates/partials/masthead.mustache"
};
static const unsigned char templates_partials_neighbours_mustache[] = {
#embed "../../templates/partials/neighbours.mustache"
};
static const unsigned char templates_partials_progress_mustache[] = {
#embed "../../templates/partials/progress.mustache"
};
static const unsigned char templates_partials_slope_mustache[] = {
#embed "../../templates/partials/slope.mustache"
};
static const unsigned char templates_partials_tabs_mustache[] = {
#embed "../../templates/partials/tabs.mustache"
};
static const unsigned char templates_practice_mustache[] = {
#embed "../../templates/practice.mustache"
};
static const unsigned char templates_references_mustache[] = {
#embed "../../templates/references.mustache"
};
static const unsigned char templates_review_mustache[] = {
#embed "../../templates/review.mustache"
};
static const unsigned char templates_summary_mustache[] = {
#embed "../../templates/summary.mustache"
};
static const unsigned char templates_track_mustache[] = {
#embed "../../templates/track.mustache"
};

// What `gradbook init` writes.

static const unsigned char starter_site_yml[] = {
#embed "../../starter/site/content/site.yml"
};
static const unsigned char starter_track_yml[] = {
#embed "../../starter/site/content/small-changes/track.yml"
};
static const unsigned char starter_brief_md[] = {
#embed "../../starter/site/content/small-changes/01-picture-frame/brief.md"
};
static const unsigned char starter_lesson_md[] = {
#embed "../../starter/site/content/small-changes/01-picture-frame/lesson.md"
};
static const unsigned char starter_practice_md[] = {
#embed "../../starter/site/content/small-changes/01-picture-frame/practice.md"
};
static const unsigned char starter_summary_md[] = {
#embed "../../starter/site/content/small-changes/01-picture-frame/summary.md"
};
static const unsigned char starter_readme_md[] = {
#embed "../../starter/site/README.md"
};
static const unsigned char starter_gitignore[] = {
#embed "../../starter/site/.gitignore"
};
static const unsigned char integrations_github_workflow_yml[] = {
#embed "../../integrations/github-workflow.yml"
};

// What `gradbook new` writes.

static const unsigned char starter_new_lesson_md[] = {
#embed "../../starter/new/lesson.md"
};
static const unsigned char starter_new_track_yml[] = {
#embed "../../starter/new/track.yml"
};

#define FILE_OF(path, bytes) {path, bytes, sizeof bytes}

static const struct built_in_file files[] = {
    FILE_OF("templates/404.mustache", templates_404_mustache),
    FILE_OF("templates/assets/cards.js", templates_assets_cards_js),
    FILE_OF("templates/assets/copy.js", templates_assets_copy_js),
    FILE_OF("templates/assets/favicon.svg", templates_assets_favicon_svg),
    FILE_OF("templates/assets/fsrs.js", templates_assets_fsrs_js),
    FILE_OF("templates/assets/gradbook.css", templates_assets_gradbook_css),
    FILE_OF("templates/assets/open-graph.png", templates_assets_open_graph_png),
    FILE_OF("templates/assets/page.js", templates_assets_page_js),
    FILE_OF("templates/assets/practice.js", templates_assets_practice_js),
    FILE_OF("templates/assets/progress.js", templates_assets_progress_js),
    FILE_OF("templates/assets/review.js", templates_assets_review_js),
    FILE_OF("templates/assets/search.js", templates_assets_search_js),
    FILE_OF("templates/assets/stepper.js", templates_assets_stepper_js),
    FILE_OF("templates/assets/theme.js", templates_assets_theme_js),
    FILE_OF("templates/assets/track.js", templates_assets_track_js),
    FILE_OF("templates/brief.mustache", templates_brief_mustache),
    FILE_OF("templates/cards.mustache", templates_cards_mustache),
    FILE_OF("templates/home.mustache", templates_home_mustache),
    FILE_OF("templates/key.mustache", templates_key_mustache),
    FILE_OF("templates/lesson.mustache", templates_lesson_mustache),
    FILE_OF("templates/partials/account.mustache", templates_partials_account_mustache),
    FILE_OF("templates/partials/card-parts.mustache", templates_partials_card_parts_mustache),
    FILE_OF("templates/partials/cards-scripts.mustache", templates_partials_cards_scripts_mustache),
    FILE_OF("templates/partials/contents-list.mustache", templates_partials_contents_list_mustache),
    FILE_OF("templates/partials/contents.mustache", templates_partials_contents_mustache),
    FILE_OF("templates/partials/facts.mustache", templates_partials_facts_mustache),
    FILE_OF("templates/partials/glance.mustache", templates_partials_glance_mustache),
    FILE_OF("templates/partials/head.mustache", templates_partials_head_mustache),
    FILE_OF("templates/partials/legend.mustache", templates_partials_legend_mustache),
    FILE_OF("templates/partials/masthead.mustache", templates_partials_masthead_mustache),
    FILE_OF("templates/partials/neighbours.mustache", templates_partials_neighbours_mustache),
    FILE_OF("templates/partials/progress.mustache", templates_partials_progress_mustache),
    FILE_OF("templates/partials/slope.mustache", templates_partials_slope_mustache),
    FILE_OF("templates/partials/tabs.mustache", templates_partials_tabs_mustache),
    FILE_OF("templates/practice.mustache", templates_practice_mustache),
    FILE_OF("templates/references.mustache", templates_references_mustache),
    FILE_OF("templates/review.mustache", templates_review_mustache),
    FILE_OF("templates/summary.mustache", templates_summary_mustache),
    FILE_OF("templates/track.mustache", templates_track_mustache),
    FILE_OF("starter/site/content/site.yml", starter_site_yml),
    FILE_OF("starter/site/content/small-changes/track.yml", starter_track_yml),
    FILE_OF("starter/site/content/small-changes/01-picture-frame/brief.md", starter_brief_md),
    FILE_OF("starter/site/content/small-changes/01-picture-frame/lesson.md", starter_lesson_md),
    FILE_OF("starter/site/content/small-changes/01-picture-frame/practice.md", starter_practice_md),
    FILE_OF("starter/site/content/small-changes/01-picture-frame/summary.md", starter_summary_md),
    FILE_OF("starter/site/README.md", starter_readme_md),
    FILE_OF("starter/site/.gitignore", starter_gitignore),
    FILE_OF("integrations/github-workflow.yml", integrations_github_workflow_yml),
    FILE_OF("starter/new/lesson.md", starter_new_lesson_md),
    FILE_OF("starter/new/track.yml", starter_new_track_yml),
};

size_t built_in_count(void) { return sizeof files / sizeof files[0]; }

struct built_in_file built_in_at(size_t index) { return files[index]; }
