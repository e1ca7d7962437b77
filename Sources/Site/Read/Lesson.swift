import Source

/// A lesson: a folder `NN-slug` of a track with its pages. What Read gives to Run.
final class Lesson {
    /// `TRACK/NN-slug`, which is also its folder below the content.
    let path: String
    /// The digits of the folder's name, as they are written.
    let number: String
    /// In the order of the family.
    let pages: [LessonPage]

    init(path: String, number: String, pages: [LessonPage]) {
        self.path = path
        self.number = number
        self.pages = pages
    }

    var name: String { String(path.split(separator: "/").last ?? "") }

    func page(_ kind: Page.Kind) -> LessonPage? { pages.first { $0.kind == kind } }

    /// The page whose front matter decides for the lesson: `brief.md` wins, then the family's order.
    func leading<Value>(_ get: (FrontMatter) -> Value?) -> (page: LessonPage, value: Value)? {
        for page in pages {
            if let value = get(page.matter) { return (page, value) }
        }
        return nil
    }

    /// The pages whose snippets run before those of a page, the earliest first; nil when they go in a circle.
    func predecessors(of page: LessonPage) -> [LessonPage]? {
        var found: [LessonPage] = []
        var current = page
        while let kind = current.matter.continues, let earlier = self.page(kind) {
            guard earlier !== page, !found.contains(where: { $0 === earlier }) else { return nil }
            found.insert(earlier, at: 0)
            current = earlier
        }
        return found
    }

    var isDraft: Bool { pages.contains { $0.matter.isDraft } }

    var cards: [CardSource] { pages.flatMap(\.cards) }
}
