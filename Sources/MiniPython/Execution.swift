import Micrograd

/// The loop that executes code. One function over one closed set of instructions, because that is what is fast; what
/// takes more than a few lines is a function in the file of its subject. Calls of Python functions push a frame and go
/// on in the same loop, so that no program's recursion uses native stack.
extension Machine {
    /// What the loop keeps at hand of the youngest frame.
    private struct Window {
        var next: UnsafeMutablePointer<Instruction>
        var start: UnsafeMutablePointer<Instruction>
        var registers: UnsafeMutablePointer<PyValue>
        var constants: UnsafeMutablePointer<PyValue>
        var sites: UnsafeMutablePointer<AttributeSite>
        var frame: UnsafeMutablePointer<Frame>
        /// How many frames there were when this was looked at.
        var depth: Int

        @inline(__always) init(_ machine: Machine) {
            depth = machine.frameCount
            frame = machine.frames + (machine.frameCount - 1)
            let code = frame.pointee.codeReference
            start = code._withUnsafeGuaranteedRef { $0.instructions }
            next = start + frame.pointee.pc
            registers = machine.stack + frame.pointee.base
            constants = code._withUnsafeGuaranteedRef { $0.constants }
            sites = code._withUnsafeGuaranteedRef { $0.sites }
        }

        /// So that others know where the program is: for origins, traces and the way back.
        @inline(__always) func save() { frame.pointee.pc = next - start }

        /// After something that may have called: the stacks may have moved, and there may be another frame on top.
        @inline(__always) mutating func refresh(_ machine: Machine) {
            if machine.frameCount == depth {
                frame = machine.frames + (depth - 1)
                registers = machine.stack + frame.pointee.base
            } else {
                self = Window(machine)
            }
        }

        /// The instance in a register, not counted: what is done with it must be over before the register changes.
        @inline(__always) func peekInstance(_ register: Int) -> Unmanaged<PyInstance>? {
            (registers + register).peekedInstance
        }

        /// The same, of an instance in a cell.
        @inline(__always) func peekInstance(in cell: Unmanaged<PyCell>) -> Unmanaged<PyInstance>? {
            cell._withUnsafeGuaranteedRef { withUnsafeMutablePointer(to: &$0.content) { $0.peekedInstance } }
        }

        /// The same, of a list.
        @inline(__always) func peekList(_ register: Int) -> Unmanaged<PyList>? {
            (registers + register).peeked(.list, PyList.self)
        }

        /// The same, of a cell.
        @inline(__always) func peekCell(_ register: Int) -> Unmanaged<PyCell>? {
            (registers + register).peeked(.cell, PyCell.self)
        }

        /// The function in a register if it has so many plain parameters: then nothing has to be bound. Not counted.
        @inline(__always) func peekPlain(_ register: Int, _ count: Int) -> Unmanaged<PyFunction>? {
            guard let object = (registers + register).peekedCallable,
                object._withUnsafeGuaranteedRef({ $0.kind }) == .function
            else { return nil }
            let function = Unmanaged<PyFunction>.fromOpaque(object.toOpaque())
            return function._withUnsafeGuaranteedRef({ $0.plainCount }) == count ? function : nil
        }

        /// The class in a register, not counted.
        @inline(__always) func peekType(_ register: Int) -> Unmanaged<PyType>? {
            guard let object = (registers + register).peekedCallable,
                object._withUnsafeGuaranteedRef({ $0.kind }) == .type
            else { return nil }
            return .fromOpaque(object.toOpaque())
        }

        /// Before a call that is not plain: what is in the register is counted like any other value.
        @inline(__always) func countCallee(_ register: Int) {
            if case .callee(let callee) = registers[register] {
                (registers + register).initialize(to: .object(callee.takeUnretainedValue()))
            }
        }

        /// The captured cell, not counted.
        @inline(__always) func peekFree(_ index: Int) -> Unmanaged<PyCell>? {
            captured(index)?.peeked(.cell, PyCell.self)
        }

        /// Where the function under way keeps what it captured.
        @inline(__always) func captured(_ index: Int) -> UnsafeMutablePointer<PyValue>? {
            frame.pointee.closure.map { $0 + index }
        }

        /// What the registers hold, moved out of them.
        @inline(__always) func take(_ count: Int, from register: Int) -> [PyValue] {
            if count == 0 { return [] }
            let start = registers + register
            let items = [PyValue](unsafeUninitializedCapacity: count) { buffer, taken in
                buffer.baseAddress?.moveInitialize(from: start, count: count)
                taken = count
            }
            start.initialize(repeating: .undefined, count: count)
            return items
        }

        /// Stores what is no object, or an object that is handed over.
        @inline(__always) func put(_ register: Int, _ value: consuming PyValue) { (registers + register).take(value) }
    }

    /// Runs a snippet, or an expression, whose code was compiled as a module's.
    func runModule(_ code: Code) throws(Fault) -> PyValue {
        try push(code, base: top, onReturn: .leave)
        return try execute()
    }

    /// Executes the youngest frame, and those it calls, until it returns.
    func execute() throws(Fault) -> PyValue {
        try descendOrPop()
        defer { ascend() }
        let floor = frameCount - 1
        while true {
            do throws(Fault) {
                return try loop()
            } catch {
                try unwind(error, floor)
            }
        }
    }

    private func descendOrPop() throws(Fault) {
        do throws(Fault) {
            try descend()
        } catch {
            ascend()
            pop()
            throw error
        }
    }

