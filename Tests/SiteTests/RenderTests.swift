import Foundation
import Markup
import Source
import Testing

@testable import Site

/// A folder of small templates: each page shows its heading, and `lesson` is what a test makes of it.
private func templates(lesson: String, partials: [String: String] = [:]) -> Scratch {
    let scratch = Scratch()
    for kind in Page.Kind.allCases { scratch.put("\(kind.rawValue).mustache", "<h1>{{{heading}}}</h1>\n") }
    scratch.put("lesson.mustache", lesson)
    for (name, text) in partials { scratch.put("partials/\(name).mustache", text) }
    return scratch
}

private func lessonPage() -> Page {
    Page(
        kind: .lesson, path: "track/01-a/lesson.html", language: "en", siteTitle: "Site", title: "A \"<b>\" & 'c'",
        heading: "A <em>lesson</em>", description: "", canonical: nil, root: "../../")
}

/// What a lesson page becomes.
private func render(
    _ lesson: String, partials: [String: String] = [:], _ change: (inout Page) -> Void = { _ in }
) throws -> String {
    let scratch = templates(lesson: lesson, partials: partials)
    var page = lessonPage()
    change(&page)
    let file = try TemplateLibrary(folder: scratch.path).render(page)
    #expect(file.path == page.path)
    return String(decoding: file.bytes, as: UTF8.self)
}

/// What loading complains of, as a user reads it, with the folder's name taken out.
private func complaints(_ lesson: String, partials: [String: String] = [:]) -> String {
    let scratch = templates(lesson: lesson, partials: partials)
    do throws(TemplateErrors) {
        _ = try TemplateLibrary(folder: scratch.path)
        return ""
    } catch {
        return printed(error, in: scratch)
    }
}

private func printed(_ errors: TemplateErrors, in scratch: Scratch) -> String {
    errors.diagnostics.map(DiagnosticPrinter().text).joined()
        .replacing(scratch.path, with: "templates")
}

@Suite struct RenderTests {
    @Test func textIsEscapedAndHTMLIsNot() throws {
        let html = try render("<a title=\"{{title}}\">{{{heading}}}</a>")
        #expect(html == "<a title=\"A &quot;&lt;b&gt;&quot; &amp; &#39;c&#39;\">A <em>lesson</em></a>")
    }

    /// Where a character is a grapheme cluster, a quotation mark with an accent is no quotation mark.
    @Test func combiningMarksDoNotHideAQuotationMark() throws {
        let html = try render("<a title=\"{{title}}\">") { $0.title = "x\"\u{301} onclick=<\u{338}" }
        #expect(Array(html.unicodeScalars) == Array("<a title=\"x&quot;\u{301} onclick=&lt;\u{338}\">".unicodeScalars))
    }

    @Test func textThatLooksLikeATagIsText() throws {
        #expect(try render("<p>{{title}}</p>") { $0.title = "{{heading}}" } == "<p>{{heading}}</p>")
    }

    @Test func whatIsMissingIsLeftOutAndNotTakenFromAround() throws {
        let template =
            "{{#facts}}{{#objectives}}<li>{{{.}}}{{/objectives}}{{#phase}}{{{phase}}}{{/phase}}{{^date}}no date{{/date}}{{/facts}}"
        let html = try render(template) { page in
            page.facts = .init(
                title: "A", cardCount: 0, objectives: ["one", "<b>two</b>"], prerequisites: [])
        }
        #expect(html == "<li>one<li><b>two</b>no date")
        #expect(try render(template) == "")
    }

    @Test func anItemsMissingFieldIsNotThePages() throws {
        let scratch = templates(lesson: "")
        scratch.put(
            "track.mustache",
            "{{#phases}}{{#lessons}}[{{number}}{{#summary}} {{{.}}}{{/summary}}]{{/lessons}}{{/phases}}")
        var page = lessonPage()
        page.kind = .track
        page.phases = [
            .init(
                title: "P", summary: "of the phase",
                lessons: [
                    .init(path: "t/01-a", number: "01", title: "a", href: "a", cardCount: 0),
                    .init(path: "t/02-b", number: "02", title: "b", href: "b", summary: "of b", cardCount: 0),
                ])
        ]
        let html = try TemplateLibrary(folder: scratch.path).render(page)
        #expect(String(decoding: html.bytes, as: UTF8.self) == "[01][02 of b]")
    }

