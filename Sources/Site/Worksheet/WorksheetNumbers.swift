import Micrograd

/// Which numbers make a worksheet: those that can be worked by hand, and among them those that tell every typical mistake
/// from the right answer. A pupil who swaps two factors and has the right number all the same learns that swapping is
/// right. It knows passes, and nothing of pupils, seeds or pages.
enum WorksheetNumbers {
    /// Unknowns are whole, not zero, and no larger than this.
    static let range = 5
    /// No value and no gradient of a sheet is larger than this.
    static let largest = 60.0

    /// What an unknown may be, in order.
    static let choices = (-range...range).filter { $0 != 0 }.map(Double.init)

    /// Whether a hand can do it: no value is zero, and every value and gradient is written in full and is no larger than
    /// 60.
    static func isWorkable(_ pass: HandPass) -> Bool {
        func isWritten(_ number: Double) -> Bool {
            number.isFinite && number.magnitude <= largest && !FigureNumber(number).isRounded
        }
        return pass.graph.nodes.allSatisfy { $0.data != 0 && isWritten($0.data) }
            && asked(of: pass).allSatisfy { isWritten($0.gradient) }
    }

    /// The lines of a pass that a sheet asks for: a number without a name has no box of its own.
    static func asked(of pass: HandPass) -> [HandPass.Line] {
        pass.lines.filter { pass.graph.nodes[$0.place].op != .leaf || !pass.graph.nodes[$0.place].name.isEmpty }
    }

    /// Whether a wrong number tells which mistake was made: in every line, the right number and what comes of each mistake in
    /// its products and their sum are all different. What is no mistake where it stands is left out: at the root the
    /// upstream gradient is 1 and may be forgotten, and its factors swapped are what somebody writes who takes a value for
    /// a gradient; through a sum a gradient is handed on as it arrived.
    static func isDiscriminating(_ pass: HandPass) -> Bool {
        asked(of: pass).allSatisfy { line in
            let mistakes = Slip.Kind.allCases.flatMap { told($0, in: line, of: pass) }
            let all = [line.gradient] + mistakes + (handedOn(in: line, of: pass).map { [$0] } ?? [])
            return Set(all).count == all.count
        }
    }

    /// Whether some mistake, of whatever kind and in whichever line, gives the right number all the same.
    static func hidesMistake(_ pass: HandPass) -> Bool {
        asked(of: pass).contains { line in
            let upstreams = line.uses.map { pass.gradient(at: $0.user) }
            return pass.slips(in: line).contains { slip in
                if slip.kind == .missingUpstream, slip.uses.allSatisfy({ isRoot(line.uses[$0].user, of: pass) }) {
                    return false
                }
                return slip.number(upstreams: upstreams) == line.gradient
            }
        }
    }

    /// What comes of handing on the upstream gradients through a product as if it were a sum; nil where there are only sums.
    static func handedOn(in line: HandPass.Line, of pass: HandPass) -> Double? {
        var sum = 0.0
        var isMistake = false
        for use in line.uses {
            switch pass.graph.nodes[use.user].op {
            case .add, .sub, .neg: sum += use.amount
            default:
                sum += pass.gradient(at: use.user)
                isMistake = true
            }
        }
        return isMistake ? sum : nil
    }

    /// The numbers that a kind of mistake, made throughout a line, leads to.
    private static func told(_ kind: Slip.Kind, in line: HandPass.Line, of pass: HandPass) -> [Double] {
        let upstreams = line.uses.map { pass.gradient(at: $0.user) }
        let slips = pass.slips(in: line).filter { $0.kind == kind }
        func number(_ slip: Slip) -> Double { slip.number(upstreams: upstreams) }
        switch kind {
        case .value: return []
        case .overwritten:
            // Of `a + a` and `a * a` either contribution is the other one: to leave one out is one mistake, not two.
            let operations = Set(slips.flatMap { $0.uses.map { line.uses[$0].user } })
            let numbers = slips.map(number)
            return operations.count == 1 ? Array(Set(numbers)) : numbers
        case .sign: return slips.prefix(1).map(number)
        // Their first slip is the one that is made in every use.
        case .missingUpstream, .swappedFactor:
            return isBelowRoot(line, of: pass) ? [] : slips.prefix(1).map(number)
        }
    }

    /// Whether a line has to do with nothing but the root.
    private static func isBelowRoot(_ line: HandPass.Line, of pass: HandPass) -> Bool {
        line.uses.allSatisfy { isRoot($0.user, of: pass) }
    }

    private static func isRoot(_ place: Int, of pass: HandPass) -> Bool { place == pass.graph.nodes.count - 1 }
}
