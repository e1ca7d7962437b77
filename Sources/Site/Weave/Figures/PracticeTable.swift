import Markup
import Micrograd

/// A backward pass to be worked by the reader: the pass line by line, some gradients given with their products, the others
/// blank. It is complete on paper and without script, with its hints folded; what a script needs to judge answers stands
/// beside it as data, and no answer in the text.
struct PracticeTable {
    private let practice: PracticeRun
    private let text: HandPassText

    init(_ practice: PracticeRun) {
        self.practice = practice
        text = HandPassText(practice.pass)
    }

    var root: String { text.names[text.root] }

    /// The exercise, with the blanks of its first version.
    func exercise(caption: HTML) -> HTML {
        let blank = Set(practice.versions[0])
        return table(caption: caption) { index, line in
            blank.contains(index) ? nil : FigureNumber(line.gradient).html
        }
    }

    /// The same with nothing left blank.
    func key(caption: HTML) -> HTML {
        table(caption: caption) { _, line in FigureNumber(line.gradient).html }
    }

    private func table(caption: HTML, gradient: (Int, HandPass.Line) -> HTML?) -> HTML {
        let rows = practice.lines.enumerated().map { index, line -> HTML in
            let gradient = gradient(index, line)
            let hidden: HTML = gradient == nil ? " hidden" : ""
            let cell: HTML = gradient.map { "<td>\($0)</td>" } ?? "<td class=\"blank\"></td>"
            return """
                <tr><th scope="row">\(text.names.head(line.place))</th>\
                <td>\(FigureNumber(practice.pass.graph.nodes[line.place].data).html)</td>\
                <td>\(uses(of: line))<p class="work"\(hidden)>\(text.working(of: line))</p></td>\(cell)</tr>

                """
        }
        let root = text.root
        return """
            <table>
            <caption><span>\(caption)</span></caption>
            <thead>
            <tr><th scope="col">name</th><th scope="col">value</th><th scope="col">goes into</th>\
            <th scope="col">gradient</th></tr>
            </thead>
            <tbody>
            <tr class="seed"><th scope="row">\(text.names.head(root))</th>\
            <td>\(FigureNumber(practice.pass.graph.nodes[root].data).html)</td>\
            <td>the pass begins here: <code>\(text.gradient(root)) = 1</code></td>\
            <td>\(FigureNumber(1).html)</td></tr>
            \(rows.joined())</tbody>
            </table>
            """
    }

    private func uses(of line: HandPass.Line) -> HTML {
        text.users(of: line).map { user -> HTML in
            let times = line.uses.count { $0.user == user }
            let remark: HTML = times > 1 ? " <small>twice</small>" : ""
            return "<code>\(text.equation(user))</code>\(remark)"
        }.joined(separator: "<br>")
    }

    /// What a script brings to life: buttons to check, to clear and, where there are several versions, to choose one.
    var bar: HTML {
        let choices = practice.versions.count == 1 ? [] : practice.versions.map(\.count)
        let names =
            ["Check", "Clear"]
            + choices.map { count in
                count == practice.lines.count ? "All blank" : "\(count) blank\(count == 1 ? "" : "s")"
            }
        let buttons = names.map { name -> HTML in "<button type=\"button\">\(name)</button>" }
        return """
            <div class="bar" hidden>\(buttons.joined())<p role="status">Enter checks. \u{2212}4, 0.5, 1/3 and 8/\u{2212}2 are \
            all read.</p></div>

            """
    }

    /// Three hints for every number, one inside the other. Those for what the first version gives wait for a script.
    var hints: HTML {
        let blank = Set(practice.versions[0])
        let all = practice.lines.enumerated().map { index, line -> HTML in
            let hints = text.hints(of: line)
            let open: HTML = blank.contains(index) ? "<details>" : "<details hidden>"
            return """
                \(open)<summary>A hint for <code>\(text.gradient(line.place))</code></summary><p>\(hints[0])</p>\
                <details><summary>The rule</summary><p>\(hints[1])</p>\
                <details><summary>The numbers</summary><p>\(hints[2])</p></details></details></details>

                """
        }
        return "<div class=\"hints\">\n\(all.joined())</div>\n"
    }

    /// What a script judges answers by. The gradient of a number is the sum of its `uses`, each the cell whose gradient
    /// arrives there, or -1 for the root, with the local derivative. A slip is the number it leads to, which of the `words`
    /// tell it and the names in them; where it depends on the upstream gradients, a factor for each and what is added.
    /// Names are HTML.
    var data: JSON {
        let indices = Dictionary(
            practice.lines.enumerated().map { ($1.place, $0) }, uniquingKeysWith: { first, _ in first })
        var words: [String] = []
        let cells = practice.lines.map { line -> JSON in
            let slips = text.mistakes(in: line).flatMap { group in
                group.slips.map { slip -> JSON in
                    let told = text.words(slip, in: line)
                    if !words.contains(told.pattern) { words.append(told.pattern) }
                    var members: [JSON] = [
                        .number(group.number), .integer(words.firstIndex(of: told.pattern) ?? 0),
                        .array(told.names.map { .string(HTML(escaping: $0).text) }),
                    ]
                    if slip.factors.contains(where: { $0 != 0 }) {
                        members.append(.array(slip.factors.map { .number($0) }))
                        if slip.constant != 0 { members.append(.number(slip.constant)) }
                    }
                    return .array(members)
                }
            }
            let uses = line.uses.map { JSON.array([.integer(indices[$0.user] ?? -1), .number($0.local)]) }
            return .object([
                ("name", .string(HTML(escaping: text.name(line.place)).text)), ("gradient", .number(line.gradient)),
                ("uses", .array(uses)), ("slips", .array(slips)),
            ])
        }
        return .object([
            ("of", .string(HTML(escaping: text.derivative).text)),
            ("close", .array([.number(text.closeness.relative), .number(text.closeness.absolute)])),
            ("versions", .array(practice.versions.map { .array($0.map { .integer($0) }) })),
            ("words", .array(words.map { .string($0) })), ("cells", .array(cells)),
        ])
    }

    /// What each typical mistake leads to: for the key.
    func slips(caption: HTML) -> HTML {
        let groups = practice.lines.map { line -> HTML in
            let mistakes = text.mistakes(in: line)
            let rows = mistakes.enumerated().map { index, mistake -> HTML in
                let words = mistake.slips.map { text.words($0, in: line).text }.joined(separator: " Or: ")
                let head: HTML =
                    index > 0
                    ? ""
                    : "<th scope=\"rowgroup\" rowspan=\"\(mistakes.count)\">\(text.names.head(line.place))</th>"
                return """
                    <tr>\(head)<td>\(FigureNumber(mistake.number).html)</td>\
                    <td>\(HandPassText.html(words))</td></tr>

                    """
            }
            return rows.isEmpty ? "" : "<tbody>\n\(rows.joined())</tbody>\n"
        }
        return """
            <table>
            <caption><span>\(caption)</span></caption>
            <thead>
            <tr><th scope="col">name</th><th scope="col">if you have</th><th scope="col">what happened</th></tr>
            </thead>
            \(groups.joined())</table>
            """
    }
}
