import CArena
import CCMark
import Glibc
import Source

/// A Markdown document as cmark-gfm parsed it, with a place in the file for everything in it. The tree is walked and
/// changed through handles; C pointers do not leave this file, and nobody else imports `CCMark`.
///
/// A document is used by one thread at a time.
public final class Document {
    /// A handle of a node, good as long as its document lives and the node was not replaced.
    public struct Node: Hashable {
        fileprivate let pointer: OpaquePointer
        /// No node changes its kind, so cmark is asked once.
        fileprivate let kind: Kind

        fileprivate init(pointer: OpaquePointer) {
            self.pointer = pointer
            kind = Kind(pointer)
        }

        public static func == (a: Node, b: Node) -> Bool { a.pointer == b.pointer }
        public func hash(into hasher: inout Hasher) { hasher.combine(pointer) }
    }

    public enum Kind: Hashable {
        case document, blockQuote, list, item, codeBlock, htmlBlock, customBlock, paragraph, heading, thematicBreak
        case footnoteDefinition, table, tableHeader, tableRow, tableCell
        case text, softBreak, lineBreak, code, htmlInline, customInline, emphasis, strong, link, image
        case footnoteReference, strikethrough, other
    }

    /// The file the text stands in.
    public let file: SourceFile
    /// All of cmark's memory for it. No node is freed before the document is: one that was taken out of the tree may still
    /// be looked at, and texts point into the blocks that they stood in.
    private let memory: OpaquePointer
    private let parser: OpaquePointer
    private let tree: OpaquePointer
    /// Index in the file of the line that cmark counts as its first.
    private let firstLine: Int
    /// Every node in document order; nil until somebody asks, and again when the tree was changed.
    private var listed: [Node]?
    /// Every code span's content; found before anything is changed.
    private lazy var codeSpans = locateCodeSpans()
    /// Whether there may be a formula in it: between dollars, which may be written by entities, or in a fence of that
    /// language. Most documents have none. Found before anything is changed.
    public private(set) lazy var mayHoldFormulas = hasDollars || nodes().contains(where: isMathFence)

    /// Parses the lines of a file from the given one (an index from 0) to the end.
    /// - Complexity: O(bytes).
    public init(file: SourceFile, fromLine firstLine: Int = 0) {
        self.file = file
        self.firstLine = firstLine
        Self.registerExtensions()
        // What is no text was refused when the file was read, so cmark need not look for it.
        assert(file.firstInvalidByte == nil)
        memory = arena_create()
        let before = arena_enter(memory)
        defer { _ = arena_enter(before) }
        let parser: OpaquePointer = cmark_parser_new_with_mem(Self.options, Self.allocator)
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        let start = firstLine < file.lineStarts.count ? file.lineStarts[firstLine] : file.bytes.count
        file.bytes[start...].withUnsafeBytes { buffer in
            cmark_parser_feed(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        self.parser = parser
        tree = Self.parsing.locked { cmark_parser_finish(parser) }
    }

    /// Parses a text that stands in no file.
    public convenience init(text: String) {
        self.init(file: SourceFile(path: "", text: text))
    }

    deinit { arena_destroy(memory) }

    /// What cmark makes for this document while something is done, be it only the copy of a text that it hands out, is
    /// taken from the document's memory.
    private func withMemory<Result>(_ body: () -> Result) -> Result {
        let before = arena_enter(memory)
        defer { _ = arena_enter(before) }
        return withExtendedLifetime(self, body)
    }

    /// Never changed.
    nonisolated(unsafe) private static let allocator: UnsafeMutablePointer<cmark_mem> = {
        let made = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
        made.initialize(to: cmark_mem(calloc: arena_calloc, realloc: arena_realloc, free: arena_free))
        return made
    }()

    /// `CMARK_OPT_UNSAFE` lets our own HTML through; Read has refused the author's by then.
    private static var options: Int32 { CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE }

    /// cmark-gfm keeps the extensions' special characters in a table of the whole process while it parses inlines, so one
    /// document is parsed at a time.
    private static let parsing = Lock()

    private static let extensionsAreRegistered: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return true
    }()

    private static func registerExtensions() { _ = extensionsAreRegistered }
}

// MARK: Walking

extension Document {
    public var root: Node { Node(pointer: tree) }

