import Markup
import Source

/// Everything that is wrong with a folder of templates, in order.
public struct TemplateErrors: Error, Sendable {
    public let diagnostics: [Diagnostic]
}

/// The templates of a site: `NAME.mustache` for each kind of page, `partials/`, and `assets/`, which are copied as they
/// are, style sheets and scripts without what only their authors read. A library that could be loaded renders every page:
/// each tag was checked against the page model, so nothing can be missing later.
public struct TemplateLibrary: Sendable {
    /// What stands below `assets/`, in order of path.
    public let assets: [OutputFile]
    private let pages: [Page.Kind: Template]
    private let partials: [String: Template]

    /// Reads and checks the templates of a folder, which messages show as it is given.
    /// - Throws: All that is wrong with them, not only the first.
    public init(folder: String) throws(TemplateErrors) { try self.init(.folder(folder)) }

    /// Reads and checks templates.
    /// - Throws: All that is wrong with them, not only the first.
    public init(_ source: TemplateSource) throws(TemplateErrors) {
        var reader = TemplateReader(source)
        guard reader.findings.isEmpty else { throw TemplateErrors(diagnostics: reader.findings) }
        let pageFiles = reader.templates(in: "")
        let partialFiles = reader.templates(in: "partials")
        assets = reader.assets()
        var findings = reader.findings

        func scan(_ file: SourceFile) -> TemplateCheck.Template {
            let scanner = TemplateScanner(file)
            findings += scanner.findings
            return .init(file: file, tags: scanner.tags)
        }
        var check = TemplateCheck(partials: partialFiles.mapValues(scan))
        for kind in Page.Kind.allCases {
            if let file = pageFiles[kind.rawValue] {
                check.check(scan(file), scope: PageModel.page.scope(on: kind))
            } else if !reader.unreadable.contains(kind.rawValue) {
                findings.append(
                    Diagnostic(
                        "template-missing", "expected a template for pages of kind `\(kind.rawValue)`, found none",
                        at: SourceFile(path: source.shown(kind.rawValue + ".mustache"), bytes: []), Span(0, 0)))
            }
        }
        findings += check.findings
        let paths = Set(assets.map(\.path))
        for file in Array(pageFiles.values) + Array(partialFiles.values) {
            findings += Self.missingAssets(of: file, among: paths)
        }
        findings += Self.useless(pageFiles, partialFiles, usedPartials: check.used)
        guard findings.isEmpty else { throw TemplateErrors(diagnostics: findings.sorted(by: Diagnostic.inOrder)) }

        var pages: [Page.Kind: Template] = [:]
        for kind in Page.Kind.allCases { pages[kind] = pageFiles[kind.rawValue].map(Template.init) }
        self.pages = pages
        partials = partialFiles.mapValues(Template.init)
    }

    /// The page as it will stand on disk.
    public func render(_ page: Page) -> OutputFile {
        guard let template = pages[page.kind] else { preconditionFailure("a library has a template for every kind") }
        var out = TextWriter(reserving: page.body.text.utf8.count + 16_384)
        template.write(to: &out, PageModel.page.values(page), partials: partials)
        return OutputFile(path: page.path, bytes: out.bytes)
    }

    /// Style sheets, scripts and pictures that a template asks for, `{{root}}assets/…` or by the whole address, and that
    /// are not there.
    private static func missingAssets(of file: SourceFile, among assets: Set<String>) -> [Diagnostic] {
        let bytes = file.bytes
        let (root, address, folder) = (Array("{{root}}".utf8), Array("{{site-address}}/".utf8), Array("assets/".utf8))
        var found: [Diagnostic] = []
        var start = 0
        while let next = bytes[start...].firstIndex(of: folder[0]) {
            start = next + 1
            guard bytes[next...].starts(with: folder),
                [root, address].contains(where: { bytes[..<next].suffix($0.count) == $0[...] })
            else { continue }
            let end = bytes[next...].firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") } ?? bytes.count
            let path = file.text(in: Span(next, end))
            if assets.contains(path) { continue }
            let nearest = Spelling.nearest(to: path, among: assets.sorted())
            found.append(
                Diagnostic(
                    "asset-missing", "there is no file `\(path)` among the templates", at: file, Span(next, end)
                ).meaning(nearest, else: "put it there, or remove the reference"))
        }
        return found
    }

    /// Templates that nothing uses were not checked either, and are most often misspelt.
    private static func useless(
        _ pages: [String: SourceFile], _ partials: [String: SourceFile], usedPartials: Set<String>
    ) -> [Diagnostic] {
        let kinds = Page.Kind.allCases.map(\.rawValue)
        let unknownPages = pages.filter { !kinds.contains($0.key) }.map { name, file in
            let nearest = Spelling.nearest(to: name, among: kinds).map { "did you mean `\($0)`?" }
            let note = nearest ?? "the kinds are " + kinds.joined(separator: ", ")
            return Diagnostic(
                "template-unknown", "no page is of kind `\(name)`", at: file, Span(0, 0), notes: [.init(note)])
        }
        let unusedPartials = partials.filter { !usedPartials.contains($0.key) }.map { name, file in
            Diagnostic("template-unknown", "no template includes the partial `\(name)`", at: file, Span(0, 0))
        }
        return unknownPages + unusedPartials
    }
}

/// Reads the files of templates; what cannot be read is a finding.
private struct TemplateReader {
    let source: TemplateSource
    private let files: [(path: String, bytes: [UInt8]?)]
    private(set) var findings: [Diagnostic] = []
    /// Names of templates that are there and are no text; each is a finding already.
    private(set) var unreadable: Set<String> = []

    init(_ source: TemplateSource) {
        self.source = source
        let files = source.files
        self.files = files ?? []
        if files == nil {
            complain(
                "template-missing", "expected a folder of templates, found none", "",
                note: "without `--templates`, and where no folder `templates` is, gradbook's own are used")
        }
    }

    /// The templates directly in a folder, by name.
    mutating func templates(in folder: String) -> [String: SourceFile] {
        let opening = folder.isEmpty ? "" : folder + "/"
        var found: [String: SourceFile] = [:]
        for (path, bytes) in files where path.hasPrefix(opening) && path.hasSuffix(".mustache") {
            let name = path.dropFirst(opening.count).dropLast(".mustache".count)
            guard !name.contains("/"), let bytes = read(path, bytes) else { continue }
            guard String(validating: bytes, as: UTF8.self) != nil else {
                complain("template-syntax", "the file is not UTF-8", path)
                unreadable.insert(String(name))
                continue
            }
            found[String(name)] = SourceFile(path: source.shown(path), bytes: bytes)
        }
        return found
    }

    mutating func assets() -> [OutputFile] {
        files.filter { $0.path.hasPrefix("assets/") }.compactMap { path, bytes in
            read(path, bytes).map { OutputFile(path: path, bytes: squeezed($0, path)) }
        }
    }

    private func squeezed(_ bytes: [UInt8], _ name: String) -> [UInt8] {
        if name.hasSuffix(".css") { return StyleSheet.squeezed(bytes) }
        return name.hasSuffix(".js") ? Script.squeezed(bytes) : bytes
    }

    private mutating func read(_ path: String, _ bytes: [UInt8]?) -> [UInt8]? {
        if bytes == nil { complain("template-missing", "the file cannot be read", path) }
        return bytes
    }

    private mutating func complain(_ id: String, _ message: String, _ name: String, note: String? = nil) {
        let notes = note.map { [Diagnostic.Note($0)] } ?? []
        findings.append(
            Diagnostic(id, message, at: SourceFile(path: source.shown(name), bytes: []), Span(0, 0), notes: notes))
    }
}
