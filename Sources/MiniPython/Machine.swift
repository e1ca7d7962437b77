import Micrograd
import Source

/// The state of one namespace while programs run in it: registers of all frames in one stack, the frames themselves,
/// globals, budgets. What it does with them is in the files named for it: execution, calls, operators, attributes.
final class Machine {
    let budget: Budget
    let tape = Tape()
    let symbols = SymbolTable()
    let types: TypeTable
    @exclusivity(unchecked) var output: [UInt8] = []

    // MARK: Frames

    /// The registers of all frames, one window after another; undefined above `top`.
    @exclusivity(unchecked) var stack: UnsafeMutablePointer<PyValue>
    @exclusivity(unchecked) private var stackCapacity = 0
    /// How many registers the stack has now.
    var room: Int { stackCapacity }
    /// The first register that belongs to no frame.
    @exclusivity(unchecked) var top = 0
    @exclusivity(unchecked) var frames: UnsafeMutablePointer<Frame>
    @exclusivity(unchecked) private var frameCapacity = 0
    @exclusivity(unchecked) var frameCount = 0
    private let depthLimit: Int
    /// The budget's, at hand for every item that is appended.
    let heapLimit: Int
    /// The containers whose text is being made, outermost first.
    @exclusivity(unchecked) var beingShown: [PyObject] = []
    /// A generator that a call from Swift made at once, without a frame to execute.
    @exclusivity(unchecked) var pendingResult = PyValue.undefined
    /// What the generator that finished last returned, for the StopIteration that tells of it.
    @exclusivity(unchecked) var returned = PyValue.none
    /// The f-strings that are being put together.
    @exclusivity(unchecked) var text = TextBuffer()
    /// The format specification that was read last, and what it was read from.
    @exclusivity(unchecked) var knownSpecs: [(text: PyString, spec: FormatSpec)] = []
    let unfinished = UnfinishedGenerator()
    /// How many executions are nested natively.
    @exclusivity(unchecked) var nativeDepth = 0
    @exclusivity(unchecked) private var builtinDepth = 0
    /// Steps granted and not yet used. Behind a pointer, because the loop counts it down at every instruction.
    let fuel: UnsafeMutablePointer<Int>
    /// Steps of the budget that are not granted yet; see `refuel`.
    @exclusivity(unchecked) var reserve: Int

    // MARK: Memory

    /// Exclusivity is not checked: each object that is made comes by.
    @exclusivity(unchecked) var heap: Heap
    let pace: Pace
    /// What the collector's last walk marked objects with.
    @exclusivity(unchecked) var colour: UInt8 = 0
    /// The length at which the tape is compacted.
    @exclusivity(unchecked) var compactionLimit: Int
    /// What was taken out of globals and classes while a call that does not count it may go on.
    @exclusivity(unchecked) var retired: [PyObject] = []
    /// How many are worth looking through.
    @exclusivity(unchecked) var retiredLimit = 64
    /// The classes that programs made. They stay, emptied by the collector when nothing reaches them, so that instances
    /// need not count them.
    @exclusivity(unchecked) private var classes: [PyType] = []

    // MARK: Names

    @exclusivity(unchecked) private var globalSlots = NumberMap<Void>()
    @exclusivity(unchecked) var globals: UnsafeMutablePointer<PyValue>
    @exclusivity(unchecked) private var globalCapacity = 0
    @exclusivity(unchecked) private(set) var globalNames: [Symbol] = []
    /// Whatever built-in has the name of a global slot, made when it is first wanted; undefined before that, and where
    /// there is none.
    @exclusivity(unchecked) private(set) var builtins: UnsafeMutablePointer<PyValue>
    @exclusivity(unchecked) private var nativeMethods: [MethodKey: PyValue] = [:]
    @exclusivity(unchecked) private(set) var modules: [String: PyModule] = [:]
    /// Goes up whenever an attribute of any class changes: what sites remember of classes is then void.
    @exclusivity(unchecked) var classVersion: UInt32 = 1
    @exclusivity(unchecked) private var lastShape: UInt32

