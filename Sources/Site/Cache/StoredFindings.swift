import Source

// Findings as the cache keeps them, with the lines that messages show: a warning is printed again, word for word, by a
// build that does not look into the lesson any more. What stands here is the form alone; each type says what it means.

extension Span: Stored {
    func store(in writer: inout ByteWriter) {
        start.store(in: &writer)
        end.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(try Int(from: &reader), try Int(from: &reader))
        // Places in files are counted from nothing, and added to each other.
        guard 0 <= start, start <= end, end < 1 << 40 else { throw Unreadable() }
    }
}

extension Diagnostic.Severity: Stored {
    func store(in writer: inout ByteWriter) { writer.byte(self == .error ? 1 : 0) }

    init(from reader: inout ByteReader) throws(Unreadable) { self = try Bool(from: &reader) ? .error : .warning }
}

extension Diagnostic.Location: Stored {
    func store(in writer: inout ByteWriter) {
        let lines = file.excerpt(of: span)
        lines.path.store(in: &writer)
        lines.firstOffset.store(in: &writer)
        lines.firstLine.store(in: &writer)
        writer.block(lines.bytes)
        span.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        let path = try String(from: &reader)
        let offset = try Int(from: &reader)
        let line = try Int(from: &reader)
        let bytes = try reader.block()
        guard 0...(1 << 40) ~= offset, 0...(1 << 40) ~= line else { throw Unreadable() }
        self.init(
            SourceFile(path: path, excerpt: bytes, firstOffset: offset, firstLine: line), try Span(from: &reader))
    }
}

extension Diagnostic.Note: Stored {
    func store(in writer: inout ByteWriter) {
        message.store(in: &writer)
        location.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(try String(from: &reader), at: try Diagnostic.Location?(from: &reader))
    }
}

extension Diagnostic.FixIt: Stored {
    func store(in writer: inout ByteWriter) {
        message.store(in: &writer)
        location.store(in: &writer)
        replacement.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            try String(from: &reader), replacing: try Diagnostic.Location(from: &reader),
            with: try String(from: &reader))
    }
}

extension Diagnostic: Stored {
    func store(in writer: inout ByteWriter) {
        id.store(in: &writer)
        message.store(in: &writer)
        location.store(in: &writer)
        severity.store(in: &writer)
        notes.store(in: &writer)
        fixIts.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        let id = try String(from: &reader)
        let message = try String(from: &reader)
        let location = try Location(from: &reader)
        self.init(
            id, message, at: location.file, location.span, severity: try Severity(from: &reader),
            notes: try [Note](from: &reader), fixIts: try [FixIt](from: &reader))
    }
}

extension ExternalLink: Stored {
    func store(in writer: inout ByteWriter) {
        url.store(in: &writer)
        location.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(url: try String(from: &reader), location: try Diagnostic.Location(from: &reader))
    }
}
