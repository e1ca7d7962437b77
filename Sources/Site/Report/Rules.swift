/// Every id of a diagnostic, with what it means. A test holds the table against the sources and against
/// `docs/diagnostics.md`: an id that is used has a line here, and none stands here that is not used.
extension Rule {
    public static let all = claims + snippets + links + cards + markdown + settings + templates + site

    private static func rules(_ subject: Subject, _ table: [(id: String, summary: String, advice: String)]) -> [Rule] {
        table.map { Rule(id: $0.id, subject: subject, summary: $0.summary, advice: $0.advice) }
    }

    private static let claims = rules(
        .claims,
        [
            (
                "accept-by-hand", "`accept` leaves a number alone that was written since the last commit.",
                """
                The author's hand is on it, and the engine computes something else: work it out again. `--force` writes \
                the engine's number all the same.
                """
            ),
            (
                "accept-unwritable", "`accept` cannot write what the engine computes so that it holds.",
                "Its text would end the code span or the fence that it stands in. Write the claim in another form."
            ),
            (
                "audit-failed", "A backward pass did not pass the audit.",
                """
                Every backward pass is computed again in two other ways, and one of them disagrees. It is a fault of the \
                engine: report it, and trust no number of the page until it is mended.
                """
            ),
            (
                "claim-differs", "A claim is not what the engine computes.",
                """
                Work the number out again. If the engine is right, write its number; `gradbook accept` writes those of a \
                whole site.
                """
            ),
            (
                "claim-empty", "There is nothing behind `=>`.",
                "Write the number that you worked out, as in `=a.grad => 6.0`."
            ),
            (
                "claim-fragile", "A digit of a claim hangs on the last bits of the computed value.",
                """
                The claim holds, but a change in rounding, of a few units in the last place, would change the page. Write \
                fewer places.
                """
            ),
            (
                "claim-no-number", "The expression is a number and the claim is none.",
                "Write the number, with as many places as you claim."
            ),
            (
                "claim-with-format", "A computed span has a format and a claim.",
                "The claim says how many places are shown: `=x => 0.7071` shows 0.7071. Remove the format."
            ),
            (
                "computed-empty", "There is no expression behind `=`.",
                "Write an expression. Code that begins with `=` takes a space in front, and is code again."
            ),
            (
                "computed-outside", "A computed number stands where no snippet runs.",
                "A track and a site have no snippets. Write the number in a lesson."
            ),
            (
                "explain-nothing", "`explain` was asked of a place where no number is computed.",
                "Name one of those that the note lists, or only the line for all that stand on it."
            ),
            (
                "explain-page", "`explain` was asked of a file that is no page of the content.",
                "Name a page as messages do, or from the folder of the content on; `--content` names that folder."
            ),
            (
                "number-unaccounted", "A number on a page is neither computed, claimed, quoted nor plain.",
                """
                Compute it, or claim it and let the engine compare. Code counts when it stands in a snippet, character \
                for character; integers up to 20, dates and names count where no result would stand. A fact of the world \
                goes under `plain:` in the front matter. It is an error under `--strict` or `strict: true`.
                """
            ),
            (
                "output-differs", "An `output` fence says something else than its snippet prints.",
                "Correct the snippet, or write what it prints. A line `...` stands for any lines."
            ),
            (
                "output-recorded", "An `output` fence names a record, and the snippet above it is run.",
                "Remove `recorded=…`, or make the snippet `static`."
            ),
            (
                "output-unrecorded", "The output of a static snippet does not name its record.",
                """
                What was not computed here was computed elsewhere: name the file and key that a script recorded, as in \
                `output recorded=oracle/pytorch.json#sum`.
                """
            ),
            (
                "output-without-snippet", "An `output` fence does not stand directly below a snippet.",
                "Put it there, or use a `text` fence for a text that nothing prints."
            ),
            (
                "plain-unused", "An entry of `plain:` stands nowhere on its page.",
                "Take it out of the list, so that the list says what the page holds."
            ),
            (
                "recorded-missing", "A recorded output is not there.",
                "The word is `recorded=FILE.json#KEY`, the file below the lesson's folder. Run the script that records it."
            ),
            (
                "recorded-unused", "No `output` fence claims a recorded output.",
                "Claim it below its snippet, or record without it."
            ),
            (
                "recorded-outdated", "A snippet was changed after its output was recorded.",
                "Record it again, so that output and snippet belong together."
            ),
        ])