    private struct MethodKey: Hashable {
        let type: NativeType
        let symbol: Symbol
    }

    /// What the module `random` draws from.
    var random = RandomState()
    /// The classes of `micrograd.nn`, once it was imported.
    var networks: NetworkClasses?

    // MARK: The engine

    /// The mistake of the engine that programs are run on; nil on the healthy one.
    let mutant: Mutant?
    /// What is known of the program's backward passes.
    @exclusivity(unchecked) var audits = AuditLog(isOn: false)

    // MARK: Figures

    /// Whether it is noted which line bound a name, set an attribute of a Value or printed something.
    let keepsOrigins: Bool
    /// The latest backward pass of each root.
    @exclusivity(unchecked) var traces: [Tape.Node: BackwardRecord] = [:]
    /// Backward passes that the program has made.
    @exclusivity(unchecked) var passCount = 0
    /// By global slot, the tag of the instruction that bound it last; 0 where none did.
    @exclusivity(unchecked) private var bindings: [Int32] = []
    /// What was printed so far: where each piece ends in the output, and the tag of what printed it.
    @exclusivity(unchecked) var prints: [(end: Int, tag: Int)] = []
    /// Codes by the tags of their instructions, in order.
    @exclusivity(unchecked) private var origins: [Code] = []
    @exclusivity(unchecked) private var nextTag = 1

    // MARK: Purity

    /// While an expression is evaluated for display: its number. 0 when a snippet runs.
    @exclusivity(unchecked) private(set) var epoch: UInt32 = 0
    @exclusivity(unchecked) private var lastEpoch: UInt32 = 0
    /// Numbers on the tape before the evaluation began.
    @exclusivity(unchecked) private(set) var pureMark = 0
    var isPure: Bool { epoch != 0 }

    init(_ budget: Budget, _ pace: Pace, keepsOrigins: Bool = false, mutant: Mutant? = nil) {
        self.budget = budget
        self.keepsOrigins = keepsOrigins
        self.mutant = mutant
        depthLimit = budget.depth
        heapLimit = budget.heap
        self.pace = pace
        heap = Heap(limit: pace.containers)
        compactionLimit = pace.numbers
        var shapes: UInt32 = 0
        types = TypeTable { name, base, native in
            shapes += 1
            let module = native == .value ? "micrograd.engine" : ""
            return PyType(name, base: base, native: native, module: module, shape: shapes)
        }
        lastShape = shapes
        stackCapacity = 256
        stack = .allocate(capacity: stackCapacity)
        stack.initialize(repeating: .undefined, count: stackCapacity)
        frameCapacity = 16
        frames = .allocate(capacity: frameCapacity)
        globalCapacity = 32
        globals = .allocate(capacity: globalCapacity)
        globals.initialize(repeating: .undefined, count: globalCapacity)
        builtins = .allocate(capacity: globalCapacity)
        builtins.initialize(repeating: .undefined, count: globalCapacity)
        fuel = .allocate(capacity: 1)
        fuel.initialize(to: 0)
        reserve = budget.steps
        setUpNamespace()
    }

    deinit {
        heap.clearAll()
        // Before the classes go.
        returned = .none
        pendingResult = .undefined
        retired = []
        stack.deinitialize(count: top)
        stack.deallocate()
        for depth in 0..<frameCount { frames[depth].release() }
        frames.deallocate()
        globals.deinitialize(count: globalCapacity)
        globals.deallocate()
        builtins.deinitialize(count: globalCapacity)
        builtins.deallocate()
        fuel.deallocate()
    }

    func nextShape() -> UInt32 {
        lastShape += 1
        return lastShape
    }

