import Foundation

/// The name of a track or lesson as a part of an address: a-z, 0-9 and `-` between them. It knows what a good name is and
/// what a bad one was meant to be, nothing of the disk.
enum Slug {
    static func isGood(_ name: some StringProtocol) -> Bool { !name.isEmpty && made(from: name) == name }

    /// The words of a text as a name: `Größer & Besser` becomes `grosser-besser`. Empty when nothing of it can be written so.
    static func made(from text: some StringProtocol) -> String {
        // Upper case first, which makes two letters of ß.
        let plain = text.uppercased().lowercased().folding(options: .diacriticInsensitive, locale: nil)
        return plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    }

    /// A name as a title: `picture-frame` becomes `Picture frame`. Empty when there is no letter or digit in it.
    static func title(_ name: some StringProtocol) -> String {
        let words = name.split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}

/// The name of a lesson's folder, `NN-slug`.
struct LessonName: Equatable {
    /// As written, with its zeros.
    let digits: String
    let slug: String

    var text: String { "\(digits)-\(slug)" }

    /// Nil for a name of any other form.
    init?(_ name: String) {
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        let rest = name.dropFirst(digits.count)
        guard !digits.isEmpty, rest.first == "-", rest.count > 1 else { return nil }
        self.digits = String(digits)
        slug = String(rest.dropFirst())
    }

    init(_ number: Int, width: Int, slug: String) {
        let digits = String(number)
        self.digits = String(repeating: "0", count: max(0, width - digits.count)) + digits
        self.slug = slug
    }

    /// Nil when it is beyond all counting.
    var number: Int? { Int(digits) }
}
