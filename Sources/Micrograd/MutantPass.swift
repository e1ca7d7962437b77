/// The backward pass of an engine with a mistake in it. It is written for itself, plainly, so that the engine's own pass
/// has no place where a mistake could be let in.
extension Tape {
    /// A pass from `root` as this engine makes it, with every one of its steps written down, and gradients left as it
    /// leaves them.
    /// - Complexity: O(n log n) in the number of nodes.
    public func writtenBackward(from root: Node, by mutant: Mutant) -> BackwardPass {
        var pass = MutantPass(mutant, unfolded(reachable(from: root).map { $0.position }))
        let before = pass.numbers
        pass.run()
        keepGradients(of: pass.numbers)
        noteSwept(root)
        return BackwardPass(before, pass.numbers, pass.steps)
    }
}

private struct MutantPass {
    let mutant: Mutant
    var numbers: [PlainNumber]
    private(set) var steps: [BackwardPass.Step] = []

    init(_ mutant: Mutant, _ numbers: [PlainNumber]) {
        self.mutant = mutant
        self.numbers = numbers
    }

    mutating func run() {
        let root = numbers.count - 1
        if mutant == .passClears {
            for place in numbers.indices { numbers[place].grad = 0 }
        }
        numbers[root].grad = mutant == .passSeed ? numbers[root].data : 1
        for place in order() where numbers[place].op != .leaf { handOn(place) }
    }

    /// The places in the order of the pass.
    private func order() -> [Int] {
        switch mutant {
        case .passForward: return Array(numbers.indices)
        case .passUnsorted:
            // As they are met, breadth first.
            var order = [numbers.count - 1]
            var isMet = [Bool](repeating: false, count: numbers.count)
            isMet[numbers.count - 1] = true
            var next = 0
            while next < order.count {
                for input in numbers[order[next]].inputs where !isMet[input] {
                    isMet[input] = true
                    order.append(input)
                }
                next += 1
            }
            return order
        case .passRevisits:
            var uses = [Int](repeating: 0, count: numbers.count)
            uses[numbers.count - 1] = 1
            for number in numbers {
                for input in number.inputs { uses[input] = Swift.min(uses[input] + 1, 1000) }
            }
            return numbers.indices.reversed().flatMap { [Int](repeating: $0, count: uses[$0]) }
        default: return numbers.indices.reversed()
        }
    }

    private mutating func handOn(_ place: Int) {
        let number = numbers[place]
        let upstream = mutant == .passHandsValue ? number.data : number.grad
        let x = numbers[number.x].data
        let y = number.op.inputCount > 1 ? numbers[number.y].data : number.exponent
        let local = mutant.derivatives(number.op, x, y, number.data)
        let sent = mutant.contributions(number.op, x, y, number.data, upstream)
        steps.append(BackwardPass.Step(place: place, upstream: number.grad))
        send(sent.x, local.x, to: number.x)
        if number.op.inputCount > 1, !(mutant == .passOnce && number.x == number.y) {
            send(sent.y, local.y, to: number.y)
        }
    }

    private mutating func send(_ amount: Double, _ local: Double, to input: Int) {
        let sum = mutant == .passReplaces ? amount : numbers[input].grad + amount
        numbers[input].grad = sum
        steps[steps.count - 1].add(.init(input: input, local: local, amount: amount, sum: sum))
    }
}
