import Synchronization

/// Compares files, as they come, with a folder that a build has made or should have made. Nothing on the disk is touched.
public final class ComparedSite: FileSink {
    private struct State {
        var taken: TakenPaths
        var old: OldSite?
        var differences: [Difference] = []
        /// What went wrong first; then the rest does not matter.
        var problem: WriteError?
    }

    private let writer: SiteWriter
    private let state: Mutex<State>

    init(_ writer: SiteWriter) {
        self.writer = writer
        var state = State(taken: TakenPaths(output: writer.output))
        do throws(WriteError) { state.old = OldSite(try SitePlace(writer.output).site) } catch { state.problem = error }
        self.state = Mutex(state)
    }

    public func take(_ file: OutputFile) {
        let place = state.withLock { state -> (path: String, isInFolder: Bool)? in
            guard state.problem == nil, state.old != nil else { return nil }
            do throws(WriteError) {
                let folder = try state.taken.add(file.path)
                return ((state.old?.path ?? "") + "/" + file.path, state.old?.hasFolder(folder) ?? false)
            } catch {
                state.problem = error
                return nil
            }
        }
        guard let place else { return }
        let kind: Difference.Kind
        if place.isInFolder, let found = Disk.kind(place.path) {
            if found == .file, Disk.file(place.path, holds: file.bytes) { return }
            kind = found == .folder ? .missing : .changed
        } else {
            kind = .missing
        }
        state.withLock { $0.differences.append(Difference(kind, file.path)) }
    }

    /// The differences, in order of path.
    public func finish() throws(WriteError) -> [Difference] {
        take(SiteWriter.marker)
        let state = state.withLock { $0 }
        if let problem = state.problem { throw problem }
        let extras = try state.old?.leftOver(state.taken.files).map { Difference(.unexpected, $0) } ?? []
        return (state.differences + extras).sorted { $0.path < $1.path }
    }
}