    /// Every node in document order, a parent before its children.
    /// - Complexity: O(nodes) when it is asked first and when the tree has changed, then O(1).
    public func nodes() -> [Node] {
        if let listed { return listed }
        let found = nodes(below: root)
        listed = found
        return found
    }

    /// A node and every node below it, in document order.
    /// - Complexity: O(nodes); from link to link, no recursion, however deep the document is nested.
    public func nodes(below node: Node) -> [Node] {
        let top = node.pointer
        var found: [Node] = []
        // About as many as there are in prose.
        if top == tree { found.reserveCapacity(file.bytes.count / 20 + 4) }
        var current = top
        while true {
            found.append(Node(pointer: current))
            if let child = cmark_node_first_child(current) {
                current = child
                continue
            }
            while current != top, cmark_node_next(current) == nil, let above = cmark_node_parent(current) {
                current = above
            }
            guard current != top, let next = cmark_node_next(current) else { return found }
            current = next
        }
    }

    public func parent(_ node: Node) -> Node? { wrap(cmark_node_parent(node.pointer)) }
    public func next(_ node: Node) -> Node? { wrap(cmark_node_next(node.pointer)) }
    public func previous(_ node: Node) -> Node? { wrap(cmark_node_previous(node.pointer)) }
    public func firstChild(_ node: Node) -> Node? { wrap(cmark_node_first_child(node.pointer)) }

    public func children(_ node: Node) -> [Node] {
        var found: [Node] = []
        var child = firstChild(node)
        while let current = child {
            found.append(current)
            child = next(current)
        }
        return found
    }

    private func wrap(_ pointer: OpaquePointer?) -> Node? { pointer.map(Node.init(pointer:)) }
}

// MARK: What a node says

extension Document.Kind {
    fileprivate init(_ pointer: OpaquePointer) {
        self =
            switch cmark_node_get_type(pointer) {
            case CMARK_NODE_TEXT: .text
            case CMARK_NODE_SOFTBREAK: .softBreak
            case CMARK_NODE_CODE: .code
            case CMARK_NODE_PARAGRAPH: .paragraph
            case CMARK_NODE_EMPH: .emphasis
            case CMARK_NODE_STRONG: .strong
            case CMARK_NODE_LINK: .link
            case CMARK_NODE_ITEM: .item
            case CMARK_NODE_LIST: .list
            case CMARK_NODE_CODE_BLOCK: .codeBlock
            case CMARK_NODE_HEADING: .heading
            case CMARK_NODE_HTML_INLINE: .htmlInline
            case CMARK_NODE_CUSTOM_BLOCK: .customBlock
            case CMARK_NODE_BLOCK_QUOTE: .blockQuote
            case CMARK_NODE_LINEBREAK: .lineBreak
            case CMARK_NODE_IMAGE: .image
            case CMARK_NODE_HTML_BLOCK: .htmlBlock
            case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
            case CMARK_NODE_CUSTOM_INLINE: .customInline
            case CMARK_NODE_DOCUMENT: .document
            case CMARK_NODE_FOOTNOTE_DEFINITION: .footnoteDefinition
            case CMARK_NODE_FOOTNOTE_REFERENCE: .footnoteReference
            default: Self.ofExtension(pointer)
            }
    }

    /// Extensions have names and no constants in the headers.
    private static func ofExtension(_ pointer: OpaquePointer) -> Self {
        guard let name = cmark_node_get_type_string(pointer) else { return .other }
        if Document.isNamed(name, "table_cell") { return .tableCell }
        if Document.isNamed(name, "table_row") { return .tableRow }
        if Document.isNamed(name, "table_header") { return .tableHeader }
        if Document.isNamed(name, "table") { return .table }
        if Document.isNamed(name, "strikethrough") { return .strikethrough }
        return .other
    }
}

extension Document {
    fileprivate static func isNamed(_ name: UnsafePointer<CChar>, _ other: StaticString) -> Bool {
        var index = 0
        while index < other.utf8CodeUnitCount {
            guard UInt8(bitPattern: name[index]) == other.utf8Start[index] else { return false }
            index += 1
        }
        return name[index] == 0
    }

    public func kind(_ node: Node) -> Kind { node.kind }

