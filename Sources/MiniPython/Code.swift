import Source

/// One step of the register machine. `a` is the register written unless the comment says otherwise; registers hold
/// variables first, temporaries after them.
struct Instruction {
    enum Opcode: UInt8 {
        case move  // a = b
        case constant  // a = constants[b]
        case loadGlobal  // a = globals[b]
        case loadCallee  // the same, for a call at once: a function is not counted
        case storeGlobal  // globals[a] = b
        case storeNotedGlobal  // the same, and the place is noted
        case deleteGlobal  // globals[a]
        case makeCell  // a = cell holding a
        case loadCell  // a = content of cell b
        case storeCell  // content of cell a = b
        case deleteCell  // content of cell a
        case loadFree  // a = content of captured cell b
        case storeFree  // content of captured cell a = b
        case deleteFree
        case loadKept  // a = captured value b
        case check  // local a must be assigned
        case deleteLocal  // a
        case loadClassName  // a = names[b] of the class being made, or globals[c]
        case storeClassName  // names[a] of the class being made = b
        case deleteClassName
        case suggestName  // a Value in a is called names[b]

        case add, sub, mul, div  // a = b op c
        case addSmall, subSmall, mulSmall, modSmall  // a = b op the number c
        case inPlaceSmall  // a = b (operator n)= the number c
        case jumpIfNotSmall  // unless a (operator n) the number b, to c
        case binary  // a = b (operator n) c
        case inPlace  // a = b (operator n)= c
        case unary  // a = (operator n) b
        case isInstance  // a = isinstance(b, c), if the global that the next names in b is that
        case compare  // a = b (operator n) c
        case not  // a = not b

        case jump  // to c
        case jumpIfFalse  // a is tested; to c
        case jumpIfTrue
        case jumpIfNot  // unless a (operator n) b, to c

        case buildList, buildTuple  // a = of what is moved out of c registers from b
        case buildSet  // a = of c registers from b
        case buildDict  // a = of c pairs of registers from b
        case buildString  // a = of c registers from b
        case beginText  // a = where the text begins and ends that is being put together
        case appendText  // text a, string constants[b]
        case appendField  // text a, b formatted, conversion n, specification in c unless c is `noRegister`
        case endText  // a = string of text b
        case append  // list a, item b; goes on at c unless c is 0
        case extend  // list a, iterable b
        case addToSet  // set a, item b
        case updateSet  // set a, iterable b
        case storePair  // dict a, key b, value c
        case updateDict  // dict a, mapping b
        case mergeKeywords  // dict a, mapping b; a repeated key is an error
        case listToTuple  // a = tuple of list b
        case buildSlice  // a = of the three registers from b

        case getAttribute  // a = b.(site c)
        case getKeptAttribute  // a = (captured value b).(site c)
        case getFreeAttribute  // a = (content of captured cell b).(site c)
        case getCellAttribute  // a = (content of cell b).(site c)
        case setAttribute  // a.(site c) = b, which may be moved out if n is 1
        case deleteAttribute  // a.(site c)
        case getItem  // a = b[c]
        case setItem  // a[b] = c
        case deleteItem  // a[b]

        case getIterator  // a = iter(b); if n is 1, a list or set stays itself and a+1 says where the loop stands
        case next  // a = next(b), or to c
        case unpack  // the c registers from a = items of b
        case unpackStar  // the same with n before the starred one, c in all

        case loadMethod  // a = callable, a+1 = its object or undefined: b.(site c)
        case call  // a = b(the c registers after b)
        case callMethod  // a = b(the c registers from b+1, the first of which may be undefined)
        case callKeywords  // as call, of the c arguments the last ones have the names in tables[n of the next]
        case callMethodKeywords
        case callSpread  // a = b(*list in b+1, **dict in b+2)
        case extra  // operands of the instruction before

