/// What a lesson asked of the rest of the site while it was made, and the answer as a digest.
struct SiteAnswer: Sendable, Equatable {
    enum Question: Sendable, Hashable {
        case target(path: String, anchor: String?)
        case linkedElsewhere(String)
    }

    let question: Question
    let answer: Digest

    init(question: Question, answer: Digest) {
        self.question = question
        self.answer = answer
    }

    /// Asks the site as it is now.
    init(_ question: Question, of site: SiteOutline) {
        self.question = question
        switch question {
        case .target(let path, let anchor):
            let page = site.page(path, anchor: anchor)
            answer = Self.digest(path: page?.output, hasAnchor: page?.hasAnchor ?? false)
        case .linkedElsewhere(let file): answer = Self.digest(site.isLinkedElsewhere(file))
        }
    }

    static func digest(path: String?, hasAnchor: Bool) -> Digest {
        var writer = ByteWriter()
        path.store(in: &writer)
        hasAnchor.store(in: &writer)
        return Digest(of: writer.bytes)
    }

    static func digest(_ isLinked: Bool) -> Digest { Digest(high: 0, low: isLinked ? 1 : 0) }
}

extension SiteAnswer: Stored {
    func store(in writer: inout ByteWriter) {
        switch question {
        case .target(let path, let anchor):
            writer.byte(0)
            path.store(in: &writer)
            anchor.store(in: &writer)
        case .linkedElsewhere(let file):
            writer.byte(1)
            file.store(in: &writer)
        }
        answer.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        switch try reader.byte() {
        case 0: question = .target(path: try String(from: &reader), anchor: try String?(from: &reader))
        case 1: question = .linkedElsewhere(try String(from: &reader))
        default: throw Unreadable()
        }
        answer = try Digest(from: &reader)
    }
}

extension SiteAnswer.Question {
    /// A change of the answer, in plain words.
    var change: String {
        switch self {
        case .target(let path, let anchor): "the link to \(path)\(anchor.map { "#" + $0 } ?? "") leads elsewhere"
        case .linkedElsewhere(let file): "other lessons now link, or no longer link, to \(file)"
        }
    }
}