    private static let snippets = rules(
        .snippets,
        [
            (
                "fence-open", "A fence is not closed.",
                "End it with a line of as many backticks. Without one, all that follows is inside the fence."
            ),
            (
                "fence-undeclared", "Code has no language, and so no role.",
                """
                Write `python` behind the backticks of a snippet, and the language, or `text`, behind those of what is \
                only shown. It is an error under `--strict` or `strict: true`.
                """
            ),
            (
                "fence-unknown", "A fence looks like one that is run, and is not.",
                "Write the language exactly, directly behind the backticks, or `text` for a text that is only shown."
            ),
            (
                "fence-word", "A fence has a word that means nothing there.",
                "Remove it, or write the word that was meant."
            ),
            ("figure-empty", "A figure does not say what it shows.", "Name a Value: `backward L`."),
            (
                "figure-needs-value", "A figure is to show something that is no Value.",
                "Name a Value of the snippets above. A float has no graph."
            ),
            (
                "figure-parameter", "A drawing is to show a parameter that its graph has not.",
                "Name a given number of the graph as the drawing names it; what an operation made is no parameter."
            ),
            (
                "figure-too-large", "A figure would show more numbers than can be read.",
                "Show a part: a Value nearer to the leaves."
            ),
            (
                "practice-blank", "A practice figure is to leave something blank that it does not ask for.",
                """
                `blank` is a number of gradients, `all`, or a list of Values that the figure's Value was made from. The \
                gradient of the Value itself is given: the pass begins there.
                """
            ),
            (
                "practice-nothing", "A practice figure has nothing to practise.",
                """
                A backward pass is worth working where a gradient is handed on: name a Value that was made by more than one \
                operation, and whose numbers are all finite.
                """
            ),
            (
                "python-budget", "A snippet used up what it may.",
                """
                Steps, calls, objects, values and output are limited, so that a page builds the same way everywhere. Look \
                for a loop that does not end, or raise the limit with `budget`.
                """
            ),
            (
                "python-raised", "A snippet or expression ended with an exception.",
                "Correct it. A snippet that should fail takes the word `raises`."
            ),
            ("python-syntax", "A snippet is not Python.", "Correct it where the mark stands."),
            (
                "python-unsupported", "A snippet uses something that this Python does not have.",
                """
                Write it another way, or make the snippet `static` with a reason. What is supported is on one page, \
                `Sources/MiniPython/grammar.txt`.
                """
            ),
            ("raises-nothing", "A snippet with the word `raises` did not fail.", "Remove the word, or make it fail."),
            (
                "static-reason", "A static snippet does not say why it is not run.",
                "Write `static reason=\"…\"`. `verify` lists the reasons."
            ),
            (
                "worksheet-changed", "A sheet cannot be made again from its code.",
                """
                The code holds a mark of the expression and its numbers. The lesson has changed since the sheet was printed, \
                or the code is that of another lesson or another figure: name it with `--figure`.
                """
            ),
            (
                "worksheet-figure", "A lesson has no backward pass to make a worksheet from.",
                "Add a figure `practice`, `steps` or `backward`, or name one that is there with `--figure`."
            ),
            (
                "worksheet-too-few", "An expression has too few variants for a worksheet.",
                """
                Only those are taken in which every number can be written in full, none is larger than 60, no value is zero, \
                and no typical mistake gives the right number. Ask for fewer, or make it from another figure.
                """
            ),
            (
                "worksheet-too-large", "The backward pass of a worksheet has no room on a page.",
                "Make it from a part: a Value nearer to the leaves."
            ),
        ])