    /// The text of a text, code, code block or HTML node; empty for every other.
    public func literal(_ node: Node) -> String { string { cmark_node_get_literal(node.pointer) } }

    /// The bytes of that text, looked at where they stand.
    public func withLiteral<Result>(_ node: Node, _ look: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard let start = withMemory({ cmark_node_get_literal(node.pointer) }) else {
            return look(UnsafeBufferPointer(start: nil, count: 0))
        }
        let bytes = UnsafeBufferPointer(start: start, count: strlen(start))
        return withExtendedLifetime(self) { bytes.withMemoryRebound(to: UInt8.self, look) }
    }

    /// Puts that text behind another.
    public func write(_ node: Node, to text: inout TextWriter) { withLiteral(node) { text.write($0[...]) } }

    /// Whether the text of a node holds one byte, such as a sign that few texts hold.
    public func holds(_ byte: UInt8, _ node: Node) -> Bool { withLiteral(node) { $0.holds(byte) } }
    /// Where a link or image leads.
    public func url(_ node: Node) -> String { string { cmark_node_get_url(node.pointer) } }
    /// The title of a link or image, shown when the pointer rests on it; empty for none.
    public func title(_ node: Node) -> String { string { cmark_node_get_title(node.pointer) } }
    /// 1 to 6; 0 for what is no heading.
    public func headingLevel(_ node: Node) -> Int { Int(cmark_node_get_heading_level(node.pointer)) }
    /// The first number of a numbered list; nil for any other node.
    public func firstNumber(_ node: Node) -> Int? {
        guard cmark_node_get_list_type(node.pointer) == CMARK_ORDERED_LIST else { return nil }
        return Int(cmark_node_get_list_start(node.pointer))
    }
    /// What stands behind the opening fence of a code block; nil for an indented one.
    public func fenceInfo(_ node: Node) -> String? {
        var length: Int32 = 0
        var offset: Int32 = 0
        var character: CChar = 0
        guard kind(node) == .codeBlock,
            cmark_node_get_fenced(node.pointer, &length, &offset, &character) != 0
        else { return nil }
        return string { cmark_node_get_fence_info(node.pointer) }
    }

    /// Whether a node is part of an image's description, which shows plain text only.
    public func isInImage(_ node: Node) -> Bool {
        var ancestor = parent(node)
        while let current = ancestor {
            if kind(current) == .image { return true }
            ancestor = parent(current)
        }
        return false
    }

    private var hasDollars: Bool {
        let start = firstLine < file.lineStarts.count ? file.lineStarts[firstLine] : file.bytes.count
        return file.bytes.withUnsafeBufferPointer { bytes in
            let text = UnsafeBufferPointer(rebasing: bytes[start...])
            return text.holds(UInt8(ascii: "$")) || text.holds(UInt8(ascii: "&"))
        }
    }

    /// Whether a fenced code block holds TeX: its language is `math`.
    public func isMathFence(_ node: Node) -> Bool {
        guard node.kind == .codeBlock, let info = withMemory({ cmark_node_get_fence_info(node.pointer) })
        else { return false }
        return strncmp(info, "math", 4) == 0 && (info[4] == 0 || info[4] == CChar(UInt8(ascii: " ")))
    }

    /// Whether a code span stands between dollars, and so holds TeX.
    public func isMath(_ node: Node) -> Bool {
        guard kind(node) == .code, let before = previous(node), let after = next(node), kind(before) == .text,
            kind(after) == .text
        else { return false }
        let dollar = UInt8(ascii: "$")
        return withLiteral(before) { $0.last == dollar } && withLiteral(after) { $0.first == dollar }
    }

    /// The text a reader would see, without markup.
    public func plainText(_ node: Node) -> String {
        var text = ""
        for node in nodes(below: node) {
            switch kind(node) {
            case .text, .code: text += literal(node)
            case .softBreak, .lineBreak: text += " "
            default: break
            }
        }
        return text
    }

    private func string(_ ask: () -> UnsafePointer<CChar>?) -> String {
        withMemory(ask).map { String(cString: $0) } ?? ""
    }
}

// MARK: Tables and tasks

extension Document {
    public enum Alignment: Hashable {
        case none, left, centre, right
    }

