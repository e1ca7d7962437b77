import Markup
import Micrograd

/// A worksheet as one HTML file to print: a page for each pupil, with the graph and the table of the pass to fill in, and
/// after all of them the keys. The file stands alone, without script or request. It writes down what the variants and the
/// names of the figure say, and computes nothing but the sums by which a pupil checks.
struct WorksheetPage {
    private let sheet: Worksheet
    private let paper: Paper

    init(_ sheet: Worksheet, paper: Paper) {
        self.sheet = sheet
        self.paper = paper
    }

    private var root: String { NodeNames(sheet.expression.graph)[sheet.expression.graph.nodes.count - 1] }

    /// Told only where some number goes into several operations.
    private var addition: HTML {
        sheet.variants.first.map { WorksheetNumbers.asked(of: $0.pass).contains { $0.uses.count > 1 } } == true
            ? "; <i>only</i>, what arrives by that way without the rest" : ""
    }

    var document: HTML {
        let sheets = sheet.variants.map { page($0) }.joined()
        let keys = sheet.variants.map { key($0) }.joined()
        return """
            <!doctype html>
            <html lang="\(sheet.language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(sheet.title): worksheet to print on \(paper.name)</title>
            <style>
            \(WorksheetStyle.css(for: paper))</style>
            </head>
            <body>
            <main>
            \(sheets)<section class="keys">
            <h1>Keys: the backward pass of <code>\(root)</code></h1>
            <p>\(sheet.title). Each gradient is local derivative × upstream gradient, written out. Beside it stand the numbers to \
            which a slip in that line alone leads: <i>swapped</i>, the number itself as factor in place of the other; <i>no \
            upstream</i>, the local derivative alone; <i>no local</i>, the upstream gradient alone\(addition); <i>sign</i>, the right \
            size; <i>value</i>, from the forward pass. None of them is the right number.</p>
            \(keys)</section>
            </main>
            </body>
            </html>

            """
    }

    // MARK: The sheet

    private func page(_ variant: Worksheet.Variant) -> HTML {
        let text = HandPassText(variant.pass)
        let code = variant.code.text
        return """
            <section class="sheet" aria-label="Sheet \(code)">
            <header>
            <h1>The backward pass of <code>\(root)</code>, by hand</h1>
            <p class="code"><span>Sheet</span> \(code)</p>
            </header>
            <p class="pupil"><span>Name</span><span>Date</span></p>
            <p class="task"><b>Forward:</b> work out each value and write it into its box. <b>Backward:</b> begin at <code>\(root)</code>, \
            whose gradient is 1, and go back through one operation after the other. A number’s gradient is <b>local derivative × \
            upstream gradient</b>; where it goes into more than one operation, what arrives is added.</p>
            <div class="drawing">
            \(drawing(variant))
            </div>
            \(table(variant, text))
            <p class="check"><b>Self-check.</b> Add up the table: all values together make <b>\(sums(variant).values)</b>, all \
            gradients <b>\(sums(variant).gradients)</b>.</p>
            <footer><span>\(sheet.title)</span><span>\(code)</span></footer>
            </section>

            """
    }

    private func drawing(_ variant: Worksheet.Variant) -> HTML {
        // A worksheet is made of few numbers, which are always drawn.
        (try? GraphDrawing(blank: GraphNumbers(variant.pass.graph, pass: nil)).html(id: "g\(variant.code.number)"))
            ?? ""
    }

    private func table(_ variant: Worksheet.Variant, _ text: HandPassText) -> HTML {
        let nodes = variant.pass.graph.nodes
        let rows = WorksheetNumbers.asked(of: variant.pass).map { line -> HTML in
            let users = text.users(of: line).map { user -> HTML in
                let twice: HTML = line.uses.count { $0.user == user } > 1 ? " <small>twice</small>" : ""
                return "<code>\(text.equation(user))</code>\(twice)"
            }
            let isGiven = nodes[line.place].op == .leaf
            return """
                <tr class="u\(min(line.uses.count, 4))"><th scope="row">\(text.names.head(line.place))</th>\
                <td>\(isGiven ? FigureNumber(nodes[line.place].data).html : "")</td>\
                <td>\(users.joined(separator: "<br>"))</td><td></td><td></td></tr>

                """
        }
        return """
            <table\(width(variant, text))>
            <thead>
            <tr><th scope="col">name</th><th scope="col">value</th><th scope="col">goes into</th>\
            <th scope="col">local derivative × upstream gradient</th><th scope="col">gradient</th></tr>
            </thead>
            <tbody>
            <tr><th scope="row">\(text.names.head(text.root))</th><td></td><td colspan="2">the pass begins here</td>\
            <td>\(FigureNumber(1).html)</td></tr>
            \(rows.joined())</tbody>
            </table>
            """
    }

