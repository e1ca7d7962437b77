/// How a PDF asks to be printed: on which sides, and at its true size. It is put at the end of the file as PDF has it for
/// changes, a new catalog and a table that points to it, so that nothing the browser wrote is moved.
struct PDFPreferences {
    enum Sides: String {
        case oneSided = "Simplex"
        case longEdge = "DuplexFlipLongEdge"
        case shortEdge = "DuplexFlipShortEdge"
    }

    let sides: Sides

    /// The file with these preferences; as it is, where it is not of the form that Chromium writes.
    func added(to pdf: [UInt8]) -> [UInt8] {
        guard let table = Self.last("startxref", in: pdf, before: pdf.count),
            let start = Self.number(in: pdf, at: table + 9),
            let trailer = Self.last("trailer", in: pdf, before: table),
            let root = Self.last("/Root ", in: pdf, before: table), root > trailer,
            let size = Self.last("/Size ", in: pdf, before: table), size > trailer,
            let count = Self.number(in: pdf, at: size + 6),
            let catalog = Self.number(in: pdf, at: root + 6),
            let object = Self.last("\n\(catalog) 0 obj", in: pdf, before: table),
            let open = Self.next("<<", in: pdf, from: object), let close = Self.next("endobj", in: pdf, from: open)
        else { return pdf }
        let wishes = Array("/Duplex /\(sides.rawValue)\n/PrintScaling /None\n".utf8)
        var members = Array(pdf[(open + 2)..<close])
        if let place = Self.next("/ViewerPreferences <<", in: members, from: 0) {
            members.insert(contentsOf: wishes, at: place + 21)
        } else {
            members.insert(contentsOf: Array("/ViewerPreferences <<".utf8) + wishes + Array(">>\n".utf8), at: 0)
        }
        var out = pdf
        if out.last != UInt8(ascii: "\n") { out.append(UInt8(ascii: "\n")) }
        let place = out.count
        out += Array("\(catalog) 0 obj\n<<".utf8) + members + Array("endobj\n".utf8)
        let tableStart = out.count
        let digits = String(place)
        let offset = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
        out += Array("xref\n\(catalog) 1\n\(offset) 00000 n \n".utf8)
        out += Array(
            "trailer\n<</Size \(count)\n/Root \(catalog) 0 R\n\(info(of: pdf, trailer, table))/Prev \(start)>>\n".utf8)
        out += Array("startxref\n\(tableStart)\n%%EOF\n".utf8)
        return out
    }

    /// The reference to what the file says of itself, which a new trailer repeats.
    private func info(of pdf: [UInt8], _ trailer: Int, _ end: Int) -> String {
        guard let place = Self.last("/Info ", in: pdf, before: end), place > trailer,
            let number = Self.number(in: pdf, at: place + 6)
        else { return "" }
        return "/Info \(number) 0 R\n"
    }

    private static func number(in bytes: [UInt8], at place: Int) -> Int? {
        let text = bytes[min(place, bytes.count)...].prefix(24).drop { $0 <= 32 }.prefix { 48...57 ~= $0 }
        return Int(String(decoding: text, as: UTF8.self))
    }

    private static func next(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count, start <= bytes.count - wanted.count else { return nil }
        return (start...(bytes.count - wanted.count)).first { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }

    private static func last(_ text: String, in bytes: [UInt8], before end: Int) -> Int? {
        let wanted = Array(text.utf8)
        guard end >= wanted.count else { return nil }
        return (0...(end - wanted.count)).reversed().first {
            bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
    }
}
