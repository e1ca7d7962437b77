import Markup

/// Text as XML 1.0 can hold it. HTML's escapes are XML's too; what differs are the control characters, which XML has no way
/// to write.
enum XML {
    static func escaped(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x10000...: kept.append(scalar)
            default: continue
            }
        }
        return HTML(escaping: String(kept)).text
    }
}
