import Glibc
import Synchronization

/// Passes bytes between clients and a server on this machine, and holds what `holds` says; a thread a connection.
final class DelayingProxy {
    let port: Int
    let holds: Holds
    private let listener: Int32
    private let state = State()
    private var acceptor: Thread?

    private final class State: Sendable {
        let isEnding = Atomic(false)
    }

    init(toPort serverPort: Int, holds: Holds) throws {
        (listener, port) = try Sockets.listen()
        self.holds = holds
        let (listener, state) = (listener, state)
        do {
            acceptor = try Thread { Self.accept(listener, serverPort: serverPort, holds, state) }
        } catch {
            close(listener)
            throw error
        }
    }

    deinit { stop() }

    /// Returns when every connection is closed.
    func stop() {
        guard let acceptor else { return }
        state.isEnding.store(true, ordering: .relaxed)
        acceptor.join()
        self.acceptor = nil
        close(listener)
    }

    private static func accept(_ listener: Int32, serverPort: Int, _ holds: Holds, _ state: State) {
        var threads: [(thread: Thread, isDone: Flag)] = []
        while !state.isEnding.load(ordering: .relaxed) {
            var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 200) > 0 else {
                threads.removeAll { $0.isDone.value.load(ordering: .acquiring) }
                continue
            }
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { continue }
            Sockets.disableDelay(client)
            let isDone = Flag()
            // Connecting is a part of what the client waits for, so the new thread does it, not this one.
            let thread = try? Thread {
                defer { isDone.value.store(true, ordering: .releasing) }
                guard let server = try? Sockets.connect(port: serverPort) else {
                    close(client)
                    return
                }
                var connection = ProxiedConnection(client: client, server: server, holds: holds)
                connection.run(until: state.isEnding)
            }
            if let thread { threads.append((thread, isDone)) } else { close(client) }
            if threads.count > 64 { threads.removeAll { $0.isDone.value.load(ordering: .acquiring) } }
        }
    }

    private final class Flag: Sendable {
        let value = Atomic(false)
    }
}