    /// Continues at the nearest handler of a fault, giving up the frames on the way to it.
    private func unwind(_ thrown: Fault, _ floor: Int) throws(Fault) {
        var fault = thrown
        while true {
            let frame = frames + (frameCount - 1)
            let code = frame.pointee.code
            let instruction = max(0, frame.pointee.pc - 1)
            let point = TracePoint(code: code, instruction: instruction)
            switch fault {
            case .raised(let exception):
                // Raised again, it has been here already.
                if !exception.isRaisedAgain { exception.trace.append(point) }
                exception.isRaisedAgain = false
                if let handler = code.handlers.first(where: { $0.start <= instruction && instruction < $0.end }) {
                    (stack + (frame.pointee.base + handler.register)).take(.object(exception))
                    // What was being worked out when it failed is nobody's any more.
                    for register in handler.register + 1..<max(handler.register + 1, code.registerCount) {
                        (stack + (frame.pointee.base + register)).drop()
                    }
                    frame.pointee.pc = handler.target
                    return
                }
                if let generator = frame.pointee.generator {
                    generator.state = .finished
                    // Inside a generator StopIteration would end somebody else's loop.
                    if exception.type.isSubtype(of: types.stopIteration) {
                        // Its traceback begins with whoever asked for the next item.
                        fault = .raised(
                            PyException(types.runtimeError, args: [.text("generator raised StopIteration")]))
                    }
                }
            case .refused(let refusal):
                refusal.trace.append(point)
                frame.pointee.generator?.state = .finished
            }
            let isLast = frameCount - 1 == floor
            pop()
            if isLast { throw fault }
        }
    }

    /// Executes instructions until the frame that `execute` began with returns, or something fails.
    private func loop() throws(Fault) -> PyValue {
        let fuel = fuel
        var w = Window(self)
        do throws(Fault) {
            return try loop(&w, fuel)
        } catch {
            // The frames may have moved since, and what failed may have ended the frame already.
            if frameCount == w.depth { frames[frameCount - 1].pc = w.next - w.start }
            throw error
        }
    }