    /// How the columns of a table are set.
    public func alignments(_ table: Node) -> [Alignment] {
        let count = Int(cmark_gfm_extensions_get_table_columns(table.pointer))
        guard count > 0, let bytes = cmark_gfm_extensions_get_table_alignments(table.pointer) else { return [] }
        return (0..<count).map { index in
            switch bytes[index] {
            case UInt8(ascii: "l"): .left
            case UInt8(ascii: "c"): .centre
            case UInt8(ascii: "r"): .right
            default: .none
            }
        }
    }

    /// Makes an item of a task list an ordinary one that begins with a box of its own, which has a name for those who
    /// cannot see it. Other items stay as they are.
    public func labelTask(_ item: Node) {
        guard let name = cmark_node_get_type_string(item.pointer), Self.isNamed(name, "tasklist"),
            let made = make(CMARK_NODE_ITEM)
        else { return }
        listed = nil
        let isDone = cmark_gfm_extensions_get_tasklist_item_checked(item.pointer)
        guard cmark_node_replace(item.pointer, made) != 0 else { return }
        move(from: item.pointer, to: made)
        guard let paragraph = firstChild(Node(pointer: made)), kind(paragraph) == .paragraph,
            let box = makeRaw(
                isDone
                    ? "<input type=\"checkbox\" checked disabled aria-label=\"done\"> "
                    : "<input type=\"checkbox\" disabled aria-label=\"not done\"> ", likeBlock: false)
        else { return }
        _ = cmark_node_prepend_child(paragraph.pointer, box)
    }
}

// MARK: Where a node stands

extension Document {
    /// The node in the file. Of a block, from its first byte to its last; of an inline node other than a code span,
    /// as exact as cmark is: a link on a continuation line is known by its line only.
    public func span(_ node: Node) -> Span {
        let start = offset(cmark_node_get_start_line(node.pointer), cmark_node_get_start_column(node.pointer))
        let end = offset(cmark_node_get_end_line(node.pointer), cmark_node_get_end_column(node.pointer)) + 1
        return Span(min(start, file.bytes.count), min(max(start, end), file.bytes.count))
    }

    /// The last byte of the block that an inline node stands in.
    public func endOfBlock(_ node: Node) -> Int { span(enclosingBlock(of: node)).end }

    private func offset(_ line: Int32, _ column: Int32) -> Int {
        let line = Int(line) - 1 + firstLine
        guard line >= 0 else { return 0 }
        guard line < file.lineStarts.count else { return file.bytes.count }
        return min(file.lineStarts[line] + max(Int(column) - 1, 0), file.lineSpan(line).end)
    }

    /// The words behind an opening fence, in the file: ` ```python hide ` gives `python hide`.
    public func fenceInfoSlice(_ node: Node) -> SourceSlice {
        let line = file.lineSpan(file.lineIndex(at: span(node).start))
        var start = span(node).start
        while start < line.end, file.bytes[start] == UInt8(ascii: "`") || file.bytes[start] == UInt8(ascii: "~") {
            start += 1
        }
        return SourceSlice(file: file, span: Span(start, line.end))
    }

    /// Whether a fenced code block ends with a fence of its own, not with what holds it.
    public func isClosed(_ node: Node) -> Bool {
        let lines = withLiteral(node) { $0.count(of: UInt8(ascii: "\n")) }
        let start = span(node).start
        let last = file.lineIndex(at: start) + lines + 1
        guard Int(cmark_node_get_end_line(node.pointer) - cmark_node_get_start_line(node.pointer)) == lines + 1,
            last < file.lineStarts.count
        else { return false }
        // When a list or a quotation ends, the line behind it is given as the last of the fence too.
        let fence = file.bytes[start]
        let text = file.bytes[file.lineStarts[last]...].first {
            $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: ">")
        }
        var current: Node? = node
        while let inner = current, next(inner) == nil { current = parent(inner) }
        let behind = current.flatMap(next).map { file.lineIndex(at: span($0).start) }
        return text == fence && behind != last
    }

