/// The report for a terminal: page by page, what was and what is.
extension Impact {
    public var text: String {
        var text = ""
        for page in byPage {
            text += "\(page.source)\n"
            let width = min(page.changes.map { $0.entry.place.count }.max() ?? 0, 12)
            for change in page.changes { text += Self.lines(change, width) }
            text += "\n"
        }
        return text + summary + "\n"
    }

    private static func lines(_ change: Change, _ width: Int) -> String {
        let entry = change.entry
        let place = entry.place
        let margin = "  \(place)\(String(repeating: " ", count: max(0, width - place.count)))  "
        let detail = entry.detail.isEmpty ? "" : "  (\(entry.detail))"
        let indent = String(repeating: " ", count: margin.count + 2)
        switch (change.old, change.new) {
        case (let old?, let new?):
            if entry.role == .output || entry.type == "str" {
                return "\(margin)\(entry.label)\(detail)\n\(indent)- \(old.value)\n\(indent)+ \(new.value)\n"
            }
            let isSeen = old.shown ?? old.value != new.shown ?? new.value
            let seen =
                new.claim.map { ", claimed as \($0)" }
                ?? (isSeen ? "" : ", shown as \(new.shown ?? new.value) as before")
            return "\(margin)\(entry.label)\(detail)  \(old.value) → \(new.value)\(seen)\n"
        case (_, let new?): return "\(margin)\(entry.label)\(detail)  appeared: \(new.value)\n"
        default: return "\(margin)\(entry.label)\(detail)  disappeared: \(entry.value)\n"
        }
    }
}
