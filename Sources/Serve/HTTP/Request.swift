/// The head of a request, as far as a preview looks at it.
struct Request {
    let method: String
    let target: String
    private let isOld: Bool
    private var fields: [String: String] = [:]

    /// Longer heads are nobody's browser.
    static let longest = 65_536

    /// - Parameter head: everything before the empty line.
    /// - Returns: nil for what is no head of a request.
    init?(_ head: [UInt8]) {
        guard let text = String(validating: head, as: UTF8.self) else { return nil }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\n" }
        let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, !words[0].isEmpty, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else { return nil }
        (method, target, isOld) = (String(words[0]), String(words[1]), words[2] == "HTTP/1.0")
        for line in lines.dropFirst() where !line.isEmpty {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, !line[..<colon].contains(" ") else {
                return nil
            }
            let name = line[..<colon].lowercased()
            // Two hosts are none: whoever looks at the other one would be let in by this one.
            if name == "host", fields[name] != nil { return nil }
            fields[name] = String(line[line.index(after: colon)...].trimming { $0 == " " || $0 == "\t" })
        }
    }

    subscript(name: String) -> String? { fields[name] }

    /// Whether something follows the head. A preview is only read, so it is not looked at, and the connection ends.
    var hasBody: Bool { fields["transfer-encoding"] != nil || fields["content-length"].map { $0 != "0" } ?? false }

    var keepsAlive: Bool {
        let words = (fields["connection"] ?? "").lowercased()
        return isOld ? words.contains("keep-alive") : !words.contains("close")
    }

    /// The value of a name behind the question mark; its letters need no escapes.
    func query(_ name: String) -> String? {
        guard let mark = target.firstIndex(of: "?") else { return nil }
        let pairs = target[target.index(after: mark)...].split(separator: "&")
        return pairs.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
    }
}

extension Substring {
    fileprivate func trimming(_ isSpace: (Character) -> Bool) -> Substring {
        var text = drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return text
    }
}