    /// - Parameter path: the name with those of the classes and functions around it.
    func makeClass(_ name: String, path: String, base: PyType) -> PyType {
        let type = PyType(name, path: path, base: base, native: base.native, isUserDefined: true, shape: nextShape())
        type.epoch = epoch
        classes.append(type)
        register(type)
        return type
    }

    // MARK: Globals

    private func setUpNamespace() {
        globals[globalSlot(Symbol.name)] = .text("__main__")
    }

    func globalSlot(_ symbol: Symbol) -> Int {
        let slot = globalSlots.place(of: UInt64(truncatingIfNeeded: symbol.id), orNew: ())
        if slot < globalNames.count { return slot }
        globalNames.append(symbol)
        if slot >= globalCapacity {
            globals = Self.doubled(globals, globalCapacity)
            builtins = Self.doubled(builtins, globalCapacity)
            globalCapacity *= 2
        }
        return slot
    }

    private static func doubled(
        _ values: UnsafeMutablePointer<PyValue>, _ capacity: Int
    ) -> UnsafeMutablePointer<PyValue> {
        let larger = UnsafeMutablePointer<PyValue>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: values, count: capacity)
        (larger + capacity).initialize(repeating: .undefined, count: capacity)
        values.deallocate()
        return larger
    }

    /// A global's value that is not assigned: the built-in of that name.
    func builtin(slot: Int) throws(Fault) -> PyValue {
        let known = builtins[slot]
        if !known.isUndefined { return known }
        let name = symbols[globalNames[slot]]
        if let value = Builtins.make(name, self) {
            builtins[slot] = value
            return value
        }
        if PythonNames.builtins.contains(name) { throw .unsupported("'\(name)'", note: Builtins.advice[name]) }
        throw nameError(name)
    }

    func nameError(_ name: String) -> Fault {
        var candidates: [String] = []
        for (slot, symbol) in globalNames.enumerated() where !globals[slot].isUndefined {
            candidates.append(symbols[symbol])
        }
        if frameCount > 0 {
            let frame = frames[frameCount - 1]
            candidates += frame.code.registerNames.filter { $0 != .none && $0 != .firstIterator }
                .map { symbols[$0] }
        }
        candidates += Builtins.names
        var note: String?
        if let near = Spelling.nearest(to: name, among: candidates) { note = "did you mean '\(near)'?" }
        if Modules.names.contains(name) {
            note = "write 'import \(name)' first"
        } else if note == nil, let near = Spelling.nearest(to: name, among: Modules.names) {
            note = "did you mean '\(near)'? write 'import \(near)' first"
        }
        return exception(types.nameError, "name '\(name)' is not defined", note: note)
    }

    func module(_ name: String) throws(Fault) -> PyModule {
        if let module = modules[name] { return module }
        let module = try Modules.make(name, self)
        modules[name] = module
        return module
    }

    /// The method of a built-in type, without its object.
    func nativeMethod(_ type: NativeType, _ symbol: Symbol) -> PyValue? {
        let key = MethodKey(type: type, symbol: symbol)
        if let known = nativeMethods[key] { return known }
        guard let method = Methods.make(type, symbols[symbol]) else { return nil }
        nativeMethods[key] = .object(method)
        return .object(method)
    }

    func reset() {
        retired = []
        for slot in 0..<globalCapacity { globals[slot] = .undefined }
        setUpNamespace()
        traces = [:]
        bindings = []
        modules = [:]
        networks = nil
        random = RandomState()
    }

    // MARK: Stack

    /// Room for `count` more registers above `top`.
    func reserve(_ count: Int) {
        let needed = top + count
        guard needed > stackCapacity else { return }
        var capacity = stackCapacity
        while capacity < needed { capacity *= 2 }
        let larger = UnsafeMutablePointer<PyValue>.allocate(capacity: capacity)
        larger.moveInitialize(from: stack, count: stackCapacity)
        (larger + stackCapacity).initialize(repeating: .undefined, count: capacity - stackCapacity)
        stack.deallocate()
        stack = larger
        stackCapacity = capacity
    }

    /// Adds a frame whose window begins at `base`. Where that is below `top`, in the caller's own window, nothing the
    /// caller still needs may stand there.
    @inline(__always) @discardableResult
    func push(
        _ code: Code, _ function: __owned PyFunction? = nil, subject: __owned PyObject? = nil, base: Int,
        target: Int = 0, onReturn: Frame.OnReturn = .store
    ) throws(Fault) -> UnsafeMutablePointer<Frame> {
        let frame = try push(Unmanaged.passUnretained(code), uncounted: nil, base: base, target: target)
        frame.pointee.hold(function, subject, onReturn)
        return frame
    }

    /// The same, for a function that somebody else holds as long as the frame is there.
    @inline(__always) @discardableResult
    func push(
        _ code: Unmanaged<Code>, uncounted function: Unmanaged<PyFunction>?, base: Int, target: Int
    ) throws(Fault) -> UnsafeMutablePointer<Frame> {
        if frameCount >= depthLimit {
            throw exception(types.recursionError, "maximum recursion depth exceeded")
        }
        if frameCount >= frameCapacity { growFrames() }
        let frame = frames + frameCount
        frame.initialize(to: Frame(code, function, base: base, callerTop: top, target: target))
        frameCount &+= 1
        let end = base &+ frame.pointee.registerCount
        if end > top {
            if end > stackCapacity { reserve(end - top) }
            top = end
        }
        return frame
    }

    private func growFrames() {
        let larger = UnsafeMutablePointer<Frame>.allocate(capacity: frameCapacity * 2)
        larger.moveInitialize(from: frames, count: frameCount)
        frames.deallocate()
        frames = larger
        frameCapacity *= 2
    }

    /// Gives up the youngest frame and what its registers hold.
    @inline(__always)
    func pop() {
        frameCount &-= 1
        let frame = frames + frameCount
        clear(frame.pointee.base, frame.pointee.base &+ frame.pointee.registerCount)
        top = frame.pointee.callerTop
        frame.pointee.release()
    }

    /// Registers from `start` up to `end` lose their values. Most hold none or a number, so that is asked first.
    @inline(__always)
    func clear(_ start: Int, _ end: Int) {
        var register = stack + start
        let end = stack + end
        while register < end {
            register.drop()
            register += 1
        }
    }

    /// Puts a result into a register of the youngest frame.
    @inline(__always)
    func give(_ value: consuming PyValue, to target: Int) {
        (stack + (frames[frameCount &- 1].base &+ target)).take(value)
    }

    // MARK: Budgets

    /// Work that one instruction does, beyond its own step.
    func charge(_ steps: Int) throws(Fault) {
        if reserve >= steps {
            reserve -= steps
        } else {
            fuel.pointee -= steps - reserve
            reserve = 0
            if fuel.pointee < 0 { throw outOfSteps() }
        }
    }

    /// The steps still left of the budget.
    var stepsLeft: Int { max(0, fuel.pointee + reserve) }

    func outOfSteps() -> Fault {
        .overBudget(
            "the program was stopped after \(Self.grouped(budget.steps)) steps",
            note: "is there a loop that does not end? a page's 'budget' raises the limit")
    }

    /// A container or text of `count` parts is about to be made.
    func checkSize(_ count: Int) throws(Fault) {
        if count > budget.heap {
            throw .overBudget(
                "the program wants \(Self.grouped(count)) items at once: \(Self.grouped(budget.heap)) are allowed",
                note: "a page's 'budget' raises the limit, as 'objects'")
        }
        try charge(count / 8)
    }

    func refuseUnfinished() throws(Fault) {
        guard let point = unfinished.point else { return }
        unfinished.point = nil
        let refusal = Refusal(
            .unsupported, "a generator that is left unfinished inside a 'try' statement",
            note: "Python finishes the 'try' when the last name of the generator goes")
        refusal.trace = [point]
        throw .refused(refusal)
    }

    /// Gives up what is left in registers above the arguments of the calls under way: nothing reads them any more, and in
    /// Python such values went as soon as they had been used.
    private func dropDead() {
        for depth in 0..<frameCount {
            let frame = frames + depth
            let code = frame.pointee.codeReference
            var place = frame.pointee.pc - 1
            guard place >= 0 else { continue }
            let instructions = code._withUnsafeGuaranteedRef { $0.instructions }
            if instructions[place].op == .extra { place -= 1 }
            let call = instructions[place]
            let argumentsEnd: Int
            switch call.op {
            case .call, .callKeywords: argumentsEnd = Int(call.b) + 1 + Int(call.c)
            case .callMethod, .callMethodKeywords: argumentsEnd = Int(call.b) + 2 + Int(call.c)
            case .callSpread: argumentsEnd = Int(call.b) + 3
            default: continue
            }
            // What native code places for the functions it calls stands above the registers that were in use before.
            let base = frame.pointee.base
            var end = max(frame.pointee.callerTop, base + frame.pointee.registerCount)
            if depth + 1 < frameCount { end = min(end, frames[depth + 1].base) }
            clear(base + argumentsEnd, end)
        }
    }

    func print(_ bytes: [UInt8]) throws(Fault) {
        if unfinished.watched > 0 { dropDead() }
        try refuseUnfinished()
        if output.count + bytes.count > budget.output {
            output += bytes.prefix(max(0, budget.output - output.count))
            throw .overBudget(
                "the program printed more than \(Self.grouped(budget.output)) bytes",
                note: "a page's 'budget' raises the limit, as 'output'")
        }
        output += bytes
        if keepsOrigins {
            let tag = originTag
            if prints.last?.tag == tag { prints.removeLast() }
            prints.append((output.count, tag))
        }
    }

    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number).utf8)
        var out: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out.append(UInt8(ascii: ",")) }
            out.append(digit)
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Native recursion: comparing, printing and hashing nested containers, and calls out of built-in functions.
    func descend() throws(Fault) {
        nativeDepth += 1
        if nativeDepth > budget.nativeDepth {
            throw .overBudget(
                "calls and values nested more than \(budget.nativeDepth) deep through built-in functions")
        }
    }

    func ascend() { nativeDepth -= 1 }

    /// Native recursion through built-in functions and iterators alone, which needs less of the stack: an iterator of an
    /// iterator, a network in a network.
    func nest() throws(Fault) {
        builtinDepth += 1
        let limit = 2 * budget.nativeDepth
        if builtinDepth > limit {
            throw .overBudget("calls and values nested more than \(limit) deep through built-in functions")
        }
    }

    func unnest() { builtinDepth -= 1 }

    // MARK: Origins

    func register(_ code: Code) {
        code.originBase = nextTag
        nextTag += code.count
        origins.append(code)
    }

    /// The tag of the instruction being executed.
    var originTag: Int {
        guard frameCount > 0 else { return 0 }
        let frame = frames + (frameCount - 1)
        return frame.pointee.code.originBase + max(0, frame.pointee.pc - 1)
    }

    func noteBinding(of slot: Int, _ tag: Int) {
        while bindings.count <= slot { bindings.append(0) }
        bindings[slot] = Int32(truncatingIfNeeded: tag)
    }

    /// What bound a name of the page last; nil where nothing did, or nobody wanted it noted.
    func binding(of name: Symbol) -> Diagnostic.Location? {
        let slot = globalSlot(name)
        return slot < bindings.count && !globals[slot].isUndefined ? origin(tag: Int(bindings[slot])) : nil
    }

    /// Remembers that the instruction being executed set an attribute of a Value by hand.
    func noteChange(of value: PyNode, isGrad: Bool) {
        guard keepsOrigins else { return }
        let changes = value.changes ?? PyNode.Changes()
        value.changes = changes
        if isGrad {
            changes.grad = originTag
            changes.gradient = tape.grad(value.node)
            changes.passes = passCount
        } else {
            changes.data = originTag
        }
    }

    func origin(tag: Int) -> Diagnostic.Location? {
        guard tag > 0, tag < nextTag else { return nil }
        var low = 0
        var high = origins.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if origins[middle].originBase <= tag { low = middle } else { high = middle }
        }
        let code = origins[low]
        return Diagnostic.Location(code.source.file, code.source.fileSpan(code.spans[tag - code.originBase]))
    }

    // MARK: Purity

    /// Runs `body` so that nothing that existed before is changed.
    func purely<Result>(
        keepsTape: Bool = false, _ body: (Machine) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        lastEpoch += 1
        epoch = lastEpoch
        pureMark = tape.count
        let steps = (fuel.pointee, reserve)
        defer {
            epoch = 0
            if !keepsTape { tape.truncate(to: pureMark) }
            // Looking costs a page nothing, but each look is bounded.
            (fuel.pointee, reserve) = steps
        }
        fuel.pointee = 0
        reserve = min(budget.steps, 2_000_000)
        return try body(self)
    }

    /// Before anything is changed that a program can see.
    @inline(__always) func guardMutation(_ object: PyObject) throws(Fault) {
        if epoch != 0, object.epoch != epoch { throw impure() }
    }

    func guardMutation(_ node: Tape.Node) throws(Fault) {
        if isPure, node.position < pureMark { throw impure() }
    }

    func impure(_ what: String = "an expression that changes something") -> Fault {
        .unsupported(what, note: "what is shown on a page is only looked at; do this in a snippet above")
    }

    // MARK: New objects

    /// Lets the collector know of a cell or set that is about to hold this. As long as either holds plain things and
    /// containers that the collector knows, every cycle through it goes through one of those, and emptying that is enough:
    /// most cells and sets need not stand in the ring.
    @inline(__always) func registerHolder(_ holder: PyContainer, of value: PyValue) {
        guard case .object(let object) = value, object.hidesOthers, !holder.isKnown else { return }
        register(holder)
    }

    @inline(__always) func store(_ value: UnsafeMutablePointer<PyValue>, in cell: Unmanaged<PyCell>) {
        cell._withUnsafeGuaranteedRef {
            if let object = value.peeked, !$0.isKnown, object._withUnsafeGuaranteedRef({ $0.hidesOthers }) {
                register($0)
            }
            if $0.peekedCallee != nil { retire($0.content) }
            $0.place.copy(value)
        }
    }

    /// Lets the collector know of an object that may become part of a cycle.
    @inline(__always) func register(_ object: PyContainer) {
        heap.add(object)
        if heap.isDue { interrupt() }
    }

    func list(_ items: [PyValue]) -> PyValue {
        let list = PyList(items)
        list.epoch = epoch
        register(list)
        return .object(list)
    }

    func tuple(_ items: [PyValue]) -> PyValue { .object(PyTuple(items)) }

    func pair(_ first: __owned PyValue, _ second: __owned PyValue) -> PyValue { .object(PyTuple(first, second)) }

    func newDict() -> PyDict {
        let dict = PyDict()
        dict.epoch = epoch
        register(dict)
        return dict
    }

    func newSet() -> PySet {
        let set = PySet()
        set.epoch = epoch
        return set
    }

    // MARK: Errors

    func exception(_ type: PyType, _ message: String, note: String? = nil) -> Fault {
        let exception = PyException(type, args: [.text(message)])
        exception.epoch = epoch
        register(exception)
        if let note { exception.notes.append(note) }
        return .raised(exception)
    }

    func typeError(_ message: String) -> Fault { exception(types.typeError, message) }
    func valueError(_ message: String) -> Fault { exception(types.valueError, message) }
}