    @inline(__always)
    private func loop(_ w: inout Window, _ fuel: UnsafeMutablePointer<Int>) throws(Fault) -> PyValue {
        while true {
            fuel.pointee &-= 1
            if fuel.pointee < 0 { try refuel() }
            let i = w.next.pointee
            w.next += 1
            let a = Int(i.a)
            let b = Int(i.b)
            let c = Int(i.c)
            switch i.op {
            // MARK: Variables
            case .move: (w.registers + a).copy(w.registers + b)
            case .constant: (w.registers + a).copy(w.constants + b)
            case .loadGlobal:
                if case .undefined = globals[b] {
                    w.put(a, try builtin(slot: b))
                } else {
                    (w.registers + a).copy(globals + b)
                }
            case .loadCallee:
                let place = globals[b].isUndefined ? builtins : globals
                if let callee = (place + b).peekedCallee {
                    w.put(a, .callee(callee))
                    continue
                }
                let value = globals[b]
                w.put(a, value.isUndefined ? try builtin(slot: b) : value)
            case .storeGlobal:
                if isPure { throw impure() }
                if (globals + a).peekedCallee != nil { retire(globals[a]) }
                (globals + a).copy(w.registers + b)
            case .storeNotedGlobal:
                if isPure { throw impure() }
                if (globals + a).peekedCallee != nil { retire(globals[a]) }
                (globals + a).copy(w.registers + b)
                noteBinding(of: a, w.frame.pointee.code.originBase + (w.next - w.start) - 1)
            case .deleteGlobal:
                if isPure { throw impure() }
                if globals[a].isUndefined { throw nameError(symbols[globalNames[a]]) }
                retire(globals[a])
                globals[a] = .undefined
            case .makeCell:
                let hides = (w.registers + a).peeked?._withUnsafeGuaranteedRef { $0.hidesOthers } ?? false
                let cell = PyCell((w.registers + a).move())
                (w.registers + a).initialize(to: .object(cell))
                cell.epoch = epoch
                if hides { register(cell) }
            case .loadCell:
                guard let cell = w.peekCell(b), !cell._withUnsafeGuaranteedRef({ $0.place.isUndefined }) else {
                    let name = symbols[w.frame.pointee.code.registerNames[b]]
                    throw i.n & 1 == 1 ? unboundFree(name) : unbound(name)
                }
                if i.n & Instruction.isCallee != 0,
                    let callee = cell._withUnsafeGuaranteedRef({ $0.peekedCallee })
                {
                    w.put(a, .callee(callee))
                    continue
                }
                (w.registers + a).copy(cell._withUnsafeGuaranteedRef { $0.place })
            case .storeCell:
                if let cell = w.peekCell(a) {
                    if isPure { try guardMutation(cell.takeUnretainedValue()) }
                    store(w.registers + b, in: cell)
                }
            case .deleteCell:
                guard let cell = w.registers[a].object?.cell, !cell.content.isUndefined else {
                    throw unbound(symbols[w.frame.pointee.code.registerNames[a]])
                }
                try guardMutation(cell)
                retire(cell.content)
                cell.content = .undefined
            case .loadFree:
                guard let cell = w.peekFree(b), !cell._withUnsafeGuaranteedRef({ $0.place.isUndefined }) else {
                    throw unboundFree(symbols[w.frame.pointee.code.freeNames[b]])
                }
                if i.n & Instruction.isCallee != 0,
                    let callee = cell._withUnsafeGuaranteedRef({ $0.peekedCallee })
                {
                    w.put(a, .callee(callee))
                    continue
                }
                (w.registers + a).copy(cell._withUnsafeGuaranteedRef { $0.place })
            case .storeFree:
                if let cell = w.peekFree(a) {
                    if isPure { try guardMutation(cell.takeUnretainedValue()) }
                    store(w.registers + b, in: cell)
                }
            case .deleteFree:
                guard let cell = w.captured(a)?.pointee.object?.cell, !cell.content.isUndefined else {
                    throw unboundFree(symbols[w.frame.pointee.code.freeNames[a]])
                }
                try guardMutation(cell)
                retire(cell.content)
                cell.content = .undefined
            case .loadKept:
                guard let value = w.captured(b), !value.isUndefined else {
                    throw unboundFree(symbols[w.frame.pointee.code.freeNames[b]])
                }
                if i.n & Instruction.isCallee != 0, let callee = value.peekedCallee {
                    w.put(a, .callee(callee))
                    continue
                }
                (w.registers + a).copy(value)
            case .check:
                if w.registers[a].isUndefined {
                    let name = symbols[w.frame.pointee.code.registerNames[a]]
                    throw i.n == 1 ? unboundFree(name) : unbound(name)
                }
            case .deleteLocal: (w.registers + a).drop()
            case .loadClassName:
                let symbol = w.frame.pointee.code.symbols[b]
                if let value = w.frame.pointee.classObject?.own(symbol) {
                    w.put(a, value)
                } else {
                    let value = globals[c]
                    w.put(a, value.isUndefined ? try builtin(slot: c) : value)
                }
            case .storeClassName:
                try defineInClass(w.frame.pointee.code.symbols[a], w.registers[b], w.frame.pointee.classObject)
            case .deleteClassName:
                let symbol = w.frame.pointee.code.symbols[a]
                if let old = w.frame.pointee.classObject?.own(symbol) { retire(old) }
                if w.frame.pointee.classObject?.removeOwn(symbol) != true { throw nameError(symbols[symbol]) }
            case .suggestName:
                if let node = (w.registers + a).peeked(.value, PyNode.self)?._withUnsafeGuaranteedRef({ $0.node }),
                    !isPure || node.position >= pureMark
                {
                    tape.suggestName(node, symbols[w.frame.pointee.code.symbols[b]])
                }

            // MARK: Operators
            case .add:
                if case .float(let x) = w.registers[b], case .float(let y) = w.registers[c] {
                    w.put(a, .float(x + y))
                    continue
                }
                if case .int(let x) = w.registers[b], case .int(let y) = w.registers[c] {
                    let (sum, overflow) = x.addingReportingOverflow(y)
                    if overflow { throw .unsupported(Fault.integerTooLarge) }
                    w.put(a, .int(sum))
                    continue
                }
                w.save()
                try operate(.add, w.registers + b, w.registers + c, a)
                w.refresh(self)
            case .sub:
                if case .float(let x) = w.registers[b], case .float(let y) = w.registers[c] {
                    w.put(a, .float(x - y))
                    continue
                }
                if case .int(let x) = w.registers[b], case .int(let y) = w.registers[c] {
                    let (difference, overflow) = x.subtractingReportingOverflow(y)
                    if overflow { throw .unsupported(Fault.integerTooLarge) }
                    w.put(a, .int(difference))
                    continue
                }
                w.save()
                try operate(.sub, w.registers + b, w.registers + c, a)
                w.refresh(self)
            case .mul:
                if case .float(let x) = w.registers[b], case .float(let y) = w.registers[c] {
                    w.put(a, .float(x * y))
                    continue
                }
                if case .int(let x) = w.registers[b], case .int(let y) = w.registers[c] {
                    let (product, overflow) = x.multipliedReportingOverflow(by: y)
                    if overflow { throw .unsupported(Fault.integerTooLarge) }
                    w.put(a, .int(product))
                    continue
                }
                w.save()
                try operate(.mul, w.registers + b, w.registers + c, a)
                w.refresh(self)
            case .div:
                if case .float(let x) = w.registers[b], case .float(let y) = w.registers[c], y != 0 {
                    w.put(a, .float(x / y))
                    continue
                }
                w.save()
                try operate(.div, w.registers + b, w.registers + c, a)
                w.refresh(self)
            case .addSmall:
                let y = Instruction.number(in: i.c)
                if case .int(let x) = w.registers[b] {
                    let (sum, overflow) = x.addingReportingOverflow(y)
                    if overflow { throw .unsupported(Fault.integerTooLarge) }
                    w.put(a, .int(sum))
                    continue
                }
                if case .float(let x) = w.registers[b] {
                    w.put(a, .float(x + Double(y)))
                    continue
                }
                w.save()
                try operate(.add, w.registers[b], .int(y), a)
                w.refresh(self)
            case .subSmall:
                let y = Instruction.number(in: i.c)
                if case .int(let x) = w.registers[b] {
                    let (difference, overflow) = x.subtractingReportingOverflow(y)
                    if overflow { throw .unsupported(Fault.integerTooLarge) }
                    w.put(a, .int(difference))
                    continue
                }
                if case .float(let x) = w.registers[b] {
                    w.put(a, .float(x - Double(y)))
                    continue
                }
                w.save()
                try operate(.sub, w.registers[b], .int(y), a)
                w.refresh(self)
            case .mulSmall:
                let y = Instruction.number(in: i.c)
                if case .int(let x) = w.registers[b] {
                    let (product, overflow) = x.multipliedReportingOverflow(by: y)
                    if overflow { throw .unsupported(Fault.integerTooLarge) }
                    w.put(a, .int(product))
                    continue
                }
                if case .float(let x) = w.registers[b] {
                    w.put(a, .float(x * Double(y)))
                    continue
                }
                w.save()
                try operate(.mul, w.registers[b], .int(y), a)
                w.refresh(self)
            case .modSmall:
                let y = Instruction.number(in: i.c)
                if case .int(let x) = w.registers[b], y > 0 {
                    // Python's remainder has the divisor's sign.
                    w.put(a, .int(Self.remainder(x, y)))
                    continue
                }
                w.save()
                try operate(.mod, w.registers[b], .int(y), a)
                w.refresh(self)
            case .inPlaceSmall:
                let y = Instruction.number(in: i.c)
                if case .int(let x) = w.registers[b] {
                    if i.n == BinaryOperator.add.rawValue {
                        let (sum, overflow) = x.addingReportingOverflow(y)
                        if overflow { throw .unsupported(Fault.integerTooLarge) }
                        w.put(a, .int(sum))
                        continue
                    }
                    if i.n == BinaryOperator.sub.rawValue {
                        let (difference, overflow) = x.subtractingReportingOverflow(y)
                        if overflow { throw .unsupported(Fault.integerTooLarge) }
                        w.put(a, .int(difference))
                        continue
                    }
                }
                w.save()
                let op = BinaryOperator(rawValue: i.n) ?? .add
                if let result = try operateInPlace(op, w.registers[b], .int(y)) {
                    w.refresh(self)
                    w.put(a, result)
                } else {
                    try operate(op, w.registers[b], .int(y), a, isInPlace: true)
                    w.refresh(self)
                }
            case .binary:
                // Remainders of integers are what loops ask for most of these; Python's has the divisor's sign.
                if i.n == BinaryOperator.mod.rawValue, case .int(let x) = w.registers[b],
                    case .int(let y) = w.registers[c], y > 0
                {
                    w.put(a, .int(Self.remainder(x, y)))
                    continue
                }
                w.save()
                let op = BinaryOperator(rawValue: i.n) ?? .add
                try operate(op, w.registers + b, w.registers + c, a)
                w.refresh(self)
            case .inPlace:
                if case .float(let x) = w.registers[b], case .float(let y) = w.registers[c] {
                    if i.n == BinaryOperator.add.rawValue {
                        w.put(a, .float(x + y))
                        continue
                    }
                    if i.n == BinaryOperator.mul.rawValue {
                        w.put(a, .float(x * y))
                        continue
                    }
                } else if case .int(let x) = w.registers[b], case .int(let y) = w.registers[c],
                    i.n == BinaryOperator.add.rawValue
                {
                    let (sum, overflow) = x.addingReportingOverflow(y)
                    if overflow { throw .unsupported(Fault.integerTooLarge) }
                    w.put(a, .int(sum))
                    continue
                }
                w.save()
                let op = BinaryOperator(rawValue: i.n) ?? .add
                if let result = try operateInPlace(op, w.registers[b], w.registers[c]) {
                    w.refresh(self)
                    w.put(a, result)
                } else {
                    try operate(op, w.registers[b], w.registers[c], a, isInPlace: true)
                    w.refresh(self)
                }
            case .unary:
                w.save()
                let result = try unary(i.n, w.registers[b])
                w.refresh(self)
                w.put(a, result)
            case .isInstance:
                let slot = Int(w.next.pointee.b)
                w.next += 1
                if globals[slot].isUndefined, let type = w.peekType(c), let instance = w.peekInstance(b) {
                    w.put(a, .bool(instance._withUnsafeGuaranteedRef { $0.isInstance(of: type) }))
                    continue
                }
                w.save()
                w.countCallee(c)
                let function = globals[slot].isUndefined ? try builtin(slot: slot) : globals[slot]
                let answer = try call(function, [w.registers[b], w.registers[c]])
                w.refresh(self)
                w.put(a, answer)
            case .compare:
                let op = CompareOperator(rawValue: i.n) ?? .equal
                if case .int(let x) = w.registers[b], case .int(let y) = w.registers[c],
                    let truth = Self.order(op, x, y)
                {
                    w.put(a, .bool(truth))
                    continue
                }
                w.save()
                let result = try compare(op, w.registers[b], w.registers[c])
                w.refresh(self)
                w.put(a, result)
            case .not:
                if case .bool(let value) = w.registers[b] {
                    w.put(a, .bool(!value))
                    continue
                }
                w.save()
                let truth = try isTrue(w.registers[b])
                w.refresh(self)
                w.put(a, .bool(!truth))

            // MARK: Jumps
            case .jump: w.next = w.start + c
            case .jumpIfFalse:
                if case .bool(let value) = w.registers[a] {
                    if !value { w.next = w.start + c }
                    continue
                }
                w.save()
                let truth = try isTrue(w.registers[a])
                w.refresh(self)
                if !truth { w.next = w.start + c }
            case .jumpIfTrue:
                if case .bool(let value) = w.registers[a] {
                    if value { w.next = w.start + c }
                    continue
                }
                w.save()
                let truth = try isTrue(w.registers[a])
                w.refresh(self)
                if truth { w.next = w.start + c }
            case .jumpIfNot:
                let op = CompareOperator(rawValue: i.n) ?? .equal
                if case .int(let x) = w.registers[a], case .int(let y) = w.registers[b],
                    let truth = Self.order(op, x, y)
                {
                    if !truth { w.next = w.start + c }
                    continue
                }
                if case .float(let x) = w.registers[a], case .float(let y) = w.registers[b],
                    let truth = Self.order(op, x, y)
                {
                    if !truth { w.next = w.start + c }
                    continue
                }
                if op == .in || op == .notIn, let found = isQuickly(w.registers + a, in: w.registers + b) {
                    if found != (op == .in) { w.next = w.start + c }
                    continue
                }
                w.save()
                let truth = try isTrue(compare(op, w.registers[a], w.registers[b]))
                w.refresh(self)
                if !truth { w.next = w.start + c }

            case .jumpIfNotSmall:
                let op = CompareOperator(rawValue: i.n) ?? .equal
                let y = Instruction.number(in: i.b)
                if case .int(let x) = w.registers[a], let truth = Self.order(op, x, y) {
                    if !truth { w.next = w.start + c }
                    continue
                }
                if case .float(let x) = w.registers[a], let truth = Self.order(op, x, Double(y)) {
                    if !truth { w.next = w.start + c }
                    continue
                }
                w.save()
                let truth = try isTrue(compare(op, w.registers[a], .int(y)))
                w.refresh(self)
                if !truth { w.next = w.start + c }

            // MARK: Displays
            case .buildList:
                w.put(a, list(w.take(c, from: b)))
            case .buildTuple:
                if c > 0, c <= PyTuple.roomLimit {
                    let tuple = PyTuple(moving: w.registers + b, c)
                    (w.registers + b).initialize(repeating: .undefined, count: c)
                    w.put(a, .object(tuple))
                } else {
                    w.put(a, tuple(w.take(c, from: b)))
                }
            case .buildSet:
                w.save()
                let set = newSet()
                for index in 0..<c {
                    try insert(stack[w.frame.pointee.base + b + index], into: set)
                }
                set.hasHistory = i.n == 1
                w.refresh(self)
                w.put(a, .object(set))
            case .buildDict:
                w.save()
                let dict = newDict()
                let base = w.frame.pointee.base + b
                for index in 0..<c {
                    try store(stack[base + 2 * index + 1], at: stack[base + 2 * index], in: dict)
                }
                w.refresh(self)
                w.put(a, .object(dict))
            case .buildString:
                var bytes: [UInt8] = []
                bytes.reserveCapacity(16 * c)
                for index in 0..<c {
                    if let string = w.registers[b + index].string { bytes += string.bytes }
                }
                try checkSize(bytes.count)
                w.put(a, .text(bytes))
            case .beginText: w.put(a, .int(Self.extent(text.count, text.count)))
            case .appendText:
                guard case .int(let extent) = w.registers[a] else { continue }
                text.cut(to: Self.end(of: extent))
                if let string = (w.constants + b).peeked(.string, PyString.self) {
                    string._withUnsafeGuaranteedRef { text.append($0.bytes) }
                }
                w.put(a, .int(Self.extent(Self.start(of: extent), text.count)))
            case .appendField:
                guard case .int(let extent) = w.registers[a] else { continue }
                text.cut(to: Self.end(of: extent))
                // The commonest: a number by itself.
                if i.n == 0, i.c == Instruction.noRegister, case .int(let number) = w.registers[b] {
                    text.append(number)
                } else {
                    w.save()
                    try appendField(
                        w.registers[b], conversion: i.n,
                        spec: i.c == Instruction.noRegister ? nil : w.registers[c].string)
                    w.refresh(self)
                }
                w.put(a, .int(Self.extent(Self.start(of: extent), text.count)))
            case .endText:
                guard case .int(let extent) = w.registers[b] else { continue }
                text.cut(to: Self.end(of: extent))
                let bytes = text.text(from: Self.start(of: extent))
                text.cut(to: Self.start(of: extent))
                try checkSize(bytes.count)
                w.put(a, .object(PyString(bytes)))
            case .append:
                if let list = w.peekList(a) {
                    let count = list._withUnsafeGuaranteedRef {
                        $0.items.append((w.registers + b).counted())
                        return $0.items.count
                    }
                    if count > heapLimit { try checkSize(count) }
                }
                if c != 0 { w.next = w.start + c }
            case .extend:
                w.save()
                if let list = w.registers[a].object?.list {
                    if i.n != 1, !isIterable(w.registers[b]) {
                        throw typeError("Value after * must be an iterable, not \(typeName(w.registers[b]))")
                    }
                    if i.n == 1, !isIterable(w.registers[b]) {
                        throw typeError(
                            "\(try calleeName(w.registers[a - 1])) argument after * must be an iterable, "
                                + "not \(typeName(w.registers[b]))")
                    }
                    try extend(list, with: w.registers[b])
                }
                w.refresh(self)
            case .addToSet:
                w.save()
                if let set = (w.registers + a).peeked(.set, PySet.self) { try insert(w.registers + b, into: set) }
                w.refresh(self)
            case .updateSet:
                w.save()
                if let set = w.registers[a].object?.set {
                    try insertAll(of: w.registers[b], into: set)
                }
                w.refresh(self)
            case .storePair:
                w.save()
                if let dict = w.registers[a].object?.dict { try store(w.registers[c], at: w.registers[b], in: dict) }
                w.refresh(self)
            case .updateDict:
                w.save()
                if let dict = w.registers[a].object?.dict {
                    guard w.registers[b].object?.dict != nil else {
                        throw typeError("'\(typeName(w.registers[b]))' object is not a mapping")
                    }
                    try update(dict, from: w.registers[b])
                }
                w.refresh(self)
            case .mergeKeywords:
                w.save()
                if let dict = w.registers[a].object?.dict {
                    try mergeKeywords(dict, w.registers[b], key: i.n == 1 ? w.registers[c] : nil, w.registers[a - 2])
                }
                w.refresh(self)
            case .listToTuple: w.put(a, tuple(w.registers[b].object?.list?.items ?? []))
            case .buildSlice:
                w.put(
                    a, .object(PySlice(w.registers[b], w.registers[b + 1], w.registers[b + 2]))
                )
            // MARK: Attributes and items
            case .getAttribute:
                let site = w.sites + c
                if let instance = w.peekInstance(b), site.pointee.classVersion == classVersion,
                    site.pointee.shape == instance._withUnsafeGuaranteedRef({ $0.shapeID })
                {
                    let slot = Int(site.pointee.slot)
                    (w.registers + a).copy(instance._withUnsafeGuaranteedRef { $0.slots } + slot)
                    continue
                }
                w.save()
                let result = try getAttribute(w.registers[b], site)
                w.refresh(self)
                w.put(a, result)
            case .getKeptAttribute:
                let site = w.sites + c
                guard let kept = w.captured(b), !kept.isUndefined else {
                    throw unboundFree(symbols[w.frame.pointee.code.freeNames[b]])
                }
                if let instance = kept.peekedInstance, site.pointee.classVersion == classVersion,
                    site.pointee.shape == instance._withUnsafeGuaranteedRef({ $0.shapeID })
                {
                    let slot = Int(site.pointee.slot)
                    (w.registers + a).copy(instance._withUnsafeGuaranteedRef { $0.slots } + slot)
                    continue
                }
                w.save()
                let result = try getAttribute(kept.pointee, site)
                w.refresh(self)
                w.put(a, result)
            case .getFreeAttribute:
                let site = w.sites + c
                guard let cell = w.peekFree(b) else { throw unboundFree(symbols[w.frame.pointee.code.freeNames[b]]) }
                if let instance = w.peekInstance(in: cell), site.pointee.classVersion == classVersion,
                    site.pointee.shape == instance._withUnsafeGuaranteedRef({ $0.shapeID })
                {
                    let slot = Int(site.pointee.slot)
                    (w.registers + a).copy(instance._withUnsafeGuaranteedRef { $0.slots } + slot)
                    continue
                }
                let value = cell._withUnsafeGuaranteedRef { $0.content }
                if value.isUndefined { throw unboundFree(symbols[w.frame.pointee.code.freeNames[b]]) }
                w.save()
                let result = try getAttribute(value, site)
                w.refresh(self)
                w.put(a, result)
            case .getCellAttribute:
                let site = w.sites + c
                guard let cell = w.peekCell(b), !cell._withUnsafeGuaranteedRef({ $0.place.isUndefined }) else {
                    let name = symbols[w.frame.pointee.code.registerNames[b]]
                    throw i.n == 1 ? unboundFree(name) : unbound(name)
                }
                if let instance = w.peekInstance(in: cell), site.pointee.classVersion == classVersion,
                    site.pointee.shape == instance._withUnsafeGuaranteedRef({ $0.shapeID })
                {
                    let slot = Int(site.pointee.slot)
                    (w.registers + a).copy(instance._withUnsafeGuaranteedRef { $0.slots } + slot)
                    continue
                }
                let value = cell._withUnsafeGuaranteedRef { $0.content }
                w.save()
                let result = try getAttribute(value, site)
                w.refresh(self)
                w.put(a, result)
            case .setAttribute:
                let site = w.sites + c
                if !isPure, let instance = w.peekInstance(a), site.pointee.classVersion == classVersion,
                    site.pointee.shape == instance._withUnsafeGuaranteedRef({ $0.shapeID })
                {
                    let place =
                        if let shape = site.pointee.successor {
                            instance._withUnsafeGuaranteedRef { $0.grow(to: shape) }
                        } else {
                            instance._withUnsafeGuaranteedRef { $0.slots } + Int(site.pointee.slot)
                        }
                    if i.n == 1 {
                        place.take((w.registers + b).move())
                        (w.registers + b).initialize(to: .undefined)
                    } else {
                        place.copy(w.registers + b)
                    }
                    continue
                }
                w.save()
                try setAttribute(w.registers[a], site, w.registers[b])
                w.refresh(self)
            case .deleteAttribute:
                w.save()
                try deleteAttribute(w.registers[a], w.sites[c].symbol)
                w.refresh(self)
            case .getItem:
                if case .int(let index) = w.registers[c], index >= 0, let list = w.peekList(b),
                    index < Int64(list._withUnsafeGuaranteedRef { $0.items.count })
                {
                    (w.registers + a).copy(list._withUnsafeGuaranteedRef { $0.place(Int(index)) })
                    continue
                }
                if let dict = (w.registers + b).peeked(.dict, PyDict.self),
                    let value = peekValue(w.registers + c, in: dict)
                {
                    (w.registers + a).copy(value)
                    continue
                }
                w.save()
                let result = try getItem(w.registers[b], w.registers[c])
                w.refresh(self)
                w.put(a, result)
            case .setItem:
                if !isPure, let dict = (w.registers + a).peeked(.dict, PyDict.self),
                    let place = peekValue(w.registers + b, in: dict)
                {
                    place.copy(w.registers + c)
                    continue
                }
                w.save()
                try setItem(w.registers[a], w.registers[b], w.registers[c])
                w.refresh(self)
            case .deleteItem:
                w.save()
                try deleteItem(w.registers[a], w.registers[b])
                w.refresh(self)

            // MARK: Iteration
            case .getIterator:
                if i.n == 1, let object = (w.registers + b).peeked {
                    switch object._withUnsafeGuaranteedRef({ $0.kind }) {
                    case .list:
                        (w.registers + a).copy(w.registers + b)
                        w.put(a + 1, .int(0))
                        continue
                    case .set:
                        let set = Unmanaged<PySet>.fromOpaque(object.toOpaque())
                        if set._withUnsafeGuaranteedRef({ $0.hasInsertedOrder }) {
                            let count = set._withUnsafeGuaranteedRef { $0.table.count }
                            (w.registers + a).copy(w.registers + b)
                            w.put(a + 1, .int(Int64(count) << 32))
                            continue
                        }
                    default: break
                    }
                }
                w.save()
                let result = try iterator(w.registers[b])
                w.refresh(self)
                w.put(a, result)
            case .next:
                if let object = (w.registers + b).peeked {
                    switch object._withUnsafeGuaranteedRef({ $0.kind }) {
                    case .list:
                        guard case .int(let index) = w.registers[b + 1] else { break }
                        let list = Unmanaged<PyList>.fromOpaque(object.toOpaque())
                        if index < Int64(list._withUnsafeGuaranteedRef { $0.items.count }) {
                            (w.registers + a).copy(list._withUnsafeGuaranteedRef { $0.place(Int(index)) })
                            w.put(b + 1, .int(index + 1))
                        } else {
                            w.next = w.start + c
                        }
                        continue
                    case .set:
                        guard case .int(let stand) = w.registers[b + 1] else { break }
                        let set = Unmanaged<PySet>.fromOpaque(object.toOpaque())
                        guard set._withUnsafeGuaranteedRef({ $0.table.count }) == Int(stand >> 32) else {
                            throw exception(types.runtimeError, "Set changed size during iteration")
                        }
                        var place = Int(stand & 0xFFFF_FFFF)
                        let item: UnsafeMutablePointer<PyValue>? = set._withUnsafeGuaranteedRef { set in
                            while place < set.table.places.upperBound, set.table.isRemoved(place) { place += 1 }
                            return place < set.table.places.upperBound ? set.table.keyPlace(place) : nil
                        }
                        if let item {
                            (w.registers + a).copy(item)
                            w.put(b + 1, .int(stand & ~0xFFFF_FFFF | Int64(place + 1)))
                        } else {
                            w.next = w.start + c
                        }
                        continue
                    case .iterator:
                        // The commonest: over a range, a list or a set.
                        if isPure { break }
                        let iterator = Unmanaged<PyIterator>.fromOpaque(object.toOpaque())
                        switch iterator._withUnsafeGuaranteedRef({ $0.source }) {
                        case .range:
                            if let number = iterator._withUnsafeGuaranteedRef({ $0.stepRange() }) {
                                w.put(a, .int(number))
                            } else {
                                w.next = w.start + c
                            }
                            continue
                        case .list:
                            if let item = iterator._withUnsafeGuaranteedRef({ $0.stepList() }) {
                                w.put(a, item)
                                continue
                            }
                        case .set:
                            if let item = iterator._withUnsafeGuaranteedRef({ $0.stepSet() }) {
                                w.put(a, item)
                                continue
                            }
                        default: break
                        }
                    default: break
                    }
                }
                w.save()
                if let generator = (w.registers + b).peeked(.generator, PyGenerator.self)?.takeUnretainedValue() {
                    if try resume(generator, target: a, exhausted: c, sending: .none) {
                        w.refresh(self)
                    } else {
                        w.next = w.start + c
                    }
                    continue
                }
                let item =
                    if let iterator = (w.registers + b).peeked(.iterator, PyIterator.self)?.takeUnretainedValue() {
                        try next(iterator)
                    } else {
                        try next(w.registers[b])
                    }
                w.refresh(self)
                if let item { w.put(a, item) } else { w.next = w.start + c }
            case .unpack:
                if let tuple = (w.registers + b).peeked(.tuple, PyTuple.self),
                    tuple._withUnsafeGuaranteedRef({ $0.count }) == c
                {
                    // It may stand in one of the registers that are written.
                    tuple.hold()
                    for index in 0..<c {
                        (w.registers + (a + index)).copy(tuple._withUnsafeGuaranteedRef { $0.place(index) })
                    }
                    tuple.letGo()
                    continue
                }
                w.save()
                try unpack(w.registers[b], into: w.frame.pointee.base + a, count: c)
                w.refresh(self)
            case .unpackStar:
                w.save()
                try unpackStar(w.registers[b], into: w.frame.pointee.base + a, count: c, before: Int(i.n))
                w.refresh(self)

            // MARK: Calls
            case .loadMethod:
                let site = w.sites + c
                if let instance = w.peekInstance(b), site.pointee.classVersion == classVersion,
                    site.pointee.shape == instance._withUnsafeGuaranteedRef({ $0.shapeID })
                {
                    let slot = Int(site.pointee.slot)
                    if slot < 0 {
                        (w.registers + (a + 1)).copy(w.registers + b)
                        if i.n == 0, let callee = site.pointee.callee {
                            w.put(a, .callee(callee))
                        } else {
                            w.put(a, site.pointee.value)
                        }
                    } else {
                        // The object may be in the register that is written.
                        (w.registers + a).copy(instance._withUnsafeGuaranteedRef { $0.slots } + slot)
                        w.put(a + 1, .undefined)
                    }
                    continue
                }
                if let object = (w.registers + b).peeked,
                    site.pointee.kind == object._withUnsafeGuaranteedRef({ $0.kind })
                {
                    (w.registers + (a + 1)).copy(w.registers + b)
                    if i.n == 0, let callee = site.pointee.callee {
                        w.put(a, .callee(callee))
                    } else {
                        w.put(a, site.pointee.value)
                    }
                    continue
                }
                w.save()
                let (method, receiver) = try method(w.registers[b], site)
                w.refresh(self)
                w.put(a, method)
                w.put(a + 1, receiver)
            case .call:
                w.save()
                if let function = w.peekPlain(b, c) {
                    try enterPlainly(function, argumentsAt: w.frame.pointee.base + b + 1, c, a)
                    w = Window(self)
                    continue
                }
                try call(at: w.frame.pointee.base + b, argumentsAt: w.frame.pointee.base + b + 1, c, [], target: a)
                w.refresh(self)
            case .callMethod:
                w.save()
                let base = w.frame.pointee.base + b
                let hasReceiver = !(w.registers + (b + 1)).isUndefined
                if let function = w.peekPlain(b, hasReceiver ? c + 1 : c) {
                    let arguments = hasReceiver ? base + 1 : base + 2
                    try enterPlainly(function, argumentsAt: arguments, hasReceiver ? c + 1 : c, a)
                    w = Window(self)
                    continue
                }
                if hasReceiver, try callShortly(w.registers + b, c, w.registers + a) {
                    w.refresh(self)
                    continue
                }
                if !hasReceiver {
                    try call(at: base, argumentsAt: base + 2, c, [], target: a)
                } else {
                    try call(at: base, argumentsAt: base + 1, c + 1, [], target: a)
                }
                w.refresh(self)
            case .callKeywords:
                let names = w.frame.pointee.code.keywordTables[Int(w.next.pointee.b)]
                w.next += 1
                w.save()
                try call(
                    at: w.frame.pointee.base + b, argumentsAt: w.frame.pointee.base + b + 1, c, names, target: a)
                w.refresh(self)
            case .callMethodKeywords:
                w.countCallee(b)
                let names = w.frame.pointee.code.keywordTables[Int(w.next.pointee.b)]
                w.next += 1
                w.save()
                let base = w.frame.pointee.base + b
                if (w.registers + (b + 1)).isUndefined {
                    try call(at: base, argumentsAt: base + 2, c, names, target: a)
                } else {
                    try call(at: base, argumentsAt: base + 1, c + 1, names, target: a)
                }
                w.refresh(self)
            case .callSpread:
                w.save()
                try callSpread(at: w.frame.pointee.base + b, target: a)
                w.refresh(self)
            case .extra: break

            // MARK: Functions and classes
            case .makeFunction:
                w.put(
                    a, .object(makeFunction(w.frame.pointee.inner(b), defaultsAt: w.frame.pointee.base + c)))
            case .makeClass:
                w.save()
                try beginClass(
                    w.frame.pointee.code.codes[b], base: i.n == 0 ? nil : w.registers[c], target: a)
                w.refresh(self)
            case .finishClass:
                let type = w.frame.pointee.classObject
                if i.a != Instruction.noRegister, let type, let cell = w.registers[a].object?.cell {
                    cell.content = .object(type)
                }
                w.save()
                if let result = try giveBack(type.map { .object($0) } ?? .none) { return result }
                w.refresh(self)
            case .return:
                // The window is given up: what it returns is moved out.
                if w.frame.pointee.onReturn == .store, !w.frame.pointee.hasSubject {
                    let value = (w.registers + a).move()
                    (w.registers + a).initialize(to: .undefined)
                    let target = w.frame.pointee.target
                    pop()
                    w = Window(self)
                    w.put(target, value)
                    continue
                }
                w.save()
                let value = (w.registers + a).move()
                (w.registers + a).initialize(to: .undefined)
                if let result = try giveBack(value) { return result }
                w = Window(self)
            case .yield:
                w.save()
                let value = (w.registers + b).counted()
                if let generator = w.frame.pointee.generator {
                    let target = w.frame.pointee.target
                    let leaves = w.frame.pointee.onReturn == .leave
                    suspend(generator, awaitingIn: a, used: c)
                    if leaves { return value }
                    w = Window(self)
                    w.put(target, value)
                }

            // MARK: Exceptions
            case .raise:
                w.save()
                throw try raised(w.registers[a], cause: i.n == 0 ? nil : w.registers[b])
            case .reraise:
                if let exception = w.registers[a].object?.exception {
                    exception.isRaisedAgain = exception.trace.last?.code === w.frame.pointee.code
                    throw .raised(exception)
                }
                throw exception(types.runtimeError, "No active exception to reraise")
            case .assertion:
                let error = PyException(types.assertionError, args: i.n == 0 ? [] : [w.registers[a]])
                error.epoch = epoch
                throw .raised(error)
            case .matches: w.put(a, .bool(try matches(w.registers[b], w.registers[c])))
            case .noActiveException:
                w.save()
                if let exception = handledException() {
                    exception.isRaisedAgain = exception.trace.last?.code === w.frame.pointee.code
                    throw .raised(exception)
                }
                throw exception(types.runtimeError, "No active exception to reraise")

            // MARK: The rest
            case .import:
                w.put(a, .object(try importModule(symbols[w.frame.pointee.code.symbols[b]], isDotted: i.n == 1)))
            case .importFrom:
                w.put(
                    a,
                    try importFrom(symbols[w.frame.pointee.code.symbols[b]], w.frame.pointee.code.symbols[c]))
            case .format:
                w.save()
                let spec = i.c == Instruction.noRegister ? [] : w.registers[c].string?.bytes ?? []
                let result = try formatted(w.registers[b], conversion: i.n, spec: spec)
                w.refresh(self)
                w.put(a, result)
            case .superObject:
                guard let type = w.captured(b)?.pointee.object?.cell?.content.object?.asType else {
                    throw exception(types.runtimeError, "super(): empty __class__ cell")
                }
                w.put(a, .object(PySuper(type.base, receiver: w.registers[c])))
            }
        }
    }