    private static let links = rules(
        .links,
        [
            (
                "anchor-missing", "A link leads to a heading that is not there.",
                "Name a heading of that page, as GitHub makes its id: `#the-words-of-the-heading`."
            ),
            (
                "image-alt", "An image has no description.",
                "Write what it shows between the brackets, for those who do not see it."
            ),
            (
                "image-external", "An image is on another site.",
                "Put the file beside the lesson. A built page asks nothing of other sites."
            ),
            (
                "file-unused", "Nothing refers to a file in a lesson's folder.",
                "It is not part of the site. Link to it or show it, or remove it."
            ),
            (
                "link-dead", "Another site does not have what a link names.",
                """
                Links to other sites are asked for with `verify --external` only. Name the address that the page has now, or \
                remove the link.
                """
            ),
            (
                "link-unchecked", "Links to other sites could not be checked.",
                "gradbook asks them by the program curl, 7.75 or newer. Install it."
            ),
            ("image-missing", "An image is not there.", "The path begins at the page's folder."),
            ("image-page", "An image names a page.", "Name an image file, or remove the `!` to make it a link."),
            (
                "link-absolute", "A link begins with `/`.",
                "Where a site's root is, a page does not know. Write the path from the page's folder."
            ),
            ("link-empty", "A link leads nowhere.", "Name a page, a file or an address."),
            (
                "link-missing", "A link leads to a page or file that is not there.",
                "The path begins at the page's folder."
            ),
            (
                "link-outside", "A link leads out of the folder of the lessons.",
                "Only what stands in it is part of the site."
            ),
            (
                "link-scheme", "A link begins with something else than `https:`, `http:` or `mailto:`.",
                "Use one of them."
            ),
            (
                "source-form", "A `source` fence does not name one file.",
                "Write ```` ```source Sources/File.swift#region ````."
            ),
            (
                "source-missing", "The file of a `source` fence is not there.",
                """
                The path begins at the folder that holds the lessons' folder; it cannot lead out of it, nor through a \
                symbolic link.
                """
            ),
            (
                "source-region", "A source file has no region of that name.",
                "Mark it in the file by the lines `// snippet.NAME` and `// snippet.end`."
            ),
        ])

    private static let cards = rules(
        .cards,
        [
            ("card-answer-empty", "An answer is empty.", "Write it behind `A:`."),
            ("card-answer-missing", "A question has no answer.", "Write `A:` and the answer at the start of a line."),
            (
                "card-bracket-unbalanced", "A bracket of a cloze has no partner.",
                "Close the deletion in the paragraph that opens it, or write `\\[` for a bracket that is text."
            ),
            (
                "card-changed", "A card says something else than in the ledger of its lesson.",
                """
                Run `gradbook accept`, so that copies of the card that learners have are known to be old; with \
                `--minor` if who knew it still knows it, as after a comma.
                """
            ),
            (
                "card-character-reserved", "A card holds a character that marks deletions.",
                "Use another bracket."
            ),
            ("card-cloze-empty", "A cloze is empty.", "Write its text behind `C:`."),
            (
                "card-code-block-open", "A code block in a card is not closed.",
                "Close it with as many backticks or tildes."
            ),
            (
                "card-code-unclear", "Markdown reads the backticks of a card in another way.",
                "Use a fence for a code block that is indented, and a backslash before a backtick that is text."
            ),
            ("card-deletion-empty", "A deletion is empty.", "Write in it what is to be recalled."),
            (
                "card-deletion-missing", "A cloze hides nothing.",
                "Put what is to be recalled in [brackets]. Those of a link, of code and of mathematics do not count."
            ),
            (
                "card-deletion-nested", "A deletion stands in something that it cannot be taken out of.",
                "Put the brackets around the whole of it."
            ),
            (
                "card-deletion-torn", "Markdown tears a deletion apart.",
                "Let it begin and end in one cell, item or paragraph, and keep brackets out of addresses."
            ),
            (
                "card-figure", "A computed figure stands in a card, where nothing computes it.",
                "Put the figure on the page, and let the card ask for one of its numbers."
            ),
            (
                "card-group-malformed", "What stands in braces behind a deletion is no number of a card.",
                """
                Deletions that share a number are asked for together: `[one]{1} and [two]{1}`. A number that is \
                written \
                stays with its deletion when others come or go. Put a backslash before a brace that is text.
                """
            ),
            (
                "card-id-changed", "A card of the ledger stands in the lesson under another id.",
                "Give it back the id that it had: to every learner who has it, another id is another card."
            ),
            ("card-id-duplicate", "Two cards of a track have one id.", "Give each an id of its own."),
            (
                "card-id-malformed", "A card's id has characters that an id cannot have.",
                "An id is made of lower-case letters, digits and hyphens."
            ),
            (
                "card-id-misplaced", "An id stands in the wrong line.",
                "A card has one id, at the end of its first line."
            ),
            (
                "card-id-missing", "A card has no id.",
                "Put one at the end of its first line. It stays when the text changes, and with it what a learner remembers."
            ),
            (
                "card-kind", "A card has become one of another kind.",
                "In a learner's collection a question cannot become a cloze. Give the card an id of its own."
            ),
            ("card-question-empty", "A question is empty.", "Write it behind `Q:`."),
            (
                "card-question-missing", "An answer has no question.",
                "Begin the card with `Q: … {#id}`, or put a space in front of `A:` where it is text."
            ),
            (
                "card-text-outside", "A text in a `cards` fence belongs to no card.",
                "Begin a card with `Q:` or `C:` at the start of a line, or move the text out of the fence."
            ),
            ("card-too-long", "A side of a card does not fit on paper.", "Shorten it, or make two cards of it."),
            (
                "card-unrecorded", "A card is not in the ledger of its lesson.",
                "Run `gradbook accept`, and commit the ledger."
            ),
            (
                "card-vanished", "A card is in the ledger and not in the lesson.",
                """
                If it was taken out, run `gradbook accept`, which keeps its id from being given to another card. If \
                its id was changed, change it back.
                """
            ),
            (
                "cards-file", "A deck of hashcards cannot be taken in, or hashcards would read it in another way.",
                """
                Name a deck below the lesson's folder, ```` ```cards deck.md ````, and leave the fence empty. In a cloze of \
                hashcards every bracket is that of a deletion, in code too, unless it has a backslash; a line of a code block \
                that begins with `Q:` begins a card.
                """
            ),
            (
                "cards-group", "A group of cards is larger than five, or has one card alone.",
                """
                What stands in one `cards` fence is asked at one go; what is missed returns in the page's next group. Groups of \
                two to five, each behind the passage it belongs to, are asked well. A cloze counts as many cards as it asks, \
                `QA:` as two. A deck of its own is not counted, and neither is the only card of a page.
                """
            ),
            (
                "cards-empty", "A `cards` fence holds no card.",
                "Write `Q: … {#id}` and `A: …`, or `C: … [deletion] … {#id}`."
            ),
            (
                "ledger-copied", "Two lessons have the ledger of one.",
                """
                It was copied with its lesson. Remove the copy, give the cards ids of their own, and run `gradbook \
                accept`.
                """
            ),
            (
                "ledger-day", "A card would be accepted on a day before the one it was last accepted on.",
                "Copies of decks go by the day of a card: a later text on an earlier day would never reach them."
            ),
            (
                "ledger-duplicate", "A card has two lines in the ledger.",
                """
                Two branches have both accepted it. Keep the line with the higher revision, and run `gradbook \
                accept`.
                """
            ),
            (
                "ledger-missing",
                "The cards of a lesson have no ledger, in a site that is strict or has other ledgers.",
                "Run `gradbook accept`, and commit the file `cards.lock` that it writes."
            ),
            (
                "ledger-syntax", "A line of a ledger cannot be read.",
                """
                Nobody but `gradbook accept` writes there. After a merge keep of each card the line with the higher \
                revision.
                """
            ),
        ])

