import Markup
import Source

// Summaries of lessons as the cache keeps them.

extension Page.Link: Stored {
    func store(in writer: inout ByteWriter) {
        title.store(in: &writer)
        href.store(in: &writer)
        isCurrent.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(try HTML(from: &reader), try String(from: &reader), isCurrent: try Bool(from: &reader))
    }
}

extension Page.LessonEntry: Stored {
    func store(in writer: inout ByteWriter) {
        path.store(in: &writer)
        number.store(in: &writer)
        title.store(in: &writer)
        href.store(in: &writer)
        summary.store(in: &writer)
        minutes.store(in: &writer)
        practiceMinutes.store(in: &writer)
        difficulty.store(in: &writer)
        cardCount.store(in: &writer)
        pages.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            path: try String(from: &reader), number: try String(from: &reader), title: try HTML(from: &reader),
            href: try String(from: &reader), summary: try HTML?(from: &reader), minutes: try Int?(from: &reader),
            practiceMinutes: try Int?(from: &reader), difficulty: try String?(from: &reader),
            cardCount: try Int(from: &reader), pages: try [Page.Link](from: &reader))
    }
}

extension Page.CardEntry: Stored {
    func store(in writer: inout ByteWriter) {
        id.store(in: &writer)
        front.store(in: &writer)
        back.store(in: &writer)
        source.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            id: try String(from: &reader), front: try HTML(from: &reader), back: try HTML(from: &reader),
            source: try Page.Link(from: &reader))
    }
}

extension Page.LessonCards: Stored {
    func store(in writer: inout ByteWriter) {
        key.store(in: &writer)
        title.store(in: &writer)
        href.store(in: &writer)
        cards.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            key: try String(from: &reader), title: try HTML(from: &reader), href: try String(from: &reader),
            cards: try [Page.CardEntry](from: &reader))
    }
}

extension LessonSummary.Shown: Stored {
    func store(in writer: inout ByteWriter) {
        entry.store(in: &writer)
        title.store(in: &writer)
        summary.store(in: &writer)
        review.store(in: &writer)
        search.store(in: &writer)
        attached.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            entry: try Page.LessonEntry(from: &reader), title: try String(from: &reader),
            summary: try String?(from: &reader), review: try Page.LessonCards?(from: &reader),
            search: try [String](from: &reader), attached: try [String](from: &reader))
    }
}

extension LessonSummary: Stored {
    func store(in writer: inout ByteWriter) {
        path.store(in: &writer)
        findings.store(in: &writer)
        tally.store(in: &writer)
        externalLinks.store(in: &writer)
        shown.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self.init(
            path: try String(from: &reader), findings: try [Diagnostic](from: &reader), tally: try Tally(from: &reader),
            externalLinks: try [ExternalLink](from: &reader), shown: try Shown?(from: &reader))
    }
}