    /// Ends the youngest frame with a value; gives it to the caller of `execute` when that is where it belongs.
    private func giveBack(_ value: __owned PyValue) throws(Fault) -> PyValue? {
        let frame = frames + (frameCount - 1)
        let target = frame.pointee.target
        let onReturn = frame.pointee.onReturn
        if let generator = frame.pointee.generator {
            let exhausted = frame.pointee.exhausted
            generator.state = .finished
            returned = value
            pop()
            if onReturn == .leave { return .undefined }
            frames[frameCount - 1].pc = exhausted
            return nil
        }
        switch onReturn {
        case .leave:
            pop()
            return value
        case .store:
            pop()
            give(value, to: target)
        case .initialize:
            let instance = frame.pointee.takeSubject()
            pop()
            guard value.isNone, let instance else {
                throw typeError("__init__() should return None, not '\(typeName(value))'")
            }
            give(.object(instance), to: target)
        case .operatorResult:
            pop()
            try finishOperator(value, target)
        }
        return nil
    }

    @inline(__always) static func order<Number: Comparable>(_ op: CompareOperator, _ x: Number, _ y: Number) -> Bool? {
        switch op {
        case .less: x < y
        case .lessEqual: x <= y
        case .equal: x == y
        case .notEqual: x != y
        case .greater: x > y
        case .greaterEqual: x >= y
        default: nil
        }
    }

    // Where a text in the buffer begins and ends, as one number in a register. What others wrote behind the end, and had
    // to leave because something failed, is cut off by who goes on.

    @inline(__always) private static func extent(_ start: Int, _ end: Int) -> Int64 {
        Int64(start) << 32 | Int64(end)
    }

    @inline(__always) private static func start(of extent: Int64) -> Int { Int(extent >> 32) }
    @inline(__always) private static func end(of extent: Int64) -> Int { Int(extent & 0xFFFF_FFFF) }

    /// Of a division by a positive number, rounded down.
    @inline(__always) private static func remainder(_ x: Int64, _ y: Int64) -> Int64 {
        // Dividing 32 bits takes half the time of dividing 64.
        let remainder =
            (x | y) >> 31 == 0 ? Int64(UInt32(truncatingIfNeeded: x) % UInt32(truncatingIfNeeded: y)) : x % y
        return remainder < 0 ? remainder &+ y : remainder
    }

    private func unbound(_ name: String) -> Fault {
        exception(
            types.unboundLocalError, "cannot access local variable '\(name)' where it is not associated with a value")
    }

    private func unboundFree(_ name: String) -> Fault {
        exception(
            types.nameError,
            "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope")
    }
}
