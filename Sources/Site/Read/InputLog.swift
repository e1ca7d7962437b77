import Source
import Synchronization

/// Takes down everything that is asked of the content while one lesson is worked on, with the answer: what was made of the
/// lesson depends on nothing else that lies on the disk, or that other lessons say. Whoever keeps what was made asks the
/// same again later, and knows by the answers whether it still holds.
final class InputLog: Sendable {
    enum Question: Hashable, Sendable {
        /// What stands at a path below the content.
        case kind(String)
        /// The names in a folder below the content.
        case names(String)
        /// A file below the content.
        case file(String)
        /// A file below the folder that holds the content.
        case beside(String)
        /// What a link to a path below the content, with an anchor, leads to.
        case target(path: String, anchor: String?)
        /// Whether a file in the lesson's folder is linked to from another lesson.
        case linkedElsewhere(String)
    }

    enum Answer: Sendable {
        case kind(ContentFolder.Kind?)
        case names([String])
        case file(SourceFile?)
        /// The page's path in the output, nil for no page; and whether it has the anchor.
        case target(path: String?, hasAnchor: Bool)
        case linkedElsewhere(Bool)
    }

    private let state = Mutex<(order: [Question], answers: [Question: Answer])>(([], [:]))

    /// In the order in which they were first asked.
    var entries: [(question: Question, answer: Answer)] {
        state.withLock { state in state.order.compactMap { question in state.answers[question].map { (question, $0) } }
        }
    }

    /// The first answer stays: one lesson is made from one state of the disk.
    func note(_ question: Question, _ answer: Answer) {
        state.withLock { state in
            guard state.answers[question] == nil else { return }
            state.answers[question] = answer
            state.order.append(question)
        }
    }
}
