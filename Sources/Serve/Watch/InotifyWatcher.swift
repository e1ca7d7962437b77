#if canImport(Glibc)
    import Foundation
    import Glibc
    import Site

    /// Notices changes by Linux's inotify, which tells of each as it happens and costs nothing while there is none. Folders
    /// are watched one by one; what is in a folder that has just come is looked at once its watch stands, so nothing that was
    /// put there before is missed. When the kernel lost count, everything may be another.
    final class InotifyWatcher: FileWatcher, @unchecked Sendable {
        /// Why a folder cannot be watched, so that another way must do.
        struct Refused: Error { let message: String }

        private let mailbox: Mailbox
        /// Told when a watch is refused later; then this watcher has stopped.
        private let refused: @Sendable (Refused) -> Void
        private let handle: Int32
        /// A byte in it wakes the thread.
        private let wakeup: (read: Int32, write: Int32)
        private let lock = NSLock()
        private var wanted: LiveSite.Places
        private var isStopped = false

        // Of the thread alone.
        private var places: LiveSite.Places
        private var burst = Burst()
        /// By watch, the path of its folder.
        private var folders: [Int32: String] = [:]
        private var watches: [String: Int32] = [:]
        private var single: [String: Set<String>] = [:]
        /// Folders to watch that are not there.
        private var missing: Set<String> = []

        private static let events = UInt32(
            IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE
                | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
        /// How often a folder that is not there is looked for, in milliseconds.
        private static let lookout: Int32 = 150

        /// Starts to watch: what changes after this has returned is told.
        init(
            _ places: LiveSite.Places, _ mailbox: Mailbox, refused: @escaping @Sendable (Refused) -> Void
        ) throws(Refused) {
            (self.places, wanted, self.mailbox, self.refused) = (places, places, mailbox, refused)
            handle = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            var ends: [Int32] = [-1, -1]
            guard handle >= 0, pipe(&ends) == 0 else {
                let message = String(cString: strerror(errno))
                if handle >= 0 { close(handle) }
                throw Refused(message: message)
            }
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
            wakeup = (ends[0], ends[1])
            do throws(Refused) { try begin() } catch {
                closeAll()
                throw error
            }
            let thread = Thread { [self] in run() }
            thread.name = "gradbook.watch"
            thread.start()
        }

        func watch(_ places: LiveSite.Places) {
            lock.withLock { wanted = places }
            wake()
        }

        func stop() {
            lock.withLock { isStopped = true }
            wake()
        }

        /// Keeps the thread from reading, as a machine that is busy does; only tests call it.
        func whileHeld(_ body: () -> Void) { lock.withLock(body) }

        private func wake() {
            var byte: UInt8 = 0
            // The thread may have closed it, then there is nobody to wake.
            lock.withLock { if !isClosed { _ = write(wakeup.write, &byte, 1) } }
        }

        private var isClosed = false

        private func closeAll() {
            lock.withLock {
                isClosed = true
                for file in [handle, wakeup.read, wakeup.write] { close(file) }
            }
        }

        // MARK: Watches

        private func begin() throws(Refused) {
            missing = []
            for folder in places.folders { try add(folder, isNew: false) }
            single = places.single
            for folder in single.keys { try add(folder, isNew: false, isDeep: false) }
        }

        /// Watches a folder and what is in it.
        /// - Parameter isNew: whether the files in it are news.
        private func add(_ root: String, isNew: Bool, isDeep: Bool = true) throws(Refused) {
            var open = [root]
            while let folder = open.popLast() {
                let watch = inotify_add_watch(handle, folder, Self.events)
                guard watch >= 0 else {
                    if errno == ENOSPC || errno == ENOMEM {
                        throw Refused(message: "the limit of inotify is reached (fs.inotify.max_user_watches)")
                    }
                    if folder == root { missing.insert(root) }
                    continue
                }
                missing.remove(folder)
                // The folder of an excerpt may be one of the lessons' too; then it is watched as such.
                if folders[watch] == nil || isDeep { folders[watch] = folder }
                watches[folder] = watch
                guard isDeep else { continue }
                for name in FileSighting.names(in: folder) {
                    let path = "\(folder)/\(name)"
                    guard let stamp = FileSighting(path) else { continue }
                    if stamp.isFolder {
                        open.append(path)
                    } else if isNew {
                        burst.note(path, .settled, at: FileSighting.now())
                    }
                }
            }
        }

        /// A folder went away: by deletion, then its watches are gone, or by a move, then they would tell of a path that it
        /// no longer has.
        private func remove(_ root: String) {
            for (path, watch) in watches where path == root || path.hasPrefix(root + "/") {
                inotify_rm_watch(handle, watch)
                watches[path] = nil
                folders[watch] = nil
            }
            if places.folders.contains(root) || single[root] != nil { missing.insert(root) }
        }

        private func isDeep(_ folder: String) -> Bool {
            places.folders.contains { folder == $0 || folder.hasPrefix($0 + "/") }
        }

        // MARK: The thread

        private func run() {
            defer { closeAll() }
            do throws(Refused) {
                while !lock.withLock({ isStopped }) {
                    try adopt()
                    wait()
                    try read()
                    try look(for: missing)
                    if let deadline = burst.deadline, FileSighting.now() >= deadline {
                        let (paths, isEverything) = burst.take()
                        mailbox.put(LiveSite.Changes(paths: paths, isEverything: isEverything))
                    }
                }
            } catch { refused(error) }
        }

        /// Takes over other places.
        private func adopt() throws(Refused) {
            let wanted = lock.withLock { self.wanted }
            guard wanted != places else { return }
            places = wanted
            let before = single
            single = places.single
            for folder in single.keys where before[folder] == nil { try add(folder, isNew: false, isDeep: false) }
            for folder in before.keys where single[folder] == nil && !isDeep(folder) { remove(folder) }
        }

        private func wait() {
            var timeout: Int32 = missing.isEmpty ? -1 : Self.lookout
            if let deadline = burst.deadline {
                let now = FileSighting.now()
                // Rounded up: a wait that is over too soon would turn in circles.
                let left = deadline > now ? Int32((deadline - now + 999_999) / 1_000_000) : 0
                timeout = timeout < 0 ? left : min(timeout, left)
            }
            var files = [
                pollfd(fd: handle, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wakeup.read, events: Int16(POLLIN), revents: 0),
            ]
            poll(&files, nfds_t(files.count), timeout)
            if files[1].revents != 0 {
                var bytes = [UInt8](repeating: 0, count: 64)
                while Glibc.read(wakeup.read, &bytes, bytes.count) > 0 {}
            }
        }

        /// A folder that was not there may have come.
        private func look(for folders: Set<String>) throws(Refused) {
            for folder in folders where FileSighting(folder)?.isFolder ?? false {
                try add(folder, isNew: true, isDeep: isDeep(folder))
                if !missing.contains(folder) { burst.note(folder, .settled, at: FileSighting.now()) }
            }
        }

        private func read() throws(Refused) {
            var buffer = [UInt8](repeating: 0, count: 65536)
            while true {
                let count = Glibc.read(handle, &buffer, buffer.count)
                guard count > 0 else { return }
                for (event, name) in Self.events(in: buffer[..<count]) { try take(event, name) }
            }
        }

        private static func events(in bytes: ArraySlice<UInt8>) -> [(event: inotify_event, name: String)] {
            bytes.withUnsafeBytes { bytes -> [(event: inotify_event, name: String)] in
                let head = MemoryLayout<inotify_event>.size
                var events: [(event: inotify_event, name: String)] = []
                var place = 0
                while place + head <= bytes.count {
                    let event = bytes.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
                    let name = bytes[(place + head)..<(place + head + Int(event.len))].prefix { $0 != 0 }
                    events.append((event, String(decoding: name, as: UTF8.self)))
                    place += head + Int(event.len)
                }
                return events
            }
        }

        private func take(_ event: inotify_event, _ name: String) throws(Refused) {
            func has(_ flag: some BinaryInteger) -> Bool { event.mask & UInt32(truncatingIfNeeded: flag) != 0 }
            let now = FileSighting.now()
            if has(IN_Q_OVERFLOW) {
                burst.noteEverything(at: now)
                for watch in folders.keys { inotify_rm_watch(handle, watch) }
                (folders, watches) = ([:], [:])
                return try begin()
            }
            guard let folder = folders[event.wd] else { return }
            if has(IN_IGNORED) {
                folders[event.wd] = nil
                if watches[folder] == event.wd { watches[folder] = nil }
                return
            }
            if name.isEmpty {
                // The folder itself: one further up tells of it, unless there is none.
                if has(IN_DELETE_SELF) || has(IN_MOVE_SELF), places.folders.contains(folder) || single[folder] != nil {
                    remove(folder)
                    burst.note(folder, .gone, at: now)
                }
                return
            }
            let path = "\(folder)/\(name)"
            guard !PassingName.matches(name) else { return }
            guard isDeep(folder) else {
                if let wanted = single[folder]?.first(where: { $0 == path || $0 == name }) {
                    burst.note(wanted, Self.kind(event.mask), at: now)
                }
                return
            }
            if has(IN_ISDIR) {
                if has(IN_CREATE) || has(IN_MOVED_TO) {
                    burst.note(path, .settled, at: now)
                    try add(path, isNew: true)
                } else if has(IN_MOVED_FROM) || has(IN_DELETE) {
                    remove(path)
                    burst.note(path, .gone, at: now)
                }
                return
            }
            burst.note(path, Self.kind(event.mask), at: now)
        }

        private static func kind(_ mask: UInt32) -> Burst.Event {
            if mask & UInt32(IN_DELETE | IN_MOVED_FROM) != 0 { return .gone }
            if mask & UInt32(IN_CREATE) != 0 { return .created }
            return mask & UInt32(IN_MODIFY) != 0 ? .written : .settled
        }
    }
#endif
