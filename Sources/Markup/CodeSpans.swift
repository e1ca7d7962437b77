import Source

/// Where the code spans of a document stand in its file. cmark counts lines and columns wrongly behind anything inline
/// that goes on in the next line, so the spans of a block are looked for in its own bytes, by CommonMark's rule for
/// backticks, one after the other.
extension Document {
    /// The paragraph, heading or table row that a node stands in.
    public func enclosingBlock(of node: Node) -> Node {
        var current = node
        while !isBlock(current) || kind(current) == .tableCell, let above = parent(current) { current = above }
        return current
    }

    /// - Complexity: O(bytes of the blocks that hold code spans), but for the bytes of what looks like a span and is none.
    func locateCodeSpans() -> [Node: SourceSlice] {
        let spans = nodes().filter { kind($0) == .code }
        var found = [Node: SourceSlice](minimumCapacity: spans.count)
        var block: Node?
        var cursor = 0
        var end = 0
        for node in spans {
            let parent = enclosingBlock(of: node)
            if parent != block {
                block = parent
                let whole = span(parent)
                cursor = file.lineStarts[file.lineIndex(at: whole.start)]
                end = file.lineSpan(file.lineIndex(at: max(whole.start, whole.end - 1))).end
                if kind(parent) == .tableRow || kind(parent) == .tableHeader {
                    end = file.lineSpan(file.lineIndex(at: whole.start)).end
                }
            }
            guard let (slice, behind) = withLiteral(node, { codeSpan($0, from: cursor, to: end) }) else { continue }
            found[node] = slice
            cursor = behind
        }
        return found
    }

    /// The next place where a text stands between backticks, with one space taken off both ends where both have one.
    /// - Returns: the text, and the offset behind its closing backticks.
    private func codeSpan(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> (slice: SourceSlice, behind: Int)? {
        let tick = UInt8(ascii: "`")
        let space = UInt8(ascii: " ")
        var opening = start
        while opening < end {
            guard file.bytes[opening] == tick else {
                // An escaped backtick opens nothing.
                opening += file.bytes[opening] == UInt8(ascii: "\\") ? 2 : 1
                continue
            }
            var content = opening
            while content < end, file.bytes[content] == tick { content += 1 }
            let length = content - opening
            for padding in 0...1 {
                let from = content + padding
                if padding == 1,
                    from > end || (file.bytes[content] != space && file.bytes[content] != UInt8(ascii: "\n"))
                {
                    continue
                }
                guard let (slice, behind) = match(text, at: from) else { continue }
                var closing = behind
                if padding == 1 {
                    guard closing < end, file.bytes[closing] == space || file.bytes[closing] == UInt8(ascii: "\n")
                    else {
                        continue
                    }
                    closing += 1
                }
                var ticks = 0
                while closing + ticks < file.bytes.count, file.bytes[closing + ticks] == tick { ticks += 1 }
                if ticks == length { return (slice, closing + ticks) }
            }
            opening = content
        }
        return nil
    }

    /// A text at a place of the file, and where it ends there.
    private func match(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> (slice: SourceSlice, end: Int)? {
        let bytes = file.bytes
        // Most stand in the file as they are.
        if start + text.count <= bytes.count, bytes[start..<start + text.count].elementsEqual(text) {
            let span = Span(start, start + text.count)
            return (SourceSlice(file: file, span: span), span.end)
        }
        var pieces: [(span: Span, text: [UInt8])] = []
        var pieceStart = start
        var piece: [UInt8] = []
        var offset = start
        func isEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
        for byte in text {
            guard offset < bytes.count else { return nil }
            if bytes[offset] == byte {
                piece.append(byte)
                offset += 1
            } else if byte == UInt8(ascii: "|"), bytes[offset] == UInt8(ascii: "\\"), offset + 1 < bytes.count,
                bytes[offset + 1] == byte
            {
                pieces.append((Span(pieceStart, offset), piece))
                piece = [byte]
                pieceStart = offset + 1
                offset += 2
            } else if byte == UInt8(ascii: " "), isEnd(bytes[offset]) {
                pieces.append((Span(pieceStart, offset), piece))
                pieceStart = offset
                piece = [byte]
                pieces.append((Span(pieceStart, offset + 1), piece))
                while offset < bytes.count, isEnd(bytes[offset]) { offset += 1 }
                // The next line may begin with what its list or quotation takes.
                while offset < bytes.count,
                    [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">")].contains(bytes[offset])
                {
                    offset += 1
                }
                pieceStart = offset
                piece = []
            } else {
                return nil
            }
        }
        pieces.append((Span(pieceStart, offset), piece))
        return (SourceSlice(file: file, joining: pieces), offset)
    }
}