        case makeFunction  // a = function codes[b], defaults from register c
        case makeClass  // a = class codes[b], base in c unless n is 0
        case finishClass  // returns the class being made
        case `return`  // a
        case yield  // gives b, a = what is sent; registers from c on are not read any more
        case raise  // a, from b unless n is 0
        case reraise  // a
        case assertion  // message in a unless n is 0
        case matches  // a = exception b is of type c
        case `import`  // a = module names[b]
        case importFrom  // a = names[c] of module names[b]
        case format  // a = b formatted, conversion n, specification in c unless c is `noRegister`
        case superObject  // a = super() with the class in captured cell b and the object in register c
        case noActiveException  // raise without an exception
    }

    var op: Opcode
    var n: UInt8 = 0
    var a: UInt16 = 0
    var b: UInt16 = 0
    var c: UInt16 = 0

    static let noRegister = UInt16.max
    /// In `n` of what loads a variable: it is called at once, so that it need not be counted.
    static let isCallee: UInt8 = 2

    /// An operand that is a small number itself, as it stands in an instruction.
    static func operand(of number: Int64) -> Int? {
        Int16(exactly: number).map { Int(UInt16(bitPattern: $0)) }
    }

    @inline(__always) static func number(in operand: UInt16) -> Int64 { Int64(Int16(bitPattern: operand)) }
}

/// What `.` looks up at one place of the program, and where it was found last: in instances of one shape, as long as no
/// class changes.
struct AttributeSite {
    let symbol: Symbol
    /// 0 when nothing was found yet.
    var shape: UInt32 = 0
    var classVersion: UInt32 = 0
    /// Slot of the instance; -1 when `value`, a method of the class, is meant.
    var slot: Int32 = -1
    private(set) var value: PyValue = .undefined
    /// The same, not counted, when it may be called so.
    private(set) var callee: Unmanaged<PyObject>?
    /// Objects of the built-in type that have `value` for their method; cells, which no program sees, when there is none.
    private(set) var kind = PyObject.Kind.cell
    /// Where an assignment adds the attribute: the shape with it. Not counted, for the class of the instance holds it.
    private var added: Unmanaged<Shape>?

    init(_ symbol: Symbol) { self.symbol = symbol }

    @inline(__always) var successor: Unmanaged<Shape>? { added }

    /// Remembers a slot, the one that an assignment has added if there is a successor.
    mutating func note(slot: Int, shape: UInt32, successor: Shape? = nil, _ classVersion: UInt32) {
        self.slot = Int32(truncatingIfNeeded: slot)
        self.shape = shape
        self.classVersion = classVersion
        kind = .cell
        added = successor.map { Unmanaged.passUnretained($0) }
    }

    /// Remembers a method of a built-in type.
    mutating func note(method: PyValue, of kind: PyObject.Kind) {
        self.kind = kind
        note(callee: method)
        shape = 0
    }

    /// Remembers a method of the class.
    mutating func note(method: PyValue, shape: UInt32, _ classVersion: UInt32) {
        note(slot: -1, shape: shape, classVersion)
        note(callee: method)
    }

    private mutating func note(callee: PyValue) {
        value = callee
        self.callee = withUnsafeMutablePointer(to: &value) { $0.peekedCallee }
    }
}

/// The compiled form of a snippet, a function, a class body or a generator. Immutable but for the caches in its sites.
final class Code {
    enum Kind { case module, function, lambda, classBody, generator }

    /// Where a closure's cell is found when the function is made.
    enum Capture {
        case register(Int)
        case free(Int)
    }

    /// Instructions from `start` up to `end` that fail continue at `target`, the exception in `register`.
    struct Handler {
        let start: Int
        let end: Int
        let target: Int
        let register: Int
    }

    /// Instructions from `start` up to `end` are `except` blocks, the exception they handle in `register`.
    struct Handling {
        let start: Int
        let end: Int
        let register: Int
    }

    struct Parameters {
        var positional: [Symbol] = []
        var positionalOnly = 0
        var keywordOnly: [Symbol] = []
        /// Of the keyword-only parameters, those with a default.
        var keywordDefaults: [Bool] = []
        var defaultCount = 0
        var hasStar = false
        var hasDoubleStar = false

