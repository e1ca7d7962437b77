/// How much of a site was checked: what `verify` says when nothing is wrong.
struct Tally {
    /// Snippets that are shown and not run, each with its place and the author's reason.
    private var unrun: [String] = []
    private(set) var lessons = 0
    private(set) var snippets = 0
    private(set) var computed = 0
    private(set) var claims = 0
    private(set) var outputs = 0
    private(set) var figures = 0

    init(_ runs: [LessonRun]) {
        lessons = runs.count
        for page in runs.flatMap(\.pages) {
            var numbers = page.matter.all.flatMap(\.results)
            for (item, result) in zip(page.page.items, page.results) {
                switch (item.content, result) {
                case (.snippet, .snippet(.some)): snippets += 1
                case (.snippet(let snippet), _) where snippet.isStatic:
                    let place = page.page.file.position(at: snippet.fence.start)
                    unrun.append(
                        "\(page.page.file.path):\(place.line):\(place.column): not run: \(snippet.reason ?? "")")
                case (.output, _): outputs += 1
                case (_, .computed(let number)): numbers.append(number)
                case (_, .cards(let cards)): numbers += cards.flatMap { $0 }
                case (_, .figure(let figure)):
                    figures += 1
                    numbers += figure.caption?.results ?? []
                default: break
                }
            }
            for number in numbers.compactMap({ $0 }) {
                if number.span.claim == nil { computed += 1 } else { claims += 1 }
            }
        }
    }

    var text: String {
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        return unrun.map { $0 + "\n" }.joined() + """
            \(count(lessons, "lesson")) verified: \(count(snippets, "snippet")) run, \(count(outputs, "output")) and \
            \(count(claims, "claim")) hold, \(count(computed, "number")) and \(count(figures, "figure")) computed
            """
    }
}
