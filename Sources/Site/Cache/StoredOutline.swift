import Markup
import Source

// Outlines of lessons as the cache keeps them.

extension Page.Kind: Stored {}

extension HTML: Stored {
    func store(in writer: inout ByteWriter) { text.store(in: &writer) }

    init(from reader: inout ByteReader) throws(Unreadable) { self.init(markup: try String(from: &reader)) }
}

extension InlineOutline.Number: Stored {
    func store(in writer: inout ByteWriter) {
        html.store(in: &writer)
        text.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(html: try HTML(from: &reader), text: try String(from: &reader))
    }
}

extension InlineOutline: Stored {
    func store(in writer: inout ByteWriter) {
        text.store(in: &writer)
        numbers.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(text: try String(from: &reader), numbers: try [Number?](from: &reader))
    }
}

extension Formula.Key: Stored {
    func store(in writer: inout ByteWriter) {
        tex.store(in: &writer)
        isDisplay.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(try String(from: &reader), isDisplay: try Bool(from: &reader))
    }
}

extension LessonOutline.PageOutline: Stored {
    func store(in writer: inout ByteWriter) {
        kind.store(in: &writer)
        file.store(in: &writer)
        anchors.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            kind: try Page.Kind(from: &reader), file: try String(from: &reader), anchors: try [String](from: &reader))
    }
}

extension LessonOutline.CardPlace: Stored {
    func store(in writer: inout ByteWriter) {
        id.store(in: &writer)
        file.store(in: &writer)
        fence.store(in: &writer)
        span.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            id: try String(from: &reader), file: try String(from: &reader), fence: try Int(from: &reader),
            span: try Span(from: &reader))
    }
}

extension LessonOutline: Stored {
    func store(in writer: inout ByteWriter) {
        path.store(in: &writer)
        number.store(in: &writer)
        isDraft.store(in: &writer)
        pages.store(in: &writer)
        title.store(in: &writer)
        phase.store(in: &writer)
        date.store(in: &writer)
        hasCards.store(in: &writer)
        hasKeys.store(in: &writer)
        cards.store(in: &writer)
        formulas.store(in: &writer)
        linkedFiles.store(in: &writer)
        ledgerDeck.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            path: try String(from: &reader), number: try String(from: &reader), isDraft: try Bool(from: &reader),
            pages: try [PageOutline](from: &reader), title: try InlineOutline(from: &reader),
            phase: try Int?(from: &reader), date: try String?(from: &reader), hasCards: try Bool(from: &reader),
            hasKeys: try Bool(from: &reader), cards: try [CardPlace](from: &reader),
            formulas: try [Formula.Key](from: &reader), linkedFiles: try [String](from: &reader),
            ledgerDeck: try String?(from: &reader))
    }
}
