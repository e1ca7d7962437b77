import Foundation
import Markup
import Micrograd

@testable import Site

/// A page of each kind in which every field of the model is filled and every construct a lesson can hold stands in the
/// text: for checking the templates with, and for looking at. `GRADBOOK_SAMPLE=FOLDER swift test --filter RenderTests`
/// writes them to a folder.
enum RenderSample {
    static let templates = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("templates").path

    static func page(_ kind: Page.Kind) -> Page {
        var page = Page(
            kind: kind, path: path(kind), language: "en", siteTitle: "gradbook", title: title(kind),
            heading: HTML(escaping: title(kind)),
            description: "Build the engine that tells a network how each of its numbers influences the loss.",
            canonical: "https://example.org/" + path(kind), root: root(kind))
        page.breadcrumbs = crumbs(kind)
        page.siteAddress = "https://example.org"
        page.hasFeed = true
        page.jsonLD = "{}"
        page.searchIndexes = "../search-index.js"
        switch kind {
        case .home: page.tracks = [track, track]
        case .track: page.phases = phases
        case .review:
            page.lessonCards = [
                .init(
                    key: "build-nns/01-micrograd", title: "Micrograd: a gradient for every number",
                    href: "01-micrograd/brief.html", cards: cards)
            ]
        case .notFound: break
        case .key:
            fill(&page)
            (page.facts, page.account, page.previous, page.next) = (nil, nil, nil, nil)
        default: fill(&page)
        }
        return page
    }

    private static func path(_ kind: Page.Kind) -> String {
        switch kind {
        case .home: "index.html"
        case .notFound: "404.html"
        case .track: "build-nns/index.html"
        case .review: "build-nns/review.html"
        default: "build-nns/01-micrograd/\(kind.rawValue).html"
        }
    }

    private static func root(_ kind: Page.Kind) -> String {
        String(repeating: "../", count: path(kind).count { $0 == "/" })
    }

    private static func title(_ kind: Page.Kind) -> String {
        switch kind {
        case .home: "gradbook"
        case .notFound: "This page is not here"
        case .track: "Build Neural Networks from Scratch"
        case .cards: "Cards"
        case .review: "Review: Build Neural Networks from Scratch"
        default: "Micrograd: a gradient for every number"
        }
    }

    private static func crumbs(_ kind: Page.Kind) -> [Page.Link] {
        let home = Page.Link("gradbook", root(kind) + "index.html")
        switch kind {
        case .home: return []
        case .notFound: return [home]
        case .track: return [home, .init("Build Neural Networks from Scratch", "index.html", isCurrent: true)]
        case .review:
            return [
                home, .init("Build Neural Networks from Scratch", "index.html"),
                .init("Review", "review.html", isCurrent: true),
            ]
        default:
            return [
                home, .init("Build Neural Networks from Scratch", "../index.html"),
                .init("Micrograd: a gradient for every number", "brief.html"),
                .init(HTML(escaping: kind.rawValue.capitalized), "", isCurrent: true),
            ]
        }
    }

    private static func fill(_ page: inout Page) {
        let kinds: [Page.Kind] = [.brief, .lesson, .practice, .summary, .references, .cards]
        page.family = kinds.map {
            .init(HTML(escaping: $0.rawValue.capitalized), "\($0.rawValue).html", isCurrent: $0 == page.kind)
        }
        page.previous = .init("Brief", "brief.html")
        page.next = .init("Neurons become a network: <code>MLP</code>", "practice.html")
        page.facts = facts
        page.account = account
        page.review = .init("Review", "../review.html")
        page.hasCardGroups = page.kind == .lesson
        page.hasPractice = page.kind == .practice
        if page.kind == .cards {
            page.cards = cards
        } else {
            page.body = body
            page.sections = [
                .init(level: 2, id: "numbers-that-remember", title: "Numbers that remember"),
                .init(level: 3, id: "the-pass", title: "The pass, <code>L</code> to leaves"),
                .init(level: 2, id: "every-kind-of-box", title: "Every kind of box"),
                .init(level: 2, id: "lists-and-tables", title: "Lists and tables"),
            ]
        }
    }

