import Markup
import Source

/// Something on a page that Run or Weave has to do with, where it stands.
struct PageItem {
    /// Indirect, for items are handed around in lists.
    indirect enum Content {
        case snippet(Snippet)
        case output(OutputClaim)
        case computed(ComputedSpan)
        case figure(FigureSource)
        case cards(CardFence)
        case source(SourceExcerpt)
    }

    let node: Document.Node
    /// Where it stands in the file; items are worked on in this order, footnotes too.
    let offset: Int
    let content: Content
}

/// A `python` fence.
struct Snippet: Sendable {
    let code: SourceSlice
    /// The fence's opening line, for what is wrong with the snippet as a whole.
    let fence: Span
    /// Run, not shown.
    var isHidden = false
    /// Must fail; the message is shown.
    var raises = false
    /// Shown, not run.
    var isStatic = false
    /// Why a static snippet is not run.
    var reason: String? { reasonText?.text }
    var reasonText: SourceSlice?
    /// Begins with an empty namespace again.
    var isFresh = false

    static let words = ["hide", "raises", "static", "fresh"]
}

/// Code that is only shown: a fence in any other language, or with none, or an indented block.
struct Listing: Sendable {
    /// As it is written; empty where none is.
    let language: String
    let content: SourceSlice
    /// The opening line.
    let fence: Span
    /// Why nothing checks it, from `static reason="…"`.
    var reason: String? { reasonText?.text }
    let reasonText: SourceSlice?
}

/// An `output` fence: what the author says the snippet above it prints.
struct OutputClaim: Sendable {
    let text: SourceSlice
    let fence: Span
    /// For a static snippet: the recorded output, from the file and key that `recorded=` names.
    let recorded: RecordedOutput?
}

/// What a static snippet printed when it was run elsewhere, as a script recorded it.
struct RecordedOutput: Sendable {
    /// The `recorded=…` word, as it stands in the fence: `FILE#KEY`.
    let name: String
    /// The snippet as it was when it was recorded.
    let snippet: String
    let output: String

    /// The file below the lesson's folder.
    var file: String { String(name.prefix { $0 != "#" }) }
    var key: String { String(name.drop { $0 != "#" }.dropFirst()) }
}

/// A computed figure: `backward L`, with an optional body.
struct FigureSource: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case forward, backward, graph, steps, practice

        /// Whether the graph is drawn, and not only told in a table.
        var isDrawn: Bool { self == .graph || self == .steps }
    }

    let kind: Kind
    let expression: SourceSlice
    let caption: FrontMatter.Text?
    /// The names of given numbers that a drawing shows as parameters.
    var parameters: [FrontMatter.Text] = []
    /// What a `practice` figure leaves blank; nil for the others.
    var blanks: PracticeBlanks?
    let fence: Span
}
