import Markup
import Micrograd

/// What the numbers of a graph are called in its figures. A label or variable name is kept; where several numbers bear
/// the same one, as in a loop, all are counted in forward order: `x#1`, `x#2` (a sign that no Python name holds). A
/// nameless result is called `v1`, `v2`, …; a nameless leaf, such as the 1 of `x + 1`, is shown as its number.
public struct NodeNames: Sendable {
    private enum Name: Sendable {
        case text(String)
        case number(FigureNumber)
    }

    /// In the order of the graph's nodes.
    private let names: [Name]

    public init(_ graph: RecordedGraph) {
        // Also of the names that are given here, which nobody bore before.
        var bearers = [String: Int](minimumCapacity: graph.nodes.count)
        for node in graph.nodes where !node.name.isEmpty { bearers[node.name, default: 0] += 1 }

        func firstFree(after count: inout Int, _ name: (Int) -> String) -> String {
            while true {
                count += 1
                let given = name(count)
                guard bearers[given] == nil else { continue }
                bearers[given] = 0
                return given
            }
        }

        var counted: [String: Int] = [:]
        var intermediates = 0
        names = graph.nodes.map { node in
            if !node.name.isEmpty {
                if bearers[node.name] == 1 { return .text(node.name) }
                return .text(firstFree(after: &counted[node.name, default: 0]) { "\(node.name)#\($0)" })
            }
            if node.op == .leaf { return .number(FigureNumber(node.data)) }
            return .text(firstFree(after: &intermediates) { "v\($0)" })
        }
    }

    /// The name as text to be read.
    public subscript(place: Int) -> String {
        switch names[place] {
        case .text(let name): name
        case .number(let number): number.shown
        }
    }

    /// The name in ASCII where the number in it is, for a terminal or a file.
    func written(_ place: Int) -> String {
        switch names[place] {
        case .text(let name): name
        case .number(let number): number.code
        }
    }

    /// The name in a head cell of a figure's table, which is set in the type of code.
    func head(_ place: Int) -> HTML {
        switch names[place] {
        case .text(let name): "\(name)"
        case .number(let number): number.html
        }
    }

    /// The name for a cell or a sentence.
    public func html(_ place: Int) -> HTML {
        switch names[place] {
        case .text(let name): "<code>\(name)</code>"
        case .number(let number): number.html
        }
    }

    /// The name as an operand of a Python expression, in brackets where it is not a single word.
    public func operand(_ place: Int) -> String {
        switch names[place] {
        case .text(let name): Self.isWord(name) ? name : "(\(name))"
        case .number(let number): number.code.hasPrefix("-") ? "(\(number.code))" : number.code
        }
    }

    private static func isWord(_ name: String) -> Bool {
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "#"), UInt8(ascii: "."):
                continue
            case 0..<0x80: return false
            default: continue
            }
        }
        return name.unicodeScalars.allSatisfy {
            $0.isASCII || $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    }
}
