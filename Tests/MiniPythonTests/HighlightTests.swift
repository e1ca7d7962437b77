import Source
import Testing

@testable import MiniPython

/// The colours of a snippet, as a text in which every piece is followed by the first letter of its kind.
struct HighlightTests {
    private func marked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var out = ""
        var end = 0
        func plain(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }
        for (span, kind) in Highlight.pieces(of: text) where kind != .operator && kind != .name {
            #expect(span.start >= end)
            out += plain(end, span.start) + "‹" + plain(span.start, span.end) + "›" + "\(kind)".prefix(1)
            end = span.end
        }
        return out + plain(end, bytes.count)
    }

    @Test(arguments: [
        ("x = 1.5  # half", "x = ‹1.5›n  ‹# half›c"),
        ("def f(a): return a", "‹def›k ‹f›d(a): ‹return›k a"),
        ("class Value(object): pass", "‹class›k ‹Value›d(‹object›b): ‹pass›k"),
        // What a dot stands in front of belongs to another, whatever its name.
        ("s = sum(x.sum)", "s = ‹sum›b(x.sum)"),
        ("@property\ndef f(self): pass", "‹@›d‹property›d\n‹def›k ‹f›d(self): ‹pass›k"),
        ("@f.setter\ndef f(self): pass", "‹@›d‹f›d‹.›d‹setter›d\n‹def›k ‹f›d(self): ‹pass›k"),
        ("a @ b", "a @ b"),
        ("print('#', \"a\")", "‹print›b(‹'#'›s, ‹\"a\"›s)"),
        // The expressions of an f-string are code, its text and specifications are not.
        ("f\"n {n:4.1f} t\"", "‹f\"n {›sn‹:4.1f} t\"›s"),
        ("f'{len(a)!r:>{w + 1}}'", "‹f'{›s‹len›b(a)‹!r:>{›sw + ‹1›n‹}}'›s"),
        ("f'{{x}} {y=}'", "‹f'{{x}} {›sy‹=}'›s"),
        ("f'{d[\"k\"]}'", "‹f'{›sd[‹\"k\"›s]‹}'›s"),
        ("rf'\\d{x if x else None}'", "‹rf'\\d{›sx ‹if›k x ‹else›k ‹None›k‹}'›s"),
        ("f''", "‹f''›s"),
        // Broken texts are coloured as far as they go, and never fail.
        ("f'{'", "‹f'{›s'"), ("f'{x:{'", "‹f'{›sx‹:{›s'"), ("f'}'", "‹f'}'›s"),
        ("x = 'open", "x = 'open"),
    ])
    func colours(_ text: String, _ expected: String) {
        #expect(marked(text) == expected)
        // What was run is not scanned again.
        let scan = Interpreter().run(SourceFile(path: "page.md", text: text).slice).scan
        #expect((scan == nil) == (text == "x = 'open"), "\(text)")
        guard let scan else { return }
        let (again, pieces) = (Highlight.pieces(of: scan), Highlight.pieces(of: text))
        #expect(again.map(\.span) == pieces.map(\.span) && again.map(\.kind) == pieces.map(\.kind))
    }
}