    private static let markdown = rules(
        .markdown,
        [
            (
                "callout-text", "A callout has text in its first line.",
                "The first line is `[!NOTE]` alone; the text begins in the next."
            ),
            (
                "callout-unknown", "There is no such callout.",
                "There are `NOTE`, `TIP`, `IMPORTANT`, `WARNING` and `CAUTION`."
            ),
            ("footnote-missing", "A footnote is not defined.", "Define it by a line `[^name]: …`."),
            ("footnote-unused", "Nothing refers to a footnote.", "Write `[^name]` where it belongs, or remove it."),
            (
                "footnote-duplicate", "A footnote is defined twice.",
                "Only the first would be shown. Give the other another name."
            ),
            (
                "heading-duplicate", "Two headings of a page have the same words.",
                """
                The second gets another id, `#words-1`, which changes when headings are added. Give it words of its own.
                """
            ),
            (
                "heading-title", "A page has a heading of the first level.",
                "Its title stands in the front matter. Begin a section with `##`."
            ),
            ("inline-block", "A line of text is a list, heading or the like.", "Those go into the page."),
            ("inline-html", "A line of text holds raw HTML.", "Write Markdown, or put `<` in a code span."),
            ("inline-image", "A line of text holds an image.", "Put it into the text of the page."),
            ("inline-link", "A line of text holds a link.", "Put it into the text of the page."),
            (
                "formula-refused", "A formula asks for something that a page does not take.",
                """
                Commands of its own, links, colours, and what few browsers draw. The message says what to do instead.
                """
            ),
            (
                "formula-typesetter", "There is a formula, and nothing to typeset it with.",
                """
                Formulas become MathML while a site is built, by KaTeX in JavaScriptCore: `libjs-katex` and \
                `libjavascriptcoregtk-4.1-0` in Debian, which `scripts/setup` installs.
                """
            ),
            (
                "formula-wrong", "A formula is no TeX that KaTeX knows.",
                "The place is where it could not go on, which may be behind what is wrong."
            ),
            (
                "raw-html", "A page holds raw HTML.",
                "Write Markdown, put `<` in a code span, or allow raw HTML with `raw-html: allow` in `site.yml`."
            ),
            (
                "table-row", "A row of a table has more cells than the table has columns.",
                "The further ones would be lost. Write `\\|` for a bar inside a cell, in code too."
            ),
        ])

