import Source

/// Walks the templates as rendering would, section by section and partial by partial, and finds every tag that the
/// page model does not have or that is written in the wrong form. What passes cannot render a name as nothing.
struct TemplateCheck {
    struct Template {
        var file: SourceFile
        var tags: [TemplateTag]
    }

    private let partials: [String: Template]
    private(set) var used: Set<String> = []
    private(set) var findings: [Diagnostic] = []

    init(partials: [String: Template]) { self.partials = partials }

    /// A section that is open at the place the walk has reached.
    private struct Open {
        var tag: TemplateTag
        /// The depth of the scope its name was found in; an optional name is allowed in its own section only.
        var depth: Int?
        var pushesScope: Bool
    }

    /// The partials that lead to the file being walked, for "included from" and against circles.
    private struct Inclusion {
        var name: String
        var at: Diagnostic.Location
    }

    /// The names that are known at a place, innermost last, and those of them that are known to be there.
    private struct Surroundings {
        var scopes: [Scope]
        var present: [(name: String, depth: Int)] = []
        var inclusions: [Inclusion] = []
    }

    mutating func check(_ template: Template, scope: Scope) {
        walk(template, Surroundings(scopes: [scope]))
    }

    private mutating func walk(_ template: Template, _ outside: Surroundings) {
        var here = outside
        var open: [Open] = []
        for tag in template.tags {
            switch tag.kind {
            case .text, .raw: checkValue(tag, template.file, here)
            case .open, .openInverted: enter(tag, template.file, &here, &open)
            case .close: leave(tag, template.file, &here, &open)
            case .partial: include(tag, template.file, here)
            }
        }
        for section in open {
            report(
                "template-section", "{{\(sign(section.tag))\(section.tag.name)}} is never closed", template.file,
                section.tag.span, here)
        }
    }

    // MARK: Sections

    private mutating func enter(
        _ tag: TemplateTag, _ file: SourceFile, _ here: inout Surroundings, _ open: inout [Open]
    ) {
        guard let (shape, depth) = lookUp(tag, file, here) else {
            open.append(Open(tag: tag, depth: nil, pushesScope: false))
            return
        }
        var inner: Scope?
        switch shape {
        case .text(optional: false), .html(optional: false):
            report(
                "template-form", "`\(tag.name)` is always there; show it with \(valueForm(tag.name, shape))", file,
                tag.nameSpan, here)
        case .text: inner = .value(.text(optional: false))
        case .html: inner = .value(.html(optional: false))
        case .flag: break
        case .record(let scope), .list(of: let scope): inner = scope
        }
        if tag.kind == .openInverted { inner = nil }
        if let inner { here.scopes.append(inner) }
        if tag.kind == .open { here.present.append((tag.name, depth)) }
        open.append(Open(tag: tag, depth: tag.kind == .open ? depth : nil, pushesScope: inner != nil))
    }

    private mutating func leave(
        _ tag: TemplateTag, _ file: SourceFile, _ here: inout Surroundings, _ open: inout [Open]
    ) {
        guard let section = open.last else {
            report("template-section", "no section is open here", file, tag.span, here)
            return
        }
        guard section.tag.name == tag.name else {
            let note = Diagnostic.Note("opened here", at: .init(file, section.tag.span))
            report(
                "template-section", "expected {{/\(section.tag.name)}}, got {{/\(tag.name)}}", file, tag.span, here,
                notes: [note])
            // The nearest section of that name was meant, or else the tag is a slip and its section goes on.
            guard open.contains(where: { $0.tag.name == tag.name }) else { return }
            while open.last?.tag.name != tag.name { close(&here, &open) }
            close(&here, &open)
            return
        }
        close(&here, &open)
    }

    private func close(_ here: inout Surroundings, _ open: inout [Open]) {
        guard let section = open.popLast() else { return }
        if section.pushesScope { here.scopes.removeLast() }
        if section.depth != nil { here.present.removeLast() }
    }

    // MARK: Values

