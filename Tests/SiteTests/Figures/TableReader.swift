import Markup

/// A table as a reader sees it: one string a cell, cells that span several rows or columns repeated in each.
struct TableReader {
    let caption: String
    let rows: [[String]]
    /// Whether every row fills every column once.
    let isComplete: Bool

    init(_ html: HTML) {
        var caption = ""
        var grid: [[String?]] = []
        var row = -1
        var isComplete = true
        var cell: (text: String, rows: Int, columns: Int)?
        for piece in html.text.split(separator: "<").dropFirst(html.text.hasPrefix("<") ? 0 : 1) {
            let tag = piece.prefix { $0 != ">" && $0 != " " }
            let attributes = piece.prefix { $0 != ">" }
            let text = String(piece.drop { $0 != ">" }.dropFirst())
            switch tag {
            case "tr":
                row += 1
                if grid.count <= row { grid.append([]) }
            case "caption": cell = ("", 0, 0)
            case "/caption":
                caption = cell?.text ?? ""
                cell = nil
            case "td", "th":
                cell = ("", Self.span("rowspan", attributes), Self.span("colspan", attributes))
            case "/td", "/th":
                guard let done = cell else { break }
                var column = 0
                while column < grid[row].count, grid[row][column] != nil { column += 1 }
                for below in row..<row + done.rows {
                    if grid.count <= below { grid.append([]) }
                    for place in column..<column + done.columns {
                        while grid[below].count <= place { grid[below].append(nil) }
                        isComplete = isComplete && grid[below][place] == nil
                        grid[below][place] = done.text
                    }
                }
                cell = nil
            default: break
            }
            cell?.text += text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                .replacing("\u{A0}", with: " ").replacing("&amp;", with: "&")
        }
        self.caption = caption
        rows = grid.map { $0.map { $0 ?? "" } }
        self.isComplete =
            isComplete && grid.count == row + 1
            && grid.allSatisfy { $0.count == grid[0].count && !$0.contains(nil) }
    }

    private static func span(_ name: String, _ attributes: Substring) -> Int {
        guard let range = attributes.firstRange(of: "\(name)=\"") else { return 1 }
        return Int(attributes[range.upperBound...].prefix { $0 != "\"" }) ?? 1
    }
}