    private static let settings = rules(
        .settings,
        [
            ("base-url", "`base-url` is no address.", "Write one such as https://example.org/lessons."),
            (
                "continues-cycle", "A page continues itself by way of others.",
                "Let one of them begin without `continues`."
            ),
            (
                "continues-missing", "A page continues one that the lesson does not have.",
                "Name another page of the lesson."
            ),
            ("date-form", "A date has another form.", "Write it as 2026-01-31."),
            ("duplicate-key", "A key stands twice.", "Keep one of them."),
            ("empty-value", "A key has no value.", "Give it a text."),
            (
                "front-matter-missing", "A page has no front matter.",
                "Begin it with a line `---`, a line `title: …` and another line `---`."
            ),
            ("front-matter-open", "The front matter is not closed.", "End it with a line `---`."),
            ("missing-key", "A required key is missing.", "Add it."),
            (
                "phase-missing", "A lesson belongs to a phase that its track does not have.",
                "Phases are listed in `track.yml`."
            ),
            ("unknown-key", "There is no such key.", "Write one of the known keys; nothing is quietly ignored."),
            ("unknown-value", "A key cannot have that value.", "Write one of the known values."),
            ("yaml-shape", "What should be `key: value` lines is something else.", "Write one key a line."),
            (
                "yaml-syntax", "It is not YAML.",
                "A value that holds `: `, or begins with a backquote, wants quotes."
            ),
            ("yaml-type", "A value is of the wrong type.", "Write what the message asks for."),
        ])

    private static let templates = rules(
        .templates,
        [
            (
                "asset-missing", "A template asks for a file that is not there.",
                "Put it there, or remove the reference."
            ),
            (
                "template-form", "A tag is used in a way that its field does not allow.",
                "The message says which form it wants."
            ),
            (
                "template-missing", "A template is missing.",
                "Every kind of page has one; gradbook's own are in `templates`."
            ),
            (
                "template-section", "Sections of a template do not close in order.",
                "Close the one that was opened last."
            ),
            ("template-syntax", "A tag is not well formed.", "Correct it where the mark stands."),
            ("template-unknown", "Nothing uses a template.", "It is most often misspelt. Rename or remove it."),
            ("template-unknown-partial", "There is no such partial.", "Partials are in `templates/partials`."),
            (
                "template-unknown-tag", "There is no such field.",
                "Templates show the fields of a page and nothing else."
            ),
        ])

    private static let site = rules(
        .site,
        [
            ("content-missing", "The folder of the lessons is not there.", "Name it with `--content`."),
            ("file-missing", "A file cannot be read.", "Name one that is there."),
            ("file-unreadable", "A file of the site cannot be read.", "See whether you may read it."),
            (
                "lesson-folder", "A folder with a `lesson.md` is not named like a lesson.",
                "Name it by two digits or more, `-`, and a slug, as in `01-micrograd`."
            ),
            ("lesson-missing", "A lesson has no `lesson.md`.", "It is the one page that a lesson must have."),
            ("lesson-number", "Two lessons of a track have one number.", "Give each its own."),
            ("not-utf8", "A file is no text.", "Save it as plain UTF-8 text."),
            ("page-misplaced", "A page belongs to no lesson.", "A lesson is a folder `TRACK/NN-slug`."),
            (
                "page-unknown", "A page has a name that lessons do not have.",
                "The pages are `brief.md`, `lesson.md`, `practice.md`, `summary.md` and `references.md`."
            ),
            (
                "public-outdated", "The built site is not what a build gives.",
                "Run `gradbook build` and commit what it writes. Built pages are never edited by hand."
            ),
            ("site-missing", "The folder of the lessons has no `site.yml`.", "Write one with at least `title: …`."),
            (
                "site-unwritten", "The built site could not be written.",
                """
                What was there stays as it was. A build replaces a folder that it made itself, or an empty one, and nothing \
                else.
                """
            ),
            ("symbolic-link", "A symbolic link stands among the lessons.", "Put the file or folder itself there."),
            ("track-file-missing", "A track has no `track.yml`.", "Write one with at least `title: …`."),
            ("track-folder", "A track's folder cannot be part of an address.", "Name it by a-z, 0-9 and `-`."),
            (
                "track-missing", "`site.yml` names a track that is not there.",
                "A track is a folder with a file `track.yml`."
            ),
        ])
}