    /// The content of a fenced code block with the place of every line in the file, in lists and quotations too.
    /// - Complexity: O(bytes).
    public func fenceContent(_ node: Node) -> SourceSlice {
        let fence = file.lineIndex(at: span(node).start)
        return withLiteral(node) { content in
            if content.isEmpty {
                let end = file.lineSpan(fence).end
                return SourceSlice(file: file, span: Span(end, end))
            }
            let newline = UInt8(ascii: "\n")
            var pieces: [Span] = []
            var indents: [Int] = []
            let count = content.count(of: newline) + 1
            pieces.reserveCapacity(count)
            indents.reserveCapacity(count)
            var rest = content[...]
            if rest.last == newline { rest.removeLast() }
            file.bytes.withUnsafeBufferPointer { bytes in
                var index = fence
                while true {
                    index += 1
                    var text = rest.prefix { $0 != newline }
                    let behind = text.endIndex
                    // A file from Windows has the carriage return in its lines; the snippet has not.
                    if text.last == UInt8(ascii: "\r") { text.removeLast() }
                    // Lists and quotations take their part from the left of a line; the content is what is left of it.
                    let line = file.lineSpan(min(index, file.lineStarts.count - 1))
                    let most = min(text.count, line.end - line.start)
                    var length = 0
                    while length < most, text[text.endIndex - length - 1] == bytes[line.end - length - 1] {
                        length += 1
                    }
                    pieces.append(Span(line.end - length, line.end))
                    // A tab that a list consumed in part leaves spaces that stand nowhere in the file.
                    indents.append(text.count - length)
                    if behind == rest.endIndex { break }
                    rest = rest[(behind + 1)...]
                }
            }
            return SourceSlice(file: file, pieces: pieces, indents: indents)
        }
    }

    /// The content of a code span with its place in the file.
    ///
    /// cmark counts columns wrongly behind anything inline that goes on in the next line, so the spans of a block are
    /// looked for in its lines, one after the other. In a table `\|` stands for `|`; a line ending stands for a space.
    public func codeSpanSlice(_ node: Node) -> SourceSlice {
        codeSpans[node] ?? SourceSlice(file: file, joining: [(span: span(node), text: Array(literal(node).utf8))])
    }
}

// MARK: Changing the tree

extension Document {
    /// Puts HTML of ours in the place of a block, or of an inline node.
    public func replace(_ node: Node, with html: HTML) {
        listed = nil
        guard let made = html.isEmpty ? nil : makeRaw(html, likeBlock: isBlock(node)) else {
            remove(node)
            return
        }
        _ = cmark_node_replace(node.pointer, made)
    }

    /// Puts plain text in the place of an inline node: the only thing an image's description can hold.
    public func replace(_ node: Node, withText text: String) {
        listed = nil
        guard let made = make(CMARK_NODE_TEXT) else { return }
        set(cmark_node_set_literal, made, text)
        _ = cmark_node_replace(node.pointer, made)
    }

    /// Puts HTML of ours behind a block.
    public func insert(_ html: HTML, after node: Node) {
        listed = nil
        guard let made = makeRaw(html, likeBlock: true) else { return }
        _ = cmark_node_insert_after(node.pointer, made)
    }

    /// Takes a node and everything below it out of the document.
    public func remove(_ node: Node) {
        listed = nil
        cmark_node_unlink(node.pointer)
    }

    /// Changes where a link or image leads.
    public func setURL(_ node: Node, _ url: String) { set(cmark_node_set_url, node.pointer, url) }

    /// Changes the text of a text node.
    public func setLiteral(_ node: Node, _ text: String) { set(cmark_node_set_literal, node.pointer, text) }

    /// Puts a block between two pieces of HTML; the block itself stays.
    public func enclose(_ node: Node, in open: HTML, _ close: HTML) {
        listed = nil
        guard let made = makeCustom(CMARK_NODE_CUSTOM_BLOCK, open, close) else { return }
        guard cmark_node_insert_before(node.pointer, made) != 0 else { return }
        cmark_node_unlink(node.pointer)
        if cmark_node_append_child(made, node.pointer) == 0 { _ = cmark_node_insert_after(made, node.pointer) }
    }

    /// Puts two pieces of HTML in the place of a container, around its children.
    public func replaceShell(_ node: Node, with open: HTML, _ close: HTML) {
        listed = nil
        guard let made = makeCustom(CMARK_NODE_CUSTOM_BLOCK, open, close) else { return }
        guard cmark_node_insert_before(node.pointer, made) != 0 else { return }
        move(from: node.pointer, to: made)
        cmark_node_unlink(node.pointer)
    }