    @Test func sectionsAreNestedByLevel() throws {
        let html = try render(
            "{{#sections}}({{id}}{{#has-subsections}}:{{#subsections}} {{id}}{{/subsections}}{{/has-subsections}}){{/sections}}"
        ) {
            $0.sections = [
                .init(level: 3, id: "early", title: ""), .init(level: 2, id: "a", title: ""),
                .init(level: 3, id: "a1", title: ""), .init(level: 3, id: "a2", title: ""),
                .init(level: 2, id: "b", title: ""),
            ]
        }
        #expect(html == "(early)(a: a1 a2)(b)")
    }

    @Test func partialsSeeTheScopeTheyStandIn() throws {
        let html = try render(
            "{{#family}}{{> tab}}{{/family}}",
            partials: ["tab": "<a href=\"{{root}}{{href}}\"{{#is-current}} aria-current=\"page\"{{/is-current}}>"]
        ) { $0.family = [.init("Brief", "brief.html"), .init("Lesson", "", isCurrent: true)] }
        #expect(html == "<a href=\"../../brief.html\"><a href=\"../../\" aria-current=\"page\">")
    }

    @Test func assetsAreCopiedInOrderOfPath() throws {
        let scratch = templates(lesson: "")
        scratch.put("assets/site.css", "b {}")
        scratch.put("assets/icons/a.svg", "<svg/>")
        scratch.put("assets/.hidden", "")
        #expect(
            try TemplateLibrary(folder: scratch.path).assets == [
                outputFile("assets/icons/a.svg", "<svg/>"), outputFile("assets/site.css", "b{}\n"),
            ])
    }

    @Test(arguments: [
        ("/* A */\na  b ,\n c { color : red ; }\n", "a b,c{color :red;}\n"),
        ("a :hover, a:is(b, c) > d{}", "a :hover,a:is(b,c) > d{}\n"),
        (
            "a { width: calc(1px + 2px * (3 - 1)); margin: 0  -1px }",
            "a{width:calc(1px + 2px * (3 - 1));margin:0 -1px}\n"
        ),
        ("a::after { content: \" /* b */  \\\" ; \"; }", "a::after{content:\" /* b */  \\\" ; \";}\n"),
        ("a { background: url( x/*y.png ) , url(\"a b\") }", "a{background:url( x/*y.png ),url(\"a b\")}\n"),
        ("@media (min-width: 48em) and (x) { a { b: c/**/d } }", "@media (min-width:48em) and (x){a{b:c d}\n}\n"),
        ("a\\ b { c: '", "a\\ b{c:'"), ("/*", ""), ("a { b: url(", "a{b:url("), ("\\", "\\"), ("", ""),
    ])
    func aStyleSheetLosesOnlyWhatMeansNothing(_ sheet: String, _ squeezed: String) {
        #expect(String(decoding: StyleSheet.squeezed(Array(sheet.utf8)), as: UTF8.self) == squeezed)
        #expect(StyleSheet.squeezed(Array(squeezed.utf8)) == Array(squeezed.utf8))
    }

    @Test(arguments: [
        ("  a();\n\n\tb(); // c\n", "a();\nb(); // c\n"), ("// a\n  // b\nc\n", "c\n"),
        ("/* a */\n  /* b\n   * c */\nd /* e */\n", "d /* e */\n"), ("/* a */ b()", "b()\n"),
        ("/* a\nb */ c()", "c()\n"), ("/* a", ""), ("", ""),
        ("a = `b\n   // c\n\n`;\n  d", "a = `b\n   // c\n\n`;\nd\n"),
        ("a = `b` + `c`;\n  d", "a = `b` + `c`;\nd\n"), ("a = \"/* b\";\n  c", "a = \"/* b\";\nc\n"),
    ])
    func aScriptLosesOnlyLinesThatAreComments(_ script: String, _ squeezed: String) {
        #expect(String(decoding: Script.squeezed(Array(script.utf8)), as: UTF8.self) == squeezed)
        #expect(Script.squeezed(Array(squeezed.utf8)) == Array(squeezed.utf8))
    }

    // MARK: The templates we deliver

    @Test(arguments: Page.Kind.allCases)
    func theTemplatesOfTheHouseRenderEveryKind(_ kind: Page.Kind) throws {
        let library = try TemplateLibrary(folder: RenderSample.templates)
        let html = String(decoding: library.render(RenderSample.page(kind)).bytes, as: UTF8.self)
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\" data-page=\""))
        #expect(html.hasSuffix("</html>\n"))
        #expect(!html.contains("{{") && !html.contains(">false<"))
    }

    /// Writes the sample pages for looking at; see `RenderSample`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["GRADBOOK_SAMPLE"] != nil))
    func theSamplePagesAreWritten() throws {
        let library = try TemplateLibrary(folder: RenderSample.templates)
        let pages = Page.Kind.allCases.map { library.render(RenderSample.page($0)) }
        let folder = ProcessInfo.processInfo.environment["GRADBOOK_SAMPLE"] ?? ""
        _ = try SiteWriter(output: folder).write(pages + library.assets)
    }

    @Test func anEmptyPageRendersToo() throws {
        let library = try TemplateLibrary(folder: RenderSample.templates)
        for kind in Page.Kind.allCases {
            var page = lessonPage()
            page.kind = kind
            #expect(!String(decoding: library.render(page).bytes, as: UTF8.self).contains(">false<"))
        }
    }
}