/// A call in progress.
struct Frame {
    /// What happens with the value it returns.
    enum OnReturn {
        /// Goes into the caller's register `target`.
        case store
        /// Must be None: the object made is what the caller gets.
        case initialize
        /// Ends the native execution that began with this frame.
        case leave
        /// The operator's method: NotImplemented means that the other operand is asked.
        case operatorResult
    }

    /// Not counted as a reference: the machine keeps every code it has compiled (`Machine.register`), and calls are too
    /// frequent to count twice.
    let codeReference: Unmanaged<Code>
    /// The function executed, and what the frame works for: the class being made, the generator that goes on, the
    /// instance being initialised. They are counted by hand, by `hold` and `release`: as properties of their own they
    /// would make every frame a value to be copied and destroyed.
    private var functionReference: Unmanaged<PyFunction>?
    private var subjectReference: Unmanaged<PyObject>?
    /// Whether the function is counted.
    private var holdsFunction = false
    let base: Int
    let registerCount: Int
    var pc = 0
    let target: Int
    /// Where registers in use ended before the call.
    let callerTop: Int
    /// For a generator that a `for` advances: where the loop goes on when it is exhausted.
    var exhausted = -1
    private(set) var onReturn = OnReturn.store

    /// The frame of a plain call, whose function somebody else holds.
    @inline(__always)
    init(_ code: Unmanaged<Code>, _ function: Unmanaged<PyFunction>?, base: Int, callerTop: Int, target: Int) {
        codeReference = code
        functionReference = function
        self.base = base
        self.callerTop = callerTop
        registerCount = code._withUnsafeGuaranteedRef { $0.registerCount }
        self.target = target
    }

