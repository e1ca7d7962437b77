import Markup

/// The style sheet of the print sheet: lengths come from the layout, sizes of type from `TextFit`, whose estimates
/// assume just what is written here.
enum PrintStyle {
    /// Below a card's text, for its id and its lesson.
    private static let cornerHeight = 4_50

    /// The part of a card that its text may fill, from the card's own corner.
    static func textBox(_ layout: SheetLayout) -> Frame {
        Frame(
            x: SheetLayout.inset, y: SheetLayout.inset, width: layout.cardWidth - 2 * SheetLayout.inset,
            height: layout.cardHeight - 2 * SheetLayout.inset - cornerHeight)
    }

    static func css(for settings: PrintSettings) -> HTML {
        let layout = SheetLayout(paper: settings.paper, imposition: settings.imposition)
        let width = millimetres(layout.paper.width)
        let height = millimetres(layout.paper.height)
        let box = textBox(layout)
        // A style element holds no markup; what is put in here are our own numbers.
        return HTML(
            markup: """
                @page { size: \(width)mm \(height)mm; margin: 0; }
                * { box-sizing: border-box; }
                html { font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
                body { margin: 0; color: #000; background: #fff; line-height: \(TextFit.lineHeight); }
                .sheet { position: relative; width: \(width)mm; height: \(height)mm; overflow: hidden; break-after: page; break-inside: avoid; }
                .sheet:last-of-type { break-after: auto; }
                .fronts > h2, .backs h2, .test h2, .face h2 { position: absolute; left: \(millimetres(SheetLayout.margin + 3_00))mm; top: 4mm; margin: 0; font-size: 6.5pt; font-weight: normal; color: #666; }
                .face { position: absolute; inset: 0;\(face(settings)) }

                .card { position: absolute; width: \(millimetres(layout.cardWidth))mm; height: \(millimetres(layout.cardHeight))mm; }
                \(places(layout))
                .text { position: absolute; left: \(millimetres(box.x))mm; top: \(millimetres(box.y))mm; width: \(millimetres(box.width))mm; height: \(millimetres(box.height))mm; display: flex; flex-direction: column; justify-content: center; overflow-wrap: break-word; }
                .text > div > * { margin: 0; }
                .text > div > * + * { margin-top: \(TextFit.blockGap)em; }
                \(sizes)
                .corner { position: absolute; left: \(millimetres(box.x))mm; right: \(millimetres(box.x))mm; bottom: \(millimetres(SheetLayout.inset))mm; margin: 0; display: flex; justify-content: space-between; gap: 4mm; font-size: 6.5pt; line-height: 1.2; color: #666; }
                .corner span { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
                .corner span:first-child { flex: none; }
                .text ul, .text ol, .text blockquote { padding-left: \(TextFit.indent)em; margin-left: 0; }
                .text blockquote { border-left: 1.5pt solid #999; padding-left: calc(\(TextFit.indent)em - 1.5pt); }
                .text li > p { margin: 0; }
                code, pre { font-family: Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; font-size: \(TextFit.codeScale)em; }
                .text pre { white-space: pre-wrap; }
                pre code { font-size: inherit; }
                .text table { border-collapse: collapse; }
                .text th, .text td { padding: 0.1em 0.4em; border-bottom: 0.25pt solid #999; text-align: left; }
                .text img, .text svg { max-height: \(TextFit.imageHeight)em; max-width: 100%; }
                .text a { color: inherit; text-decoration: none; }
                math { font-family: "STIX Two Math", "Latin Modern Math", "Cambria Math", "Libertinus Math", "DejaVu Math TeX Gyre", math, serif; }
                mtd.l { text-align: -webkit-left; }
                mtd.r { text-align: -webkit-right; }
                mtd.j { padding-right: 0; }
                mtd.j + mtd { padding-left: 0; }
                mark { color: inherit; background: none; font-weight: bold; }
                .blank { font-weight: bold; white-space: nowrap; }

                .ticks { position: absolute; inset: 0; width: 100%; height: 100%; }
                .ticks path, .crosses path, .crosses circle { stroke: #000; stroke-width: 0.0882; fill: none; }
                .ticks .fold { stroke-dasharray: 1 0.6; }
                .crosses { position: absolute; inset: 0; width: 100%; height: 100%; }
                .crosses text { font-size: 4px; text-anchor: middle; }
                .note { position: absolute; left: \(millimetres(box.x))mm; right: \(millimetres(box.x))mm; top: calc(50% + 9mm); margin: 0; font-size: 7pt; line-height: 1.25; }

                .cover { padding: 30mm 28mm; font-size: 11pt; }
                .cover h1 { font-size: 26pt; line-height: 1.15; margin: 0 0 10mm; }
                .cover > h2 { font-size: 11pt; margin: 9mm 0 2mm; }
                .cover .setting { font-size: 13pt; padding: 4mm 5mm; border: 1pt solid #000; margin: 0 0 6mm; }
                .cover ol { padding-left: 5mm; }
                .cover ol li { margin-bottom: 2mm; }
                .lessons { list-style: none; padding: 0; margin: 0; }
                .lessons li { display: flex; gap: 4mm; border-bottom: 0.25pt solid #999; padding: 1mm 0; }
                .lessons .code { color: #555; }
                .lessons .count { margin-left: auto; }
                .ring, .dot { position: absolute; bottom: 24mm; width: 10mm; height: 10mm; }
                .ring { left: 28mm; fill: none; stroke: #000; stroke-width: 0.25; }
                .dot { right: 28mm; fill: #000; }

                @media screen {
                    body { background: #e4e2dc; padding: 8mm 0; }
                    main { width: max-content; margin: 0 auto; }
                    .sheet { background: #fff; margin: 0 4mm 8mm; box-shadow: 0 1px 4px #0005; }
                    .fronts .card, .backs .card { outline: 1px dotted #bbb; }
                }

                """)
    }

    /// What moves and turns a page of backs.
    private static func face(_ settings: PrintSettings) -> String {
        var steps: [String] = settings.imposition.turnsBacks ? ["rotate(180deg)"] : []
        if settings.offset != .none {
            steps.append("translate(\(millimetres(settings.offset.x))mm, \(millimetres(settings.offset.y))mm)")
        }
        return steps.isEmpty ? "" : " transform: \(steps.joined(separator: " "));"
    }

    private static func places(_ layout: SheetLayout) -> String {
        let imposition = layout.imposition
        let rows = (0..<imposition.rows).map { row in
            ".r\(row) { top: \(millimetres(layout.frame(of: .init(row: row, column: 0)).y))mm; }"
        }
        let columns = (0..<imposition.columns).map { column in
            ".c\(column) { left: \(millimetres(layout.frame(of: .init(row: 0, column: column)).x))mm; }"
        }
        return (rows + columns).joined(separator: " ")
    }

    private static var sizes: String {
        TextFit.sizes.enumerated().map { ".s\($0) .text { font-size: \($1)pt; }" }.joined(separator: " ")
    }
}
