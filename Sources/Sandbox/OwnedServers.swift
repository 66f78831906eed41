internal import ChildProcess
internal import Synchronization

/// The folder and the processes that we started: gone with the last reference to it, unless they were let go.
final class OwnedServers: Sendable {
    let folder: SandboxFolder
    private let children = Mutex<[ChildProcess]>([])
    private let isOurs = Mutex(true)

    init(_ folder: SandboxFolder) {
        self.folder = folder
    }

    deinit {
        stop()
    }

    func add(_ child: ChildProcess) {
        children.withLock { $0.append(child) }
    }

    /// Nothing here ends them any more.
    func release() {
        let isReleased = isOurs.withLock { isOurs in
            defer { isOurs = false }
            return isOurs
        }
        guard isReleased else { return }
        for child in children.withLock({ $0 }) { child.release() }
    }

    /// At once: what they hold is thrown away anyway.
    func stop() {
        let isStopped = isOurs.withLock { isOurs in
            defer { isOurs = false }
            return isOurs
        }
        guard isStopped else { return }
        let children = children.withLock { children in
            defer { children = [] }
            return children
        }
        for child in children { child.terminate(grace: .zero) }
        MarkedProcesses(folder: folder).kill()
        folder.remove()
    }
}
