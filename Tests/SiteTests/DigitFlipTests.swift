import Foundation
import Source
import TestSupport
import Testing

@testable import Site

/// Changes the digits that the real lessons show, one at a time: `verify --strict` must fail at that very place, every
/// time. Free to change are snippets and plain numbers; and a quotation may become another true quotation, the expression
/// of a claim another one that gives the claimed number. With
/// `GRADBOOK_DIGITS=all` every digit is changed to every other, as `scripts/fuzz-digits` does; otherwise some hundred
/// changes are drawn from a fixed seed.
struct DigitFlipTests {
    static let content = repositoryRoot.appendingPathComponent("content").path

    /// What a digit of a page belongs to.
    enum Kind: String, CaseIterable {
        case claim, expression, output, quotation
        case snippet, plain
        /// What no reader is shown as a number: addresses, ids, labels, keys.
        case hidden
    }

    struct Digit {
        let page: LessonPage
        let lesson: Lesson
        let kind: Kind
        let offset: Int
        /// Where the finding must be.
        let place: Span
    }

    let site: SiteSource
    let links: LinkMap
    /// Every ASCII digit of the lessons.
    let digits: [Digit]

    init() throws {
        var diagnostics: [Diagnostic] = []
        site = try #require(SiteSource.read(Self.content, drafts: true, &diagnostics))
        links = LinkMap(site.outline)
        digits = site.lessons.flatMap { lesson in
            Runner(budget: PageBudget()).run(lesson).pages.flatMap { Self.digits(of: $0, lesson) }
        }
    }

    static func digits(of run: PageRun, _ lesson: Lesson) -> [Digit] {
        let page = run.page
        let file = page.file
        var kinds: [Int: (kind: Kind, place: Span)] = [:]
        func set(_ kind: Kind, _ slice: SourceSlice, _ place: Span? = nil) {
            for index in slice.bytes.indices {
                let offset = slice.fileOffset(index)
                kinds[offset] = (kind, place ?? Span(offset, offset + 1))
            }
        }
        for entry in NumberCoverage(run).entries where entry.role == .plain || entry.role == .quoted {
            for offset in entry.span.start..<entry.span.end {
                kinds[offset] = (entry.role == .plain ? .plain : .quotation, Span(offset, offset + 1))
            }
        }
        var numbers = run.matter.all.flatMap(\.results)
        for (item, result) in zip(page.items, run.results) {
            switch (item.content, result) {
            case (.snippet(let snippet), _): set(.snippet, snippet.code)
            case (.output(let claim), _): set(.output, claim.text)
            case (_, .computed(let number)): numbers.append(number)
            case (_, .cards(let cards)): numbers += cards.flatMap { $0 }
            case (_, .figure(let figure)): numbers += figure.caption?.results ?? []
            default: break
            }
        }
        for number in numbers.compactMap({ $0 }) {
            let field = number.span.field
            guard let claim = number.span.claim else {
                // Without a claim it is code that runs, as a snippet is.
                set(.snippet, field)
                continue
            }
            set(.claim, claim)
            let whole = field.fileSpan(Span(0, field.bytes.count)).union(claim.fileSpan(Span(0, claim.bytes.count)))
            set(.expression, field, whole)
        }
        return file.bytes.indices.filter { (48...57).contains(file.bytes[$0]) }.map { offset in
            let found = kinds[offset] ?? (.hidden, Span(offset, offset + 1))
            return Digit(page: page, lesson: lesson, kind: found.kind, offset: offset, place: found.place)
        }
    }

    /// What `verify --strict` finds on a page in which a digit was changed, and what became of that digit.
    func verify(_ digit: Digit, changedTo byte: UInt8) throws -> (errors: [Diagnostic], kind: Kind) {
        var bytes = digit.page.file.bytes
        bytes[digit.offset] = byte
        var found: [Diagnostic] = []
        let reader = PageReader(
            folder: site.folder, lessonPath: digit.lesson.path, allowsRawHTML: site.config.allowsRawHTML)
        let page = LessonPage(
            kind: digit.page.kind, file: SourceFile(path: digit.page.file.path, bytes: bytes), reader: reader,
            diagnostics: &found)
        let lesson = Lesson(
            path: digit.lesson.path, number: digit.lesson.number,
            pages: (digit.lesson.predecessors(of: digit.page) ?? []) + [page])
        let run = Runner(budget: site.config.budget).run(lesson)
        found += run.pages.flatMap(Verifier().verify)
        for page in lesson.pages {
            for link in page.links.map(\.link) + page.cardLinks {
                if case .broken(let problem) = links.resolve(link, on: page, of: lesson) { found.append(problem) }
            }
        }
        let changed = try #require(run.pages.first { $0.page.kind == page.kind })
        let coverage = NumberCoverage(changed)
        found += coverage.findings
        let isQuoted = coverage.entries.contains {
            $0.role == .quoted && $0.span.start <= digit.offset && digit.offset < $0.span.end
        }
        return (
            found.filter { $0.severity == .error && $0.location.file === page.file }, isQuoted ? .quotation : .hidden
        )
    }

    @Test func thereAreNumbers() {
        #expect(digits.count { $0.kind == .claim } > 100)
        #expect(digits.count { $0.kind == .output } > 100)
        #expect(digits.count { $0.kind == .quotation } > 5)
        #expect(digits.count { $0.kind == .plain } < 40)
    }

    @Test func aChangedDigitIsFoundWhereItStands() throws {
        let checked: Set<Kind> = [.claim, .expression, .output, .quotation]
        var changes = digits.filter { checked.contains($0.kind) }.flatMap { digit in
            (48...57).filter { $0 != digit.page.file.bytes[digit.offset] }.map { (digit: digit, byte: UInt8($0)) }
        }
        let isWhole = ProcessInfo.processInfo.environment["GRADBOOK_DIGITS"] == "all"
        if !isWhole {
            var random = SeededGenerator(seed: 7)
            changes.shuffle(using: &random)
            changes = Array(changes.prefix(300))
        }
        var missed: [String] = []
        var truths = 0
        for (digit, byte) in changes {
            let (errors, kind) = try verify(digit, changedTo: byte)
            let isFound = errors.contains {
                $0.location.span.start < digit.place.end && digit.place.start < $0.location.span.end
            }
            if isFound { continue }
            let isTrue = digit.kind == .quotation && kind == .quotation || digit.kind == .expression && errors.isEmpty
            if isTrue {
                truths += 1
                continue
            }
            let place = digit.page.file.position(at: digit.offset)
            let elsewhere = errors.map { error in
                let place = error.location.file.position(at: error.location.span.start)
                return " \(error.id) at \(place.line):\(place.column)"
            }
            missed.append(
                "\(digit.page.file.path):\(place.line):\(place.column): \(digit.kind) changed to \(byte - 48):\(elsewhere.joined())"
            )
        }
        #expect(missed == [])
        #expect(truths * 20 < changes.count)
        if isWhole {
            let counts = Kind.allCases.map { kind in "\(digits.count { $0.kind == kind }) \(kind)" }
            print(
                "\(changes.count) changes, \(missed.count) missed, \(truths) as true as before; of the digits are \(counts.joined(separator: ", "))"
            )
            for digit in digits where digit.kind == .hidden || digit.kind == .plain {
                let place = digit.page.file.position(at: digit.offset)
                print("\(digit.kind): \(digit.page.file.path):\(place.line):\(place.column)")
            }
        }
    }
}