        /// Registers that hold parameters when a call begins.
        var count: Int { positional.count + keywordOnly.count + (hasStar ? 1 : 0) + (hasDoubleStar ? 1 : 0) }
        /// No more than plain parameters.
        var isSimple: Bool { keywordOnly.isEmpty && !hasStar && !hasDoubleStar }
    }

    let kind: Kind
    let name: String
    let source: SourceSlice
    let parameters: Parameters
    let isGenerator: Bool
    /// Nothing but plain parameters: a call with as many arguments as they are needs no binding.
    let isPlain: Bool
    let positionalCount: Int
    /// How many arguments need no binding at all, neither default nor generator; -1 for none.
    let plainCount: Int
    let registerCount: Int
    let instructions: UnsafeMutablePointer<Instruction>
    let count: Int
    let spans: [Span]
    let constants: UnsafeMutablePointer<PyValue>
    private let constantCount: Int
    let sites: UnsafeMutablePointer<AttributeSite>
    private let siteCount: Int
    let symbols: [Symbol]
    let registerNames: [Symbol]
    let freeNames: [Symbol]
    let codes: [Code]
    /// Where each captured variable is found when the function is made: a register, or, counted down from -1, one that
    /// the function around it captured.
    let captures: UnsafeMutablePointer<Int32>
    let captureCount: Int
    let handlers: [Handler]
    let handling: [Handling]
    let keywordTables: [[Symbol]]
    /// The first of the tags that stand for this code's instructions as origins of Values.
    @exclusivity(unchecked) var originBase = 0

    init(_ parts: Parts) {
        kind = parts.kind
        name = parts.name
        source = parts.source
        parameters = parts.parameters
        isGenerator = parts.isGenerator
        isPlain = parts.parameters.isSimple
        positionalCount = parts.parameters.positional.count
        plainCount = isPlain && !isGenerator ? positionalCount : -1
        registerCount = parts.registerCount
        count = parts.instructions.count
        instructions = .allocate(capacity: max(1, count))
        instructions.initialize(from: parts.instructions, count: count)
        spans = parts.spans
        constantCount = parts.constants.count
        constants = .allocate(capacity: max(1, constantCount))
        constants.initialize(from: parts.constants, count: constantCount)
        siteCount = parts.sites.count
        sites = .allocate(capacity: max(1, siteCount))
        sites.initialize(from: parts.sites, count: siteCount)
        symbols = parts.symbols
        registerNames = parts.registerNames
        freeNames = parts.freeNames
        codes = parts.codes
        captureCount = parts.captures.count
        captures = .allocate(capacity: max(1, captureCount))
        for (index, capture) in parts.captures.enumerated() {
            let place =
                switch capture {
                case .register(let register): Int32(truncatingIfNeeded: register)
                case .free(let free): Int32(truncatingIfNeeded: -1 - free)
                }
            (captures + index).initialize(to: place)
        }
        handlers = parts.handlers
        handling = parts.handling
        keywordTables = parts.keywordTables
    }

    deinit {
        instructions.deallocate()
        constants.deinitialize(count: constantCount)
        constants.deallocate()
        sites.deinitialize(count: siteCount)
        sites.deallocate()
        captures.deallocate()
    }

    /// What the compiler collects while it walks a body.
    struct Parts {
        var kind: Kind
        var name: String
        var source: SourceSlice
        var parameters = Parameters()
        var isGenerator = false
        var registerCount = 0
        var instructions: [Instruction] = []
        var spans: [Span] = []
        var constants: [PyValue] = []
        var sites: [AttributeSite] = []
        var symbols: [Symbol] = []
        var registerNames: [Symbol] = []
        var freeNames: [Symbol] = []
        var codes: [Code] = []
        var captures: [Capture] = []
        var handlers: [Handler] = []
        var handling: [Handling] = []
        var keywordTables: [[Symbol]] = []
    }
}