    private mutating func checkValue(_ tag: TemplateTag, _ file: SourceFile, _ here: Surroundings) {
        guard let (shape, depth) = lookUp(tag, file, here) else { return }
        switch shape {
        case .text(let optional), .html(let optional):
            let form = valueForm(tag.name, shape)
            if form != valueForm(tag) {
                let isText = tag.kind == .raw
                report(
                    "template-form", "`\(tag.name)` is \(isText ? "plain text" : "HTML"): write \(form)", file,
                    tag.span, here)
            } else if tag.kind == .raw, tag.place != .betweenTags {
                report(
                    "template-form", "HTML cannot stand inside a tag; use a field of plain text", file, tag.span, here)
            } else if tag.place == .insideTag {
                report("template-form", "put the attribute's value in quotes", file, tag.span, here)
            }
            let isPresent = here.present.contains { $0.name == tag.name && $0.depth == depth }
            if optional, !isPresent {
                report(
                    "template-form",
                    "`\(tag.name)` may be missing: put it inside {{#\(tag.name)}}…{{/\(tag.name)}}", file,
                    tag.nameSpan, here)
            }
        case .flag, .record, .list:
            report(
                "template-form", "`\(tag.name)` is no text: write {{#\(tag.name)}}…{{/\(tag.name)}}", file,
                tag.nameSpan, here)
        }
    }

    private func valueForm(_ name: String, _ shape: Scope.Shape) -> String {
        if case .html = shape { "{{{\(name)}}}" } else { "{{\(name)}}" }
    }

    private func valueForm(_ tag: TemplateTag) -> String {
        tag.kind == .raw ? "{{{\(tag.name)}}}" : "{{\(tag.name)}}"
    }

    private func sign(_ tag: TemplateTag) -> String { tag.kind == .openInverted ? "^" : "#" }

    /// From the innermost scope outwards, as Mustache does.
    private mutating func lookUp(
        _ tag: TemplateTag, _ file: SourceFile, _ here: Surroundings
    ) -> (Scope.Shape, depth: Int)? {
        if tag.name == "." {
            let depth = here.scopes.count - 1
            if let shape = here.scopes[depth]["."] { return (shape, depth) }
            report("template-unknown-tag", "`.` is a set of names here; write one of them", file, tag.nameSpan, here)
            return nil
        }
        for depth in here.scopes.indices.reversed() {
            if let shape = here.scopes[depth][tag.name] { return (shape, depth) }
        }
        let known = here.scopes.reversed().flatMap { $0.entries.map(\.name) }.filter { $0 != "." }
        report(
            "template-unknown-tag", "no `\(tag.name)` here", file, tag.nameSpan, here,
            known: known)
        return nil
    }

    // MARK: Partials

    private mutating func include(_ tag: TemplateTag, _ file: SourceFile, _ here: Surroundings) {
        guard let partial = partials[tag.name] else {
            let names = partials.keys.sorted()
            report(
                "template-unknown-partial", "no partial `\(tag.name)`", file, tag.nameSpan, here,
                known: names)
            return
        }
        used.insert(tag.name)
        guard !here.inclusions.contains(where: { $0.name == tag.name }) else {
            report("template-unknown-partial", "partial `\(tag.name)` includes itself", file, tag.nameSpan, here)
            return
        }
        var inside = here
        inside.inclusions.append(Inclusion(name: tag.name, at: .init(file, tag.span)))
        walk(partial, inside)
    }

    /// - Parameter known: the names that could stand in the place of an unknown one; nil where it is not the name.
    private mutating func report(
        _ id: String, _ message: String, _ file: SourceFile, _ span: Span, _ here: Surroundings,
        known: [String]? = nil, notes: [Diagnostic.Note] = []
    ) {
        // A partial that is wrong on nine pages is wrong once.
        let isKnown = findings.contains {
            $0.id == id && $0.message == message && $0.location.file.path == file.path && $0.location.span == span
        }
        guard !isKnown else { return }
        let inclusion = here.inclusions.last.map { [Diagnostic.Note("included from here", at: $0.at)] } ?? []
        var found = Diagnostic(id, message, at: file, span, notes: notes)
        if let known {
            var seen: Set<String> = []
            let names = known.filter { seen.insert($0).inserted }.joined(separator: ", ")
            found = found.meaning(
                Spelling.nearest(to: file.text(in: span), among: known),
                else: known.isEmpty ? "there is none" : "known here: " + names)
        }
        found.notes += inclusion
        findings.append(found)
    }
}