    func isBlock(_ node: Node) -> Bool {
        switch kind(node) {
        case .text, .softBreak, .lineBreak, .code, .htmlInline, .customInline, .emphasis, .strong, .link, .image,
            .footnoteReference, .strikethrough:
            false
        default: true
        }
    }

    /// A table cell takes no custom inline node, so inline HTML goes in as cmark's own kind of it.
    private func makeRaw(_ html: HTML, likeBlock isBlock: Bool) -> OpaquePointer? {
        if isBlock { return makeCustom(CMARK_NODE_CUSTOM_BLOCK, html, "") }
        guard let made = make(CMARK_NODE_HTML_INLINE) else { return nil }
        set(cmark_node_set_literal, made, html.text)
        return made
    }

    private func makeCustom(_ type: cmark_node_type, _ open: HTML, _ close: HTML) -> OpaquePointer? {
        guard let made = make(type) else { return nil }
        set(cmark_node_set_on_enter, made, open.text)
        set(cmark_node_set_on_exit, made, close.text)
        return made
    }

    private func make(_ type: cmark_node_type) -> OpaquePointer? {
        withMemory { cmark_node_new_with_mem(type, Self.allocator) }
    }

    private func set(
        _ change: (OpaquePointer?, UnsafePointer<CChar>?) -> Int32, _ node: OpaquePointer, _ text: String
    ) {
        _ = withMemory { text.withCString { change(node, $0) } }
    }
}

// MARK: Rendering

extension Document {
    /// The document as HTML.
    public func html() -> HTML { render(tree) }

    /// The inline content of a heading or paragraph as HTML, without the element itself.
    public func inlineHTML(_ node: Node) -> HTML {
        var out = TextWriter()
        writeInline(node, to: &out)
        return HTML(markup: out.text)
    }

    /// Writes that HTML behind other.
    public func writeInline(_ node: Node, to out: inout TextWriter) {
        let start = out.bytes.count
        var child = firstChild(node)
        while let current = child {
            // A cell or a heading is most often a text, which cmark would show as it is, or HTML of ours.
            let isWritten =
                switch current.kind {
                case .text: write(current, to: &out, unless: Self.isEscaped)
                case .htmlInline: write(current, to: &out) { _ in false }
                default: false
                }
            guard isWritten else {
                out.removeAll(from: start)
                out.write(renderInline(node).text)
                return
            }
            child = next(current)
        }
    }

    /// Writes the text of a node.
    /// - Returns: false when there is a byte in it that forbids it.
    private func write(_ node: Node, to out: inout TextWriter, unless isForbidden: (UInt8) -> Bool) -> Bool {
        withLiteral(node) { bytes in
            if bytes.contains(where: isForbidden) { return false }
            out.write(bytes[...])
            return true
        }
    }

    private func renderInline(_ node: Node) -> HTML {
        guard let shell = make(CMARK_NODE_CUSTOM_INLINE) else { return "" }
        move(from: node.pointer, to: shell)
        defer { move(from: shell, to: node.pointer) }
        return render(shell)
    }

    /// Whether cmark escapes a byte of a text.
    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "\"")
    }

    private func move(from: OpaquePointer, to: OpaquePointer) {
        while let child = cmark_node_first_child(from) {
            if cmark_node_append_child(to, child) == 0 { cmark_node_unlink(child) }
        }
    }

    private func render(_ pointer: OpaquePointer) -> HTML {
        // cmark walks the tree with an iterator of the document's.
        withMemory {
            let extensions = cmark_parser_get_syntax_extensions(parser)
            // A text that is needed for a moment is none of the document's.
            let allocator = cmark_get_default_mem_allocator()
            guard let text = cmark_render_html_with_mem(pointer, Self.options, extensions, allocator) else { return "" }
            defer { allocator?.pointee.free(text) }
            // Made of the file's text and of ours.
            let bytes = UnsafeBufferPointer(start: text, count: strlen(text))
            return HTML(markup: bytes.withMemoryRebound(to: UInt8.self) { String(known: $0.span) })
        }
    }
}
