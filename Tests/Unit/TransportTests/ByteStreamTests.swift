import Cancellation
import Glibc
import LoopbackServers
import Testing
import Transport

extension LoopbackServer {
    func connect(scheme: ConnectionURL.Scheme = .redis, options: TransportOptions = .quick) throws -> ByteStream {
        let url = ConnectionURL(scheme: scheme, host: "127.0.0.1", port: port)
        let stream = try ByteStream.connect(to: url, options: options)
        waitUntilAccepted()
        return stream
    }
}

extension TransportOptions {
    static let quick = TransportOptions(connectTimeout: .seconds(2), operationTimeout: .milliseconds(300))
}

@Suite struct ByteStreamTests {
    @Test func bytesGoThereAndBack() throws {
        let server = LoopbackServer { peer in
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = recv(peer, &buffer, buffer.count, 0)
                guard count > 0 else { return }
                var sent = 0
                while sent < count { sent += send(peer, Array(buffer[sent..<count]), count - sent, 0) }
            }
        }
        let stream = try server.connect()
        let message = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        try message.withUnsafeBytes { try stream.write($0) }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while received.count < message.count {
            let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
            received += buffer[..<count]
        }
        #expect(received == message)
        #expect(stream.bytesSent == 100_000)
        #expect(stream.bytesReceived == 100_000)
    }

    @Test func aPeerThatClosesIsTold() throws {
        let server = LoopbackServer { _ in }
        let stream = try server.connect()
        #expect(cause { try read(stream) } == .closedByPeer)
    }

    @Test func aPeerThatResetsIsTold() throws {
        let server = LoopbackServer { peer in
            var byte: UInt8 = 0
            _ = recv(peer, &byte, 1, 0)
            var abort = linger(l_onoff: 1, l_linger: 0)
            setsockopt(peer, SOL_SOCKET, SO_LINGER, &abort, socklen_t(MemoryLayout<linger>.size))
        }
        let stream = try server.connect()
        try [UInt8(1)].withUnsafeBytes { try stream.write($0) }
        #expect(cause { try read(stream) } == .reset)
    }

    @Test func aStalledPeerRunsIntoTheDeadline() throws {
        let server = LoopbackServer { peer in
            var byte: UInt8 = 0
            _ = recv(peer, &byte, 1, 0)
        }
        let stream = try server.connect()
        #expect(cause { try read(stream) } == .timedOut(.read, after: .milliseconds(300)))
    }

    @Test func aPeerThatNeverReadsRunsIntoTheDeadlineOfWriting() throws {
        let server = LoopbackServer { peer in
            // Holds the connection open without reading until the client has given up.
            var poller = pollfd(fd: peer, events: 0, revents: 0)
            poll(&poller, 1, 60_000)
        }
        let stream = try server.connect()
        let chunk = [UInt8](repeating: 0, count: 1 << 20)
        let failure: TransportError.Cause? = cause {
            for _ in 0..<64 { try chunk.withUnsafeBytes { try stream.write($0) } }
        }
        #expect(failure == .timedOut(.write, after: .milliseconds(300)))
    }

    @Test func nobodyListeningIsRefused() throws {
        // Bound and not listening: refuses, and no other test can be given its port meanwhile.
        let (reserved, port) = bindLoopback()
        defer { close(reserved) }
        let url = ConnectionURL(scheme: .redis, host: "127.0.0.1", port: port)
        #expect(cause { _ = try ByteStream.connect(to: url, options: .quick) } == .refused)
        #expect(
            TransportError(address: url.address, cause: .refused).description
                == "Cannot connect to redis://127.0.0.1:\(port): connection refused; is the server running?")
    }

    @Test func anUnknownHostAndAMissingSocketAreNamed() throws {
        let host = cause { _ = try ByteStream.connect(to: ConnectionURL("redis://nobody.invalid"), options: .quick) }
        guard case .nameResolution = host else {
            Issue.record("got \(String(describing: host))")
            return
        }
        let path = cause { _ = try ByteStream.connect(to: ConnectionURL("unix:///nonexistent/r.sock")) }
        #expect(path == .socketPath(reason: "No such file or directory"))
    }

    @Test func cancellationEndsAWaitLongBeforeItsDeadline() throws {
        let server = LoopbackServer { peer in
            var byte: UInt8 = 0
            _ = recv(peer, &byte, 1, 0)
        }
        let cancellation = Cancellation()
        let stream = try server.connect(
            options: TransportOptions(operationTimeout: .seconds(600), cancellation: cancellation))
        cancellation.cancel(signal: SIGINT)
        #expect(cause { try read(stream) } == .interrupted(signal: SIGINT))
    }

    @Test func plainBytesAreNoTLS() throws {
        let server = LoopbackServer { peer in
            var byte: UInt8 = 0
            _ = recv(peer, &byte, 1, 0)
            _ = send(peer, "-ERR not TLS at all\r\n", 21, Int32(MSG_NOSIGNAL))
            _ = recv(peer, &byte, 1, 0)
        }
        let patient = TransportOptions(operationTimeout: .seconds(60))
        let failure = cause { _ = try server.connect(scheme: .rediss, options: patient) }
        guard case .tls = failure else {
            Issue.record("got \(String(describing: failure))")
            return
        }
    }

    @Test func aStalledHandshakeRunsIntoTheDeadline() throws {
        let server = LoopbackServer { peer in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while recv(peer, &buffer, buffer.count, 0) > 0 {}
        }
        #expect(
            cause { _ = try server.connect(scheme: .rediss) } == .timedOut(.handshake, after: .milliseconds(300)))
    }

    private func read(_ stream: ByteStream) throws {
        var buffer = [UInt8](repeating: 0, count: 16)
        _ = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
    }

    private func cause(_ body: () throws -> Void) -> TransportError.Cause? {
        do {
            try body()
            return nil
        } catch {
            return (error as? TransportError)?.cause
        }
    }
}
