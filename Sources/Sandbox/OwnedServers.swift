internal import ChildProcess
internal import Synchronization

/// The folder and the processes that we started: gone with the last reference to it, unless they were let go.
final class OwnedServers: Sendable {
    let folder: SandboxFolder
    private let children = Mutex<[ChildProcess]>([])
    private let claim = Mutex(true)

    init(_ folder: SandboxFolder) {
        self.folder = folder
    }

    deinit {
        stop()
    }

    var isOurs: Bool { claim.withLock { $0 } }

    func add(_ child: ChildProcess) {
        children.withLock { $0.append(child) }
    }

    /// Nothing here ends them any more.
    func release() {
        guard giveUpClaim() else { return }
        for child in children.withLock({ $0 }) { child.release() }
    }

    /// At once: what they hold is thrown away anyway.
    func stop() {
        guard giveUpClaim() else { return }
        let children = children.withLock { children in
            defer { children = [] }
            return children
        }
        for child in children { child.terminate(grace: .zero) }
        MarkedProcesses(folder: folder).kill()
        folder.remove()
    }

    /// Whether they were ours until now.
    private func giveUpClaim() -> Bool {
        claim.withLock { isOurs in
            defer { isOurs = false }
            return isOurs
        }
    }
}
