import Markup
import Source

/// Footnotes that would vanish without a word: a definition that nothing refers to, and a reference to none.
struct FootnoteCheck {
    private let document: Document
    private let file: SourceFile

    init(_ document: Document, _ file: SourceFile) {
        self.document = document
        self.file = file
    }

    func report(_ diagnostics: inout [Diagnostic]) {
        // Without the sign, and without an entity that could stand for it, there are neither notes nor references.
        let caret = UInt8(ascii: "^")
        let mayHoldOne = file.bytes.withUnsafeBufferPointer { $0.holds(caret) || $0.holds(UInt8(ascii: "&")) }
        guard mayHoldOne else { return }
        var kept: Set<String> = []
        /// Lines of code, in which brackets mean nothing.
        var code: Set<Int> = []
        var firstLine = file.lineStarts.count
        var defined: [String: Span] = [:]
        for node in document.nodes() {
            switch document.kind(node) {
            case .footnoteDefinition: kept.insert(Self.label(of: node, in: document))
            case .codeBlock:
                let span = document.span(node)
                code.formUnion(file.lineIndex(at: span.start)...file.lineIndex(at: max(span.start, span.end - 1)))
            case .text where document.holds(caret, node):
                let text = document.literal(node)
                guard let open = text.range(of: "[^"), let close = text[open.upperBound...].firstIndex(of: "]") else {
                    continue
                }
                let label = String(text[open.upperBound..<close])
                if label.isEmpty || label.contains(where: \.isWhitespace) { continue }
                diagnostics.append(
                    Diagnostic(
                        "footnote-missing", "there is no footnote `[^\(label)]`", at: file,
                        place(of: "[^\(label)]", node)
                    )
                    .noting("define it: a line `[^\(label)]: …`"))
            default: break
            }
            if document.kind(node) != .document {
                firstLine = min(firstLine, file.lineIndex(at: document.span(node).start))
            }
        }
        for index in file.lineStarts.indices where index >= firstLine && !code.contains(index) {
            let span = file.lineSpan(index)
            let first = file.bytes[span.start..<span.end].first { $0 != UInt8(ascii: " ") }
            guard first == UInt8(ascii: "[") else { continue }
            let line = file.text(in: span)
            let body = line.drop { $0 == " " }
            guard body.hasPrefix("[^"), let close = body.range(of: "]:") else { continue }
            let label = String(body[body.index(body.startIndex, offsetBy: 2)..<close.lowerBound])
            if label.contains(where: \.isWhitespace) { continue }
            let start = span.start + (line.utf8.count - body.utf8.count)
            let place = Span(start, start + label.utf8.count + 3)
            if let first = defined[label], line.utf8.count - body.utf8.count < 4 {
                var found = Diagnostic(
                    "footnote-duplicate", "the footnote `[^\(label)]` is defined twice", at: file, place)
                found.notes.append(.init("first here, and only this one would be shown", at: .init(file, first)))
                diagnostics.append(found.noting("give this one another name"))
                continue
            }
            defined[label] = place
            if kept.contains(label) { continue }
            diagnostics.append(
                Diagnostic(
                    "footnote-unused", "nothing refers to the footnote `[^\(label)]`", at: file, place
                ).noting("write `[^\(label)]` where it belongs, or remove it"))
        }
    }

    /// The name of a footnote, as its definition has it.
    static func label(of definition: Document.Node, in document: Document) -> String {
        let file = document.file
        // cmark places a definition at its text, behind the label.
        let line = file.text(in: file.lineSpan(file.lineIndex(at: document.span(definition).start)))
        guard let open = line.range(of: "[^"), let close = line[open.upperBound...].range(of: "]:") else { return "" }
        return String(line[open.upperBound..<close.lowerBound])
    }

    /// A text in the lines of the block that a node stands in.
    private func place(of text: String, _ node: Document.Node) -> Span {
        let start = file.lineStarts[file.lineIndex(at: document.span(node).start)]
        let bytes = Array(text.utf8)
        let end = min(document.endOfBlock(node), file.bytes.count)
        if end - start >= bytes.count {
            for offset in start...(end - bytes.count) where file.bytes[offset] == bytes[0] {
                if file.bytes[offset..<offset + bytes.count].elementsEqual(bytes) {
                    return Span(offset, offset + bytes.count)
                }
            }
        }
        return Span(document.span(node).start, document.span(node).start)
    }
}