    private static let facts = Page.LessonFacts(
        title: "Micrograd: a gradient for every number",
        summary: "Build the engine that tells a network how each of its numbers influences the <em>loss</em>.",
        phase: "The autograd engine", difficulty: "standard", date: "2025-01-31", readingMinutes: 18,
        readingRange: 15...24, practiceMinutes: 20, cardCount: 12,
        objectives: [
            "Say why a network needs the gradient of the loss for every parameter, and read what a gradient tells.",
            "Explain how wrapping numbers in <code>Value</code> records the graph of an expression.",
            "Carry out a full backward pass by hand on a small expression.",
        ],
        prerequisites: [
            "The shape of a neural network: inputs, weights, layers of neurons, and a loss.",
            "The chain rule as an idea: rates multiply.",
        ])

    private static let account = {
        var account = LessonAccount()
        account.snippets = 12
        account.figures = 4
        account.computed = 31
        account.claimed = 48
        account.outputs = 9
        account.quoted = 7
        account.passes = 6
        account.audited = 5
        return account
    }()

    private static let track = Page.TrackEntry(
        title: "Build Neural Networks from Scratch", href: "build-nns/index.html",
        summary: "Nothing inside a neural network stays a mystery, because you build every piece.", lessonCount: 1,
        phases: ["The autograd engine", "A language model", "A transformer"])

    private static let phases: [Page.Phase] = [
        .init(
            title: "The autograd engine", summary: "Numbers that remember how they were made, and their gradients.",
            lessons: [
                .init(
                    path: "build-nns/01-micrograd", number: "01", title: "Micrograd: a gradient for every number",
                    href: "01-micrograd/brief.html",
                    summary: "The engine, by hand first and then in a page of Python.", minutes: 18,
                    practiceMinutes: 20,
                    difficulty: "standard", cardCount: 12, pages: [.init("Lesson", "01-micrograd/lesson.html")]),
                .init(
                    path: "build-nns/02-mlp", number: "02", title: "A network that trains", href: "02-mlp/brief.html",
                    cardCount: 0),
            ]),
        .init(title: "A language model", summary: "From pairs of letters to the next character.", lessons: []),
    ]

    private static let cards: [Page.CardEntry] = [
        .init(
            id: "mul-local",
            front: "What is the local derivative of <code>a * b</code> with respect to <code>a</code>?",
            back: "<p><code>b</code>: the other factor, as it was in the forward pass.</p>",
            source: .init("Lesson, Numbers that remember", "lesson.html#numbers-that-remember")),
        .init(
            id: "add-local",
            front:
                "Addition hands its upstream gradient on <span class=\"blank\" role=\"img\" aria-label=\"blank\">[…]</span>.",
            back: "<p>Addition hands its upstream gradient on <mark>unchanged, to both inputs</mark>.</p>",
            source: .init("Lesson, Numbers that remember", "lesson.html#numbers-that-remember")),
    ]

    // MARK: The text

    private static var body: HTML {
        let tape = Tape()
        let a = tape.value(2, label: "a")
        let b = tape.value(-3, label: "b")
        let c = tape.value(10, label: "c")
        let f = tape.value(-2, label: "f")
        let e = a * b
        e.label = "e"
        let d = e + c
        d.label = "d"
        let loss = d * f
        loss.label = "L"
        let forward = Figure.forward(tape.recorded(from: loss.node), id: "forward-L")
        let trace = tape.recordedBackward(from: loss.node)
        let backward = Figure.backward(trace, id: "backward-L")
        let graph = (try? Figure.graph(trace.graph, foldedTable: true, id: "graph-L")) ?? ""
        return opening + forward + graph + "<h3 id=\"the-pass\">The pass, <code>L</code> to leaves</h3>\n" + backward
            + rest
    }

    private static let opening: HTML = """
        <p>A neural network is one long expression with many adjustable numbers in it. Training turns those numbers, a
        little at a time, until the answers get better. Before you turn one you need to know: if it grew by a hair, would
        the result go up or down, and <em>how strongly</em>? At two minutes a kilometre the model predicts <data
        class="computed claimed" value="6.0" title="2.0 * 3.0">6.0</data> minutes, its loss is <data class="computed"
        value="0.7071067811865477" title="o.data">0.7071</data>, and the <strong>gradient</strong> is <data
        class="computed claimed" value="-35.991" title="slope">−35.991</data>.<sup class="footnote-ref"><a
        href="#fn-1" id="fnref-1" data-footnote-ref>1</a></sup></p>
        <h2 id="numbers-that-remember">Numbers that remember</h2>
        <p>Our companion from here on is <code>L = (a*b + c) * f</code>, cut into single operations, after the design of
        Andrej Karpathy's <a href="https://github.com/karpathy/micrograd">micrograd</a>.</p>
        <div class="snippet"><pre tabindex="0"><code><b>from</b> micrograd.engine <b>import</b> Value

        <b>def</b> <b class="d">loss</b>(w):
            <i># the square of the error, for one trip of three kilometres that took twelve minutes</i>
            <b>return</b> (w * <u>3.0</u> - <u>12.0</u>) ** <u>2</u>

        <b class="f">print</b>(<b class="s">"loss"</b>, loss(<u>2.0</u>))
        </code></pre></div>
        <div class="output"><p>prints</p><pre tabindex="0"><code>loss 36.0
        </code></pre></div>
        <div class="snippet"><pre tabindex="0"><code>Value(<u>2.0</u>) + <b class="s">"x"</b>
        </code></pre></div>
        <div class="output raised"><p>raises</p><pre tabindex="0"><code>TypeError: unsupported operand type(s) for +: 'Value' and 'str'
        </code></pre></div>

        """

