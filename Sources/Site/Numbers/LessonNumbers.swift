/// Every computed number of a lesson, page by page: the content of its `numbers.json`.
public struct LessonNumbers: Sendable, Hashable, Codable {
    /// The version of the file's form; readers refuse any other.
    public static let version = 1
    /// The file's name, in the folder of the lesson's pages.
    public static let fileName = "numbers.json"

    public struct Page: Sendable, Hashable, Codable {
        /// The built page, in the same folder.
        public var page: String
        /// The Markdown file it was made from.
        public var source: String
        /// In the order in which they are computed: down the page, its front matter last.
        public var numbers: [NumberEntry]
    }

    public var version = Self.version
    /// `TRACK/NN-slug`.
    public var lesson: String
    public var pages: [Page]

    init(lesson: String, pages: [Page]) {
        self.lesson = lesson
        self.pages = pages
    }

    /// The numbers of a lesson that was run and whose documents nobody has changed yet.
    init(_ run: LessonRun) {
        lesson = run.lesson.path
        pages = run.pages.map { page in
            let name = page.page.kind.rawValue
            return Page(page: "\(name).html", source: "\(name).md", numbers: PageNumbers(page).entries)
        }
    }
}
