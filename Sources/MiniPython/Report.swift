import Source

/// Faults as people read them: CPython's last line, and a diagnostic at the place in the lesson with the calls that
/// led there.
extension Interpreter {
    func report(_ fault: SyntaxFault, _ source: SourceSlice) -> Failure {
        let isUnsupported = fault.kind == .unsupported
        var message =
            isUnsupported ? "not supported here: \(fault.message)" : "\(fault.type): \(fault.message)"
        func line(_ offset: Int) -> Int { source.file.position(at: source.fileOffset(offset)).line }
        switch fault.line {
        case .on(let offset): message += " on line \(line(offset))"
        case .detected(let offset): message += " (detected at line \(line(offset)))"
        case nil: break
        }
        var diagnostic = Diagnostic(
            isUnsupported ? "python-unsupported" : "python-syntax", message, at: source.file,
            source.fileSpan(fault.span))
        for note in fault.notes { diagnostic = diagnostic.noting(note) }
        return Failure(kind: fault.kind, message: message, diagnostic: diagnostic)
    }

    func report(_ fault: Fault, _ source: SourceSlice) -> Failure {
        switch fault {
        case .raised(let exception):
            do throws(Fault) {
                let message = try machine.describe(exception)
                return report(.raised, "python-raised", message, exception.trace, exception.notes, source)
            } catch {
                // The message cannot be shown: it would name a place in memory, say.
                if case .refused(let refusal) = error { refusal.trace = exception.trace }
                return report(error, source)
            }
        case .refused(let refusal):
            let isBudget = refusal.kind == .budget
            let message = isBudget ? refusal.message : "not supported here: \(refusal.message)"
            return report(
                refusal.kind, isBudget ? "python-budget" : "python-unsupported", message, refusal.trace,
                refusal.notes, source)
        }
    }

    private func report(
        _ kind: Failure.Kind, _ id: String, _ message: String, _ trace: [TracePoint], _ notes: [String],
        _ source: SourceSlice
    ) -> Failure {
        let places = trace.map { point in
            Diagnostic.Location(
                point.code.source.file, point.code.source.fileSpan(point.code.spans[point.instruction]))
        }
        let place = places.first ?? Diagnostic.Location(source.file, source.fileSpan(Span(0, 0)))
        var diagnostic = Diagnostic(id, message, at: place.file, place.span)
        for note in notes { diagnostic = diagnostic.noting(note) }
        // The way in: the frame that failed was called from the next, and so on. A deep recursion is cut in the middle.
        let shown = 6
        for (index, location) in places.enumerated().dropFirst() {
            if places.count > 2 * shown, index == shown {
                diagnostic.notes.append(Diagnostic.Note("… \(places.count - 2 * shown + 1) more calls …"))
            }
            if places.count > 2 * shown, index >= shown, index <= places.count - shown { continue }
            let callee = trace[index - 1].code
            diagnostic.notes.append(Diagnostic.Note("\(Self.title(callee)) was called here", at: location))
        }
        return Failure(kind: kind, message: message, diagnostic: diagnostic)
    }

    private static func title(_ code: Code) -> String {
        switch code.kind {
        case .classBody: "the body of class '\(code.name)'"
        default: "'\(code.name)'"
        }
    }
}
