/// GitHub's callouts: a quotation that begins with `[!NOTE]` and its like.
enum Callout: String, CaseIterable {
    case note = "NOTE"
    case tip = "TIP"
    case important = "IMPORTANT"
    case warning = "WARNING"
    case caution = "CAUTION"
}
