import MiniPython
import Source

/// Which line of a page a number comes from, and which lines stand behind that one: the statements of its snippets, with
/// what each reads of what earlier ones wrote. It goes by names, not by values, so it can speak of numbers that moved
/// without having seen them before.
struct Provenance {
    /// A statement that runs before something on the page.
    struct Statement: Sendable {
        let outline: StatementOutline
        /// The latest statements that wrote what it reads.
        let sources: [Int]
        /// Whether it prints, itself or through a function of the page.
        let prints: Bool
    }

    /// A place in a file, the same for a page and for the pages that continue it.
    struct Place: Hashable {
        let path: String
        let offset: Int
    }

    /// In the order in which they run.
    private(set) var statements: [Statement] = []
    /// For each offset in the page from which more statements have run, how many, and the names as they are then.
    private var moments: [(offset: Int, names: Names)] = []

    private struct Names {
        /// By name, the latest statement that bound or changed it.
        var written: [String: Int] = [:]
        /// By name, the latest statement that changed its gradient.
        var gradients: [String: Int] = [:]
        /// Functions that make a backward pass, and functions that print.
        var walkers: Set<String> = []
        var printers: Set<String> = []
    }

    init(_ page: LessonPage, of lesson: Lesson) {
        var names = Names()
        for earlier in lesson.predecessors(of: page) ?? [] {
            for item in earlier.items { run(item, &names) }
        }
        moments.append((0, names))
        for item in page.items {
            run(item, &names)
            if case .snippet = item.content { moments.append((item.offset, names)) }
        }
    }

    private mutating func run(_ item: PageItem, _ names: inout Names) {
        guard case .snippet(let snippet) = item.content, !snippet.isStatic else { return }
        if snippet.isFresh { names = Names() }
        for outline in StatementOutline.all(in: snippet.code) { add(outline, &names) }
    }

    private mutating func add(_ outline: StatementOutline, _ names: inout Names) {
        let index = statements.count
        let sources = latest(outline.reads, outline.touchesGradients, names)
        let prints = outline.prints || !outline.reads.isDisjoint(with: names.printers)
        statements.append(
            Statement(outline: outline, sources: sources, prints: prints && !outline.isDefinition))
        if prints, outline.isDefinition { names.printers.formUnion(outline.writes) }
        let walks = outline.walksBack || !outline.reads.isDisjoint(with: names.walkers)
        if outline.isDefinition {
            if walks { names.walkers.formUnion(outline.writes) }
        } else if walks {
            // The pass reaches whatever its root was made of.
            for statement in behind(index) {
                let outline = statements[statement].outline
                for name in outline.writes.union(outline.reads) { names.gradients[name] = index }
            }
            if !outline.walksBack || outline.changesObjects {
                for name in outline.writes { names.written[name] = index }
            }
            return
        }
        let changed = outline.changesObjects ? outline.writes.union(outline.reads) : outline.writes
        for name in changed {
            if outline.changesObjects, outline.touchesGradients {
                names.gradients[name] = index
            } else {
                names.written[name] = index
                names.gradients[name] = nil
            }
        }
    }

    private func latest(_ reads: Set<String>, _ touchesGradients: Bool, _ names: Names) -> [Int] {
        var found: Set<Int> = []
        for name in reads {
            if let writer = names.written[name] { found.insert(writer) }
            if touchesGradients, let writer = names.gradients[name] { found.insert(writer) }
        }
        return found.sorted()
    }

    /// The statement that made what an expression at an offset of the page shows; nil where it reads nothing of the page.
    func maker(of expression: SourceSlice, at offset: Int) -> Int? {
        let (reads, touchesGradients) = StatementOutline.names(in: expression)
        let names = moments.last { $0.offset <= offset }?.names ?? Names()
        return latest(reads, touchesGradients, names).last
    }

    /// The statement of a snippet that prints first; nil where none does.
    func printer(in snippet: Snippet) -> Int? {
        let span = Span(snippet.code.fileOffset(0), snippet.code.fileOffset(snippet.code.bytes.count))
        let own = statements.indices.filter { index in
            let place = statements[index].outline.location
            return place.file.path == snippet.code.file.path && place.span.start >= span.start
                && place.span.start < span.end
        }
        return own.first { statements[$0].prints } ?? own.first
    }

    /// A statement and all that stand behind it.
    /// - Complexity: O(statements).
    func behind(_ statement: Int) -> Set<Int> {
        var found: Set<Int> = [statement]
        var open = [statement]
        while let next = open.popLast() {
            for source in statements[next].sources where found.insert(source).inserted { open.append(source) }
        }
        return found
    }

    func place(of statement: Int) -> Place {
        let location = statements[statement].outline.location
        return Place(path: location.file.path, offset: location.span.start)
    }
}