    /// What the frame keeps as long as it is there.
    @inline(__always)
    mutating func hold(_ function: __owned PyFunction?, _ subject: __owned PyObject?, _ onReturn: OnReturn) {
        functionReference = function.map { Unmanaged.passRetained($0) }
        holdsFunction = true
        work(for: subject, onReturn)
    }

    @inline(__always)
    mutating func work(for subject: __owned PyObject?, _ onReturn: OnReturn) {
        subjectReference = subject.map { Unmanaged.passRetained($0) }
        self.onReturn = onReturn
    }

    /// The same, of what somebody has counted for the frame.
    @inline(__always)
    mutating func work(forCounted subject: Unmanaged<PyObject>?, _ onReturn: OnReturn) {
        subjectReference = subject
        self.onReturn = onReturn
    }

    /// The end of the frame.
    @inline(__always) func release() {
        if holdsFunction { functionReference?.letGo() }
        subjectReference?.letGo()
    }

    @inline(__always) var code: Code { codeReference._withUnsafeGuaranteedRef { $0 } }
    /// The code of a function that is defined in this one.
    @inline(__always) func inner(_ index: Int) -> Unmanaged<Code> {
        codeReference._withUnsafeGuaranteedRef { Unmanaged.passUnretained($0.codes[index]) }
    }
    @inline(__always) var function: PyFunction? { functionReference?._withUnsafeGuaranteedRef { $0 } }
    /// What the function captured.
    @inline(__always) var closure: UnsafeMutablePointer<PyValue>? {
        functionReference?._withUnsafeGuaranteedRef { $0.closure }
    }
    @inline(__always) var subject: PyObject? { subjectReference?.takeUnretainedValue() }
    @inline(__always) var hasSubject: Bool { subjectReference != nil }
    var classObject: PyType? { subject?.asType }
    @inline(__always) var generator: PyGenerator? {
        guard let subject = subjectReference, subject._withUnsafeGuaranteedRef({ $0.kind }) == .generator else {
            return nil
        }
        return subject.takeUnretainedValue().generator
    }

    /// What the frame works for, which it gives away.
    mutating func takeSubject() -> PyObject? {
        let subject = subjectReference?.takeRetainedValue()
        subjectReference = nil
        return subject
    }
}
