import Source
import Synchronization

/// What lessons and lists are made with, got ready when the first has to be made: most builds that remember the last one make
/// a lesson or none, and reading templates and formulas would take longer than all else.
final class Workshop: Sendable {
    struct Tools: Sendable {
        let maker: LessonMaker
        let joiner: SiteJoiner
    }

    private let pipeline: Pipeline
    private let site: SiteOutline
    private let formulas: Formulas
    private let isStrict: Bool
    private let opened = Mutex<Result<Tools, TemplateErrors>?>(nil)

    /// - Parameter formulas: those of the lessons that are known to be made, and of the tracks.
    init(_ pipeline: Pipeline, _ site: SiteOutline, formulas: Formulas, isStrict: Bool) {
        self.pipeline = pipeline
        self.site = site
        self.formulas = formulas
        self.isStrict = isStrict
    }

    func open() -> Result<Tools, TemplateErrors> {
        opened.withLock { opened in
            if let opened { return opened }
            let fresh: Result<Tools, TemplateErrors>
            do throws(TemplateErrors) {
                let library = try TemplateLibrary(TemplateSource(pipeline.templates))
                fresh = .success(tools(with: formulas, library))
            } catch { fresh = .failure(error) }
            opened = fresh
            return fresh
        }
    }

    /// What a lesson is made with that was not known to be made.
    func open(for index: Int) -> Result<Tools, TemplateErrors> {
        open().map { tools in
            let keys = site.formulaKeys(toMake: [index])
            // Many may ask at once, and the typesetter keeps a file.
            return keys.isEmpty
                ? tools
                : opened.withLock { _ in
                    self.tools(with: pipeline.typesetter.typeset(keys), tools.joiner.library)
                }
        }
    }

    /// What a lesson is only checked with, where there are no templates to make it with.
    /// - Parameter isLate: whether nobody knew before that it has to be made.
    func checks(for index: Int, isLate: Bool) -> LessonMaker {
        let formulas = isLate ? pipeline.typesetter.typeset(site.formulaKeys(toMake: [index])) : formulas
        return LessonMaker(checker: checker(formulas), weaver: nil, library: nil)
    }

    private func checker(_ formulas: Formulas) -> LessonChecker {
        LessonChecker(
            site: site, formulas: formulas, isStrict: isStrict, ledgers: false, mutant: pipeline.mutant)
    }

    private func tools(with formulas: Formulas, _ library: TemplateLibrary) -> Tools {
        let weaver = SiteWeaver(site, formulas: formulas, baseURL: pipeline.baseURL)
        return Tools(
            maker: LessonMaker(
                checker: checker(formulas),
                weaver: weaver, library: library),
            joiner: SiteJoiner(weaver: weaver, library: library))
    }
}

extension SiteOutline {
    /// The formulas that some lessons need, with those in the titles of their neighbours and in the texts of the tracks.
    func formulaKeys(toMake lessons: [Int]) -> [Formula.Key] {
        var keys = frame.tracks.flatMap(Formula.all(of:)).map(\.key)
        for lesson in lessons {
            keys += self.lessons[lesson].formulas
            let (previous, next) = neighbours(of: lesson)
            keys += [previous, next].compactMap { $0 }.flatMap { titleFormulas(of: $0) }
        }
        return keys
    }

    /// Formulas of a lesson that may be in its title.
    func titleFormulas(of lesson: Int) -> [Formula.Key] {
        let title = lessons[lesson].title.text
        return title.contains("$") ? lessons[lesson].formulas.filter { title.contains($0.tex) } : []
    }
}
