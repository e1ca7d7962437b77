import Source

/// How an `output` fence becomes what its snippet prints: line by line, with as few lines changed as possible. A line `...`
/// stays where it is and stands for whatever lines then lie between its neighbours.
struct OutputRewrite {
    enum Step: Equatable {
        /// The claimed line stays: it is printed so, or it is a `...`.
        case keep
        case replace(String)
        case remove
        case insert(String)
    }

    /// One step for each claimed line, in order, with insertions between them.
    let steps: [Step]

    /// The largest table of lines against lines; beyond it, what lies between the first and the last difference is
    /// replaced as a whole.
    private static let limit = 4_000_000

    /// - Complexity: O(claimed × printed) lines.
    init(claimed: [String], printed: [String]) {
        var head = 0
        while head < min(claimed.count, printed.count), claimed[head] == printed[head], claimed[head] != "..." {
            head += 1
        }
        var tail = 0
        while tail < min(claimed.count, printed.count) - head,
            claimed[claimed.count - 1 - tail] == printed[printed.count - 1 - tail],
            claimed[claimed.count - 1 - tail] != "..."
        { tail += 1 }
        let inner = Array(claimed[head..<(claimed.count - tail)])
        let lines = Array(printed[head..<(printed.count - tail)])
        let middle =
            (inner.count + 1) * (lines.count + 1) <= Self.limit
            ? Self.aligned(inner, lines) : Self.replaced(inner, lines)
        steps = [Step](repeating: .keep, count: head) + middle + [Step](repeating: .keep, count: tail)
    }

    private static func replaced(_ claimed: [String], _ printed: [String]) -> [Step] {
        claimed.map { _ in .remove } + printed.map { .insert($0) }
    }

    /// The cheapest way from the claimed lines to lines that stand for the printed ones. Keeping costs nothing, anything
    /// else a line; of equally cheap ways the one that replaces is taken, then the one that removes.
    private static func aligned(_ claimed: [String], _ printed: [String]) -> [Step] {
        let width = printed.count + 1
        /// Of the rest of the claim and the rest of the print, from each place on.
        var costs = [Int32](repeating: 0, count: (claimed.count + 1) * width)
        for print in stride(from: printed.count - 1, through: 0, by: -1) {
            costs[claimed.count * width + print] = costs[claimed.count * width + print + 1] + 1
        }
        for claim in stride(from: claimed.count - 1, through: 0, by: -1) {
            for print in stride(from: printed.count, through: 0, by: -1) {
                let here = claim * width + print
                let below = here + width
                if claimed[claim] == "..." {
                    // It stands for no further line, or for one more.
                    costs[here] = print < printed.count ? min(costs[below], costs[here + 1]) : costs[below]
                    continue
                }
                var cost = costs[below] + 1
                if print < printed.count {
                    cost = min(cost, costs[here + 1] + 1)
                    cost = min(cost, costs[below + 1] + (claimed[claim] == printed[print] ? 0 : 1))
                }
                costs[here] = cost
            }
        }
        var steps: [Step] = []
        var claim = 0
        var print = 0
        while claim < claimed.count || print < printed.count {
            let here = claim * width + print
            if claim == claimed.count {
                steps.append(.insert(printed[print]))
                print += 1
                continue
            }
            let below = here + width
            if claimed[claim] == "..." {
                if costs[here] == costs[below] {
                    steps.append(.keep)
                    claim += 1
                } else {
                    print += 1
                }
                continue
            }
            if print < printed.count {
                let isSame = claimed[claim] == printed[print]
                if costs[here] == costs[below + 1] + (isSame ? 0 : 1) {
                    steps.append(isSame ? .keep : .replace(printed[print]))
                    claim += 1
                    print += 1
                    continue
                }
            }
            if costs[here] == costs[below] + 1 {
                steps.append(.remove)
                claim += 1
            } else {
                steps.append(.insert(printed[print]))
                print += 1
            }
        }
        return steps
    }
}

// MARK: In the file

extension OutputRewrite {
    /// The edits that make the steps in the file.
    /// - Parameters:
    ///   - claim: the fence.
    ///   - file: where it stands.
    func edits(of claim: OutputClaim, in file: SourceFile) -> [TextEdit] {
        let fence = file.lineIndex(at: claim.fence.start)
        let ending = Self.ending(of: fence, in: file)
        let indent = Self.indent(of: claim.fence, in: file)
        func written(_ text: String) -> [UInt8] {
            if !text.isEmpty { return indent + Array(text.utf8) }
            // Blanks at the end of an empty line help nobody.
            return Array(indent.reversed().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.reversed())
        }
        var edits: [TextEdit] = []
        var line = fence + 1
        for step in steps {
            let start = file.lineStarts[min(line, file.lineStarts.count - 1)]
            switch step {
            case .keep: line += 1
            case .replace(let text):
                edits.append(TextEdit(file.lineSpan(line), written(text)))
                line += 1
            case .remove:
                let end = line + 1 < file.lineStarts.count ? file.lineStarts[line + 1] : file.bytes.count
                edits.append(TextEdit(Span(start, end), []))
                line += 1
            case .insert(let text): edits.append(TextEdit(Span(start, start), written(text) + ending))
            }
        }
        return edits
    }

    private static func ending(of line: Int, in file: SourceFile) -> [UInt8] {
        let end = file.lineSpan(line).end
        return end < file.bytes.count && file.bytes[end] == UInt8(ascii: "\r")
            ? [UInt8(ascii: "\r"), UInt8(ascii: "\n")] : [UInt8(ascii: "\n")]
    }

    /// What lists and quotations put in front of the fence's lines: their marks `>`, and blanks for everything else.
    private static func indent(of fence: Span, in file: SourceFile) -> [UInt8] {
        let line = file.lineSpan(file.lineIndex(at: fence.start))
        var end = line.start
        while end < line.end, file.bytes[end] != UInt8(ascii: "`"), file.bytes[end] != UInt8(ascii: "~") { end += 1 }
        return file.bytes[line.start..<end].map { byte in
            byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\t") ? byte : UInt8(ascii: " ")
        }
    }
}
