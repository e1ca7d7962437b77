import Foundation
import Source
import TestSupport
import Testing

@testable import Site

/// Changes the numbers that the lessons claim, one at a time: `verify` must fail at that line and column, every time.
struct DigitFlipTests {
    static let content = repositoryRoot.appendingPathComponent("content").path

    /// A digit of a claim, or of an output fence, in a file of the content.
    struct Flip: Sendable, CustomTestStringConvertible {
        let path: String
        let offset: Int
        /// Where the finding must begin: at the claim, or at the digit of the output.
        let place: SourceFile.Position

        var testDescription: String { "\(path):\(place.line):\(place.column)" }
    }

    static let flips: [Flip] = {
        var diagnostics: [Diagnostic] = []
        guard let site = SiteSource.read(content, drafts: true, &diagnostics) else { return [] }
        return site.lessons.flatMap(flips(in:))
    }()

    /// One flip a claim, of its last digit, and one a line of an output.
    static func flips(in lesson: Lesson) -> [Flip] {
        var found: [Flip] = []
        for page in Runner(budget: PageBudget()).run(lesson).pages {
            let file = page.page.file
            let path = String(file.path.dropFirst(content.count + 1))
            func add(_ slice: SourceSlice, _ span: Span, isOutput: Bool = false) {
                guard let digit = (span.start..<span.end).last(where: { (48...57).contains(slice.bytes[$0]) }) else {
                    return
                }
                found.append(
                    Flip(
                        path: path, offset: slice.fileOffset(digit),
                        place: file.position(at: slice.fileOffset(isOutput ? digit : span.start))))
            }
            var numbers = page.matter.all.flatMap(\.results)
            for (item, result) in zip(page.page.items, page.results) {
                switch (item.content, result) {
                case (_, .computed(let number)): numbers.append(number)
                case (_, .cards(let cards)): numbers += cards.flatMap { $0 }
                case (_, .figure(let figure)): numbers += figure.caption?.results ?? []
                case (.output(let claim), _):
                    var start = 0
                    for line in claim.text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                    {
                        add(claim.text, Span(start, start + line.count), isOutput: true)
                        start += line.count + 1
                    }
                default: break
                }
            }
            for number in numbers.compactMap({ $0 }) {
                if let claim = number.span.claim { add(claim, Span(0, claim.bytes.count)) }
            }
        }
        return found
    }

    @Test func thereAreClaims() { #expect(Self.flips.count > 50) }

    @Test(arguments: flips) func isFoundWhereItStands(_ flip: Flip) throws {
        let scratch = Scratch()
        let copy = scratch.path + "/content"
        try FileManager.default.copyItem(atPath: Self.content, toPath: copy)
        // `source` fences name files beside the content.
        try FileManager.default.createDirectory(atPath: scratch.path + "/Sources", withIntermediateDirectories: false)
        try FileManager.default.copyItem(
            atPath: repositoryRoot.appendingPathComponent("Sources/Micrograd").path,
            toPath: scratch.path + "/Sources/Micrograd")
        var bytes = [UInt8](try #require(FileManager.default.contents(atPath: "\(copy)/\(flip.path)")))
        bytes[flip.offset] = bytes[flip.offset] == UInt8(ascii: "9") ? UInt8(ascii: "8") : bytes[flip.offset] + 1
        try Data(bytes).write(to: URL(fileURLWithPath: "\(copy)/\(flip.path)"))
        do throws(Pipeline.Failure) {
            _ = try Pipeline(content: copy, templates: templates).check()
            Issue.record("a changed number was not found")
        } catch {
            let found = error.diagnostics.map { ($0.id, $0.location.file.position(at: $0.location.span.start)) }
            #expect(found.count == 1)
            #expect(found.first?.0 == "claim-differs" || found.first?.0 == "output-differs")
            #expect(found.first?.1 == flip.place)
        }
    }
}
