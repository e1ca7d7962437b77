import Markup

/// The answer to one practice figure, as the key page of its lesson shows it.
struct PracticeKey {
    /// On the key page.
    let id: String
    /// The page that the exercise stands on, and its id there.
    let page: Page.Kind
    let figure: String
    /// The name of the Value whose pass it is.
    let root: String
    let html: HTML

    init(_ practice: PracticeRun, page: Page.Kind, figure: String) {
        self.page = page
        self.figure = figure
        id = "\(page.rawValue)-\(figure)"
        root = PracticeTable(practice).root
        html = Figure.key(practice, id: "\(id)-key")
    }
}