    /// The class of a table whose names want more room than a letter or two, or so much that they are broken.
    private func width(_ variant: Worksheet.Variant, _ text: HandPassText) -> HTML {
        let places = WorksheetNumbers.asked(of: variant.pass).map { $0.place } + [text.root]
        let longest = places.map { text.name($0).count }.max() ?? 0
        return longest > 10 ? " class=\"long\"" : longest > 5 ? " class=\"words\"" : ""
    }

    /// What the numbers of the table add up to: a sum tells that something is wrong, and not where.
    private func sums(_ variant: Worksheet.Variant) -> (values: HTML, gradients: HTML) {
        let lines = WorksheetNumbers.asked(of: variant.pass)
        let nodes = variant.pass.graph.nodes
        let values = lines.reduce(nodes[nodes.count - 1].data) { $0 + nodes[$1.place].data }
        let gradients = lines.reduce(1) { $0 + $1.gradient }
        return (FigureNumber(values).html, FigureNumber(gradients).html)
    }

    // MARK: The key

    private func key(_ variant: Worksheet.Variant) -> HTML {
        let text = HandPassText(variant.pass)
        let nodes = variant.pass.graph.nodes
        let rows = WorksheetNumbers.asked(of: variant.pass).map { line -> HTML in
            """
            <tr><th scope="row">\(text.names.head(line.place))</th><td>\(FigureNumber(nodes[line.place].data).html)</td>\
            <td>\(text.working(of: line)) = <b>\(FigureNumber(line.gradient).html)</b></td>\
            <td>\(slips(in: line, text))</td></tr>

            """
        }
        return """
            <article aria-label="Key of sheet \(variant.code.text)">
            <h2>\(variant.code.text)</h2>
            <table\(width(variant, text))>
            <thead>
            <tr><th scope="col">name</th><th scope="col">value</th><th scope="col">gradient</th>\
            <th scope="col">likely slips</th></tr>
            </thead>
            <tbody>
            <tr><th scope="row">\(text.names.head(text.root))</th><td>\(FigureNumber(nodes[text.root].data).html)</td>\
            <td>the pass begins here: <b>\(FigureNumber(1).html)</b></td><td></td></tr>
            \(rows.joined())</tbody>
            </table>
            <p class="check">Self-check: values \(sums(variant).values), gradients \(sums(variant).gradients).</p>
            </article>

            """
    }

    /// The numbers that mistakes lead to, each once, with all that lead to it.
    private func slips(in line: HandPass.Line, _ text: HandPassText) -> HTML {
        var told: [(number: Double, words: [String])] = []
        func tell(_ number: Double, _ word: String) {
            if let known = told.firstIndex(where: { $0.number == number }) {
                if !told[known].words.contains(word) { told[known].words.append(word) }
            } else {
                told.append((number, [word]))
            }
        }
        for (number, slips) in text.mistakes(in: line) {
            for slip in slips { tell(number, Self.word(slip, in: line, text)) }
        }
        if let number = WorksheetNumbers.handedOn(in: line, of: text.pass), !text.isSame(number, line.gradient) {
            tell(number, "no local")
        }
        return told.map { number, words -> HTML in
            "<span><b>\(FigureNumber(number).html)</b> \(words.joined(separator: " or "))</span>"
        }.joined(separator: " ")
    }

    private static func word(_ slip: Slip, in line: HandPass.Line, _ text: HandPassText) -> String {
        let word =
            switch slip.kind {
            case .swappedFactor: "swapped"
            case .missingUpstream: "no upstream"
            case .overwritten: "only"
            case .sign: "sign"
            case .value: "value"
            }
        // Where a number has several uses, a mistake in one of them says in which.
        guard line.uses.count > 1, slip.uses.count == 1 else { return word }
        let user = line.uses[slip.uses[0]].user
        if slip.kind == .overwritten, text.users(of: line).count == 1 { return "only once" }
        return slip.kind == .overwritten ? "only \(text.name(user))" : "\(word) in \(text.name(user))"
    }
}
