import Markup

/// A footnote beside its text: in the margin where the window has one, in the text behind its number where it has none. A
/// note of several blocks cannot stand in a paragraph: where there is one, all stay at the foot of the page, as cmark puts
/// and numbers them.
enum SideNote {
    /// Moves the footnotes to where they are first referred to, if all of them can stand there.
    static func weave(in document: Document) {
        let nodes = document.nodes()
        // cmark has put the definitions in the order of their numbers.
        let definitions = nodes.filter { document.kind($0) == .footnoteDefinition }
        if definitions.isEmpty { return }
        var references: [Int: [Document.Node]] = [:]
        for node in nodes where document.kind(node) == .footnoteReference {
            guard let number = Int(document.literal(node)) else { return }
            references[number, default: []].append(node)
        }
        let canMove = definitions.enumerated().allSatisfy {
            isMovable($0.element, references[$0.offset + 1] ?? [], document)
        }
        guard canMove else { return }
        for (index, definition) in definitions.enumerated() {
            let number = index + 1
            guard let paragraph = document.firstChild(definition) else { continue }
            let text = document.inlineHTML(paragraph)
            for (place, node) in (references[number] ?? []).enumerated() {
                document.replace(node, with: place == 0 ? first(number, text) : again(number))
            }
            // The references are gone, which cmark would have asked the definition about.
            document.remove(definition)
        }
    }

    /// The marker and the note; a link that leads back would lead nowhere else.
    private static func first(_ number: Int, _ text: HTML) -> HTML {
        """
        <sup class="footnote-ref"><a href="#fn-\(number)" id="fnref-\(number)">\(number)</a></sup><small \
        class="sidenote" id="fn-\(number)" role="note"><sup aria-hidden="true">\(number)</sup> \(text)</small>
        """
    }

    private static func again(_ number: Int) -> HTML {
        "<sup class=\"footnote-ref\"><a href=\"#fn-\(number)\">\(number)</a></sup>"
    }

    /// In a heading or a link a note would stand twice or nest links, and in another note nowhere.
    private static func isMovable(
        _ definition: Document.Node, _ references: [Document.Node], _ document: Document
    ) -> Bool {
        let blocks = document.children(definition)
        guard blocks.count == 1, document.kind(blocks[0]) == .paragraph, let first = references.first,
            !document.nodes(below: definition).contains(where: { document.kind($0) == .footnoteReference })
        else { return false }
        return references.allSatisfy { reference in
            var ancestor = document.parent(reference)
            while let current = ancestor {
                switch document.kind(current) {
                case .footnoteDefinition, .link: return false
                case .heading, .table: if reference == first { return false }
                default: break
                }
                ancestor = document.parent(current)
            }
            return true
        }
    }
}