    private static let rest: HTML = """
        <h2 id="every-kind-of-box">Every kind of box</h2>
        <div class="callout note"><p class="callout-title">Note</p><p>Every snippet ran when this page was built.</p></div>
        <div class="callout tip"><p class="callout-title">Tip</p><p>Cover a number and work it out yourself.</p></div>
        <div class="callout important"><p class="callout-title">Important</p><p>Gradients <em>add</em>.</p></div>
        <div class="callout warning"><p class="callout-title">Warning</p><p>Zero them before the next pass.</p><ul>
        <li>all of them</li></ul></div>
        <div class="callout caution"><p class="callout-title">Caution</p><p>A second <code>backward()</code> doubles.</p></div>
        <section class="cards" aria-label="Cards">
        <details class="card" id="card-mul-local"><summary>What is the local derivative of <code>a * b</code> with
        respect to <code>a</code>?</summary><div class="answer"><p><code>b</code>, the other factor.</p></div></details>
        <details class="card" id="card-add-local" open><summary>What does addition do with its upstream
        gradient?</summary><div class="answer"><p>It hands it on unchanged, to both inputs.</p></div></details>
        </section>
        <figure class="source" id="source-tanh"><figcaption>Sources/Micrograd/Op.swift, lines 60–66</figcaption><pre tabindex="0"><code>case .tanh:
            // The derivative needs the result only: 1 - tanh(x) ** 2.
            let t = Libm.tanh(x)
            return (t, 1 - t * t)
        </code></pre></figure>
        <h2 id="lists-and-tables">Lists and tables</h2>
        <ol>
        <li><strong>Record how each number was made.</strong> Every result notes which operation produced it.</li>
        <li><strong>Know each local derivative.</strong>
        <ul>
        <li>addition: <code>1</code> and <code>1</code></li>
        <li>multiplication: the other factor</li>
        </ul>
        </li>
        <li><strong>Walk the chain rule backward.</strong></li>
        </ol>
        <ul>
        <li><input type="checkbox" checked disabled aria-label="done"> forward pass</li>
        <li><input type="checkbox" disabled aria-label="to do"> backward pass</li>
        </ul>
        <blockquote>
        <p>A value can send its output into two places, and then it collects from both.</p>
        </blockquote>
        <div class="scroll" tabindex="0" role="group" aria-label="Table"><table>
        <thead>
        <tr><th>operation</th><th>local derivative</th><th class="num">at the example</th></tr>
        </thead>
        <tbody>
        <tr><td><code>a + b</code></td><td>1, 1</td><td class="num"><data class="computed" value="1.0">1.0</data></td></tr>
        <tr><td><code>a * b</code></td><td><code>b</code>, <code>a</code></td><td class="num">−3.0</td></tr>
        <tr><td><code>tanh(a)</code></td><td><code>1 − tanh(a)**2</code></td><td class="num">0.5000</td></tr>
        </tbody>
        </table></div>
        <hr>
        <details><summary>A hint that is folded</summary><p>Begin at <code>L</code>, whose own gradient is 1.</p></details>
        <h3 id="small">A small heading</h3>
        <p>And a last paragraph, with a <a href="brief.html">link inside the site</a>, <del>a mistake</del>, and
        <kbd>Tab</kbd>.</p>
        <section class="footnotes" data-footnotes>
        <ol>
        <li id="fn-1"><p>In minutes squared for each minute a kilometre. <a href="#fnref-1" class="footnote-backref"
        data-footnote-backref aria-label="Back to content">↩</a></p></li>
        </ol>
        </section>

        """
}
