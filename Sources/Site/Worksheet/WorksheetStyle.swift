import Markup

/// The style sheet of a printed worksheet, in the site's type and in black on white alone: what a pencil fills in needs
/// no colour, and paper none of it. A sheet is as high as a page, so that none splits; a key moves to the next page whole.
enum WorksheetStyle {
    /// White around everything, in hundredths of a millimetre.
    private static let margin = 13_00

    static func css(for paper: Paper) -> HTML {
        let width = millimetres(paper.width)
        let height = millimetres(paper.height)
        let margin = millimetres(Self.margin)
        // Less than there is: what is a hair too high would take a page of its own.
        let inner = millimetres(paper.height - 2 * Self.margin - 1_00)
        let column = millimetres(paper.width - 2 * Self.margin)
        // A style element holds no markup; what is put in here are our own numbers.
        return HTML(
            markup: """
                @page { size: \(width)mm \(height)mm; margin: \(margin)mm; }
                * { box-sizing: border-box; }
                :root { --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", "Noto Serif", Cambria, Georgia, "DejaVu Serif", serif; --sans: "Avenir Next", Avenir, "Segoe UI Variable Text", "Segoe UI", "Helvetica Neue", "Noto Sans", Roboto, "DejaVu Sans", sans-serif; --mono: ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
                html { font: 9.5pt/1.45 var(--serif); }
                body { margin: 0; color: #000; background: #fff; }
                code { font-family: var(--mono); font-size: 0.9em; white-space: nowrap; }
                h1, h2, p { margin: 0; }
                h1 { font-size: 17pt; line-height: 1.2; font-weight: bold; }
                h1 code { font-size: 0.95em; }
                table { width: 100%; border-collapse: collapse; }
                th, td { text-align: left; vertical-align: middle; }
                thead th { font: bold 7.5pt/1.2 var(--sans); }

                .sheet { height: \(inner)mm; display: flex; flex-direction: column; overflow: hidden; break-after: page; break-inside: avoid; }
                .sheet header { display: flex; justify-content: space-between; align-items: baseline; gap: 6mm; padding-bottom: 2mm; border-bottom: 1.5pt solid #000; }
                .code { font: 13pt/1.2 var(--mono); white-space: nowrap; }
                .code span { font: 8pt/1 var(--sans); }
                .pupil { display: grid; grid-template-columns: 2fr 1fr; gap: 8mm; margin: 8mm 0 4mm; font: 8pt/1 var(--sans); }
                .pupil span { display: flex; align-items: flex-end; gap: 3mm; }
                .pupil span::after { content: ""; flex: 1; border-bottom: 0.5pt solid #000; }
                .drawing { flex: 1; min-height: 0; display: flex; align-items: center; justify-content: center; padding: 4mm 0; }
                .drawing svg { width: 100%; height: 100%; max-height: 92mm; }
                svg text { fill: #000; stroke: none; font: 10px var(--mono); text-anchor: middle; }
                svg .n text:not(.d, .g) { font-weight: bold; }
                svg path { stroke: #000; stroke-width: 0.8; }
                svg .n path { fill: #fff; }
                svg .n .root > path { stroke-width: 0.9; }

                .sheet table { border-bottom: 1pt solid #000; }
                .sheet thead th { height: 8mm; padding: 0 2mm; border-bottom: 1pt solid #000; vertical-align: bottom; padding-bottom: 1.5mm; }
                .sheet tbody th, .sheet tbody td { height: 9mm; padding: 0 2mm; border-top: 0.5pt solid #000; border-left: 0.5pt solid #000; }
                .sheet tbody tr:first-child > * { border-top: none; }
                .sheet tbody th { border-left: none; font: bold 10pt/1 var(--mono); width: 16mm; }
                .sheet .words tbody th { width: 27mm; }
                .sheet .long { table-layout: fixed; }
                .sheet .long thead th:first-child { width: 38mm; }
                .sheet .long tbody th { font-size: 8pt; line-height: 1.2; }
                .sheet :is(tbody th, td code) { overflow-wrap: anywhere; }
                .sheet tbody td { font: 9.5pt/1.3 var(--mono); }
                .sheet tbody td[colspan] { font: italic 9pt/1.3 var(--serif); }
                .sheet th:nth-child(2) { width: 22mm; }
                .sheet th:nth-child(3) { width: 42mm; }
                .sheet th:last-child { width: 26mm; }
                .sheet :is(.u2, .u3, .u4) td code { font-size: 8pt; line-height: 1; display: inline-block; }
                .sheet .u3 > * { height: 13.5mm; }
                .sheet .u4 > * { height: 18mm; }
                .sheet td code { font-size: 8.5pt; line-height: 1.3; }
                .sheet td small { font: 7pt var(--sans); }
                .sheet .long tbody td { padding-top: 0.5mm; padding-bottom: 0.5mm; }
                .sheet .long tbody td code { display: inline; white-space: normal; line-height: 1.2; }
                .check { margin-top: 3mm; }
                footer { display: flex; justify-content: space-between; gap: 6mm; margin-top: 4mm; padding-top: 1.5mm; border-top: 0.5pt solid #000; font: 7.5pt/1.3 var(--sans); }

                .keys > p { margin: 2mm 0 5mm; font-size: 8.5pt; }
                .keys > h1 { padding-bottom: 2mm; border-bottom: 1.5pt solid #000; }
                article { break-inside: avoid; padding-bottom: 6mm; }
                article h2 { font: bold 11pt/1.3 var(--mono); margin-bottom: 1mm; break-after: avoid; }
                article table { font-size: 8pt; line-height: 1.35; border-bottom: 0.75pt solid #000; }
                article tr { break-inside: avoid; }
                article th, article td { padding: 0.8mm 2mm 0.8mm 0; border-top: 0.25pt solid #000; vertical-align: baseline; }
                article thead th { font-size: 6.5pt; border-top: 0.75pt solid #000; }
                article tbody th { font: bold 8pt/1.35 var(--mono); width: 10mm; }
                article th:nth-child(2) { width: 13mm; }
                article td:nth-child(3) { white-space: nowrap; padding-right: 5mm; width: 1px; }
                article .long :is(tbody th, td:nth-child(3)) { white-space: normal; overflow-wrap: anywhere; width: 40mm; }
                article .long td:nth-child(3) { width: 80mm; }
                article td span { white-space: nowrap; margin-right: 2.5mm; font-size: 7.5pt; }
                article .check { margin-top: 1mm; font-size: 8pt; }

                @media screen {
                    main { max-width: \(column)mm; margin: 0 auto; padding: 8mm 4mm; }
                    .sheet { margin-bottom: 16mm; }
                }

                """)
    }
}