@Suite struct RenderCheckTests {
    @Test func aMisspeltTag() {
        #expect(
            complaints("<p>\n  {{titel}}</p>") == """
                templates/lesson.mustache:2:5: error: no `titel` here [template-unknown-tag]
                  2 |   {{titel}}</p>
                    |     ^~~~~
                  help: did you mean `title`?

                """)
    }

    @Test func aNameOfAnotherScopeOrKind() {
        #expect(
            complaints("{{href}}") == """
                templates/lesson.mustache:1:3: error: no `href` here [template-unknown-tag]
                  1 | {{href}}
                    |   ^~~~
                  note: known here: language, site-title, title, heading, description, canonical, site-address, has-feed, json-ld, key, search-indexes, root, kind, breadcrumbs, has-breadcrumbs, body, has-steps, sections, has-sections, family, has-family, has-practice, previous, next, has-neighbours, facts, account, has-card-groups, review

                """)
        #expect(
            complaints("{{#tracks}}{{/tracks}}").hasPrefix(
                "templates/lesson.mustache:1:4: error: no `tracks` here [template-unknown-tag]\n"))
        #expect(complaints("{{#breadcrumbs}}{{href}}{{/breadcrumbs}}") == "")
    }

    @Test func anUnknownPartial() {
        #expect(
            complaints("{{> heda}}{{> head}}", partials: ["head": ""]) == """
                templates/lesson.mustache:1:5: error: no partial `heda` [template-unknown-partial]
                  1 | {{> heda}}{{> head}}
                    |     ^~~~
                  help: did you mean `head`?

                """)
    }

    @Test func aMistakeInAPartialIsToldOnceWithItsInclusion() {
        #expect(
            complaints("{{> head}}\n{{> head}}", partials: ["head": "<b>\n{{titel}}"]) == """
                templates/partials/head.mustache:2:3: error: no `titel` here [template-unknown-tag]
                  2 | {{titel}}
                    |   ^~~~~
                  note: templates/lesson.mustache:1:1: included from here
                  1 | {{> head}}
                    | ^~~~~~~~~~
                  help: did you mean `title`?

                """)
    }

    @Test func sectionsThatDoNotClose() {
        #expect(
            complaints("{{#next}}\n{{#previous}}{{/next}}") == """
                templates/lesson.mustache:2:14: error: expected {{/previous}}, got {{/next}} [template-section]
                  2 | {{#previous}}{{/next}}
                    |              ^~~~~~~~~
                  note: templates/lesson.mustache:2:1: opened here
                  2 | {{#previous}}{{/next}}
                    | ^~~~~~~~~~~~~

                """)
        #expect(
            complaints("a {{^next}}") == """
                templates/lesson.mustache:1:3: error: {{^next}} is never closed [template-section]
                  1 | a {{^next}}
                    |   ^~~~~~~~~

                """)
        #expect(
            complaints("{{/next}}") == """
                templates/lesson.mustache:1:1: error: no section is open here [template-section]
                  1 | {{/next}}
                    | ^~~~~~~~~

                """)
    }

    @Test(arguments: [
        ("{{{title}}}", "1:1: error: `title` is plain text: write {{title}} [template-form]"),
        ("{{heading}}", "1:1: error: `heading` is HTML: write {{{heading}}} [template-form]"),
        ("{{next}}", "1:3: error: `next` is no text: write {{#next}}…{{/next}} [template-form]"),
        (
            "{{has-sections}}",
            "1:3: error: `has-sections` is no text: write {{#has-sections}}…{{/has-sections}} [template-form]"
        ),
        ("{{{body}}}", "1:4: error: `body` may be missing: put it inside {{#body}}…{{/body}} [template-form]"),
        (
            "{{^body}}{{{body}}}{{/body}}",
            "1:13: error: `body` may be missing: put it inside {{#body}}…{{/body}} [template-form]"
        ),
        ("{{#title}}{{/title}}", "1:4: error: `title` is always there; show it with {{title}} [template-form]"),
        ("{{.}}", "1:3: error: `.` is a set of names here; write one of them [template-unknown-tag]"),
        (
            "<a title=\"{{{heading}}}\">",
            "1:11: error: HTML cannot stand inside a tag; use a field of plain text [template-form]"
        ),
        ("<a title={{title}}>", "1:10: error: put the attribute's value in quotes [template-form]"),
        ("{{&body}}", "1:1: error: this kind of tag is not used in templates [template-syntax]"),
        ("{{=<% %>=}}", "1:1: error: this kind of tag is not used in templates [template-syntax]"),
        ("{{lowercased(title)}}", "1:13: error: expected }} [template-syntax]"),
        ("{{}}", "1:3: error: expected a name [template-syntax]"),
        ("{{{title}}", "1:9: error: expected }}} [template-syntax]"),
        ("{{title", "1:8: error: expected }} [template-syntax]"),
        ("{{! note", "1:1: error: the comment is not closed [template-syntax]"),
    ])
    func aTagInTheWrongForm(_ template: String, _ message: String) {
        let first = complaints(template).split(separator: "\n").first ?? ""
        #expect(first == "templates/lesson.mustache:" + message)
    }

    @Test func aPartialThatIncludesItself() {
        let text = complaints("{{> a}}", partials: ["a": "{{> b}}", "b": "{{> a}}"])
        #expect(
            text == """
                templates/partials/b.mustache:1:5: error: partial `a` includes itself [template-unknown-partial]
                  1 | {{> a}}
                    |     ^
                  note: templates/partials/a.mustache:1:1: included from here
                  1 | {{> b}}
                    | ^~~~~~~

                """)
    }

    @Test func missingAndUselessFilesAreTold() throws {
        let scratch = Scratch()
        for kind in Page.Kind.allCases where kind != .cards { scratch.put("\(kind.rawValue).mustache", "") }
        scratch.put("crads.mustache", "x")
        scratch.put("partials/unused.mustache", "x")
        let errors = #expect(throws: TemplateErrors.self) { try TemplateLibrary(folder: scratch.path) }
        #expect(
            errors.map { printed($0, in: scratch) } == """
                templates/cards.mustache:1:1: error: expected a template for pages of kind `cards`, found none [template-missing]
                templates/crads.mustache:1:1: error: no page is of kind `crads` [template-unknown]
                  1 | x
                    | ^
                  note: did you mean `cards`?
                templates/partials/unused.mustache:1:1: error: no template includes the partial `unused` [template-unknown]
                  1 | x
                    | ^

                """)
    }

    @Test func aMissingFolderIsTold() throws {
        let errors = #expect(throws: TemplateErrors.self) { try TemplateLibrary(folder: "no/such/folder") }
        #expect(
            errors?.diagnostics.map(DiagnosticPrinter().text) == [
                """
                no/such/folder:1:1: error: expected a folder of templates, found none [template-missing]
                  note: without `--templates`, and where no folder `templates` is, gradbook's own are used

                """
            ])
    }
}
