/// A size of paper, upright. Lengths in the whole of the print sheet are whole hundredths of a millimetre, so that a
/// front and its back are cut at the same place exactly and no number depends on how a machine rounds.
public enum Paper: String, Sendable, CaseIterable {
    case a4
    case letter

    public var width: Int { self == .a4 ? 210_00 : 215_90 }
    public var height: Int { self == .a4 ? 297_00 : 279_40 }
    public var name: String { self == .a4 ? "A4" : "Letter" }
}

/// A rectangle on a sheet, from its upper left corner, in hundredths of a millimetre.
public struct Frame: Sendable, Hashable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}
