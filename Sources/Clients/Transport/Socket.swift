internal import Cancellation
internal import Glibc

/// A connected, blocking socket whose waits come in slices.
///
/// SO_RCVTIMEO and SO_SNDTIMEO end a blocking call after each slice, so that the usual case is one system call,
/// and the deadline and the cancellation flag are looked at only when a slice has passed.
final class Socket {
    let descriptor: Int32
    let address: String
    private let options: TransportOptions

    init(connectingTo url: ConnectionURL, options: TransportOptions) throws(TransportError) {
        address = url.address
        self.options = options
        let deadline = Deadline(after: options.connectTimeout)
        if let path = url.path {
            descriptor = try Self.connectUnix(path, url: url, deadline: deadline, options: options)
        } else {
            descriptor = try Self.connectTCP(url, deadline: deadline, options: options)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Sends some bytes, at least one.
    func send(_ bytes: UnsafeRawBufferPointer) throws(TransportError) -> Int {
        var deadline: Deadline?
        while true {
            let count = Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            if count > 0 { return count }
            try afterFailure(.write, &deadline)
        }
    }

    /// Receives at least one byte.
    func receive(_ buffer: UnsafeMutableRawBufferPointer) throws(TransportError) -> Int {
        var deadline: Deadline?
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return count }
            if count == 0 { throw error(.closedByPeer) }
            try afterFailure(.read, &deadline)
        }
    }

    /// Returns when the call may be tried again; `deadline` begins with the first slice that passed.
    private func afterFailure(_ phase: TransportError.Phase, _ deadline: inout Deadline?) throws(TransportError) {
        let code = errno
        guard code == EAGAIN || code == EINTR else { throw failure(phase, code: code) }
        try waited(phase, &deadline)
    }

    func waited(_ phase: TransportError.Phase, _ deadline: inout Deadline?) throws(TransportError) {
        try Self.checkCancellation(options, address: address)
        if let deadline {
            if deadline.hasPassed { throw error(.timedOut(phase, after: options.operationTimeout)) }
        } else {
            // The first slice has already passed.
            deadline = Deadline(after: options.operationTimeout - .milliseconds(Deadline.sliceMilliseconds))
        }
    }

    func failure(_ phase: TransportError.Phase, code: Int32) -> TransportError {
        Self.failure(phase, code: code, address: address)
    }

    func error(_ cause: TransportError.Cause) -> TransportError {
        TransportError(address: address, cause: cause)
    }

    // MARK: Connecting

    private static func connectTCP(
        _ url: ConnectionURL, deadline: Deadline, options: TransportOptions
    ) throws(TransportError) -> Int32 {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(url.host, String(url.port), &hints, &list)
        guard code == 0 else {
            throw TransportError(
                address: url.address, cause: .nameResolution(reason: String(cString: gai_strerror(code))))
        }
        defer { freeaddrinfo(list) }
        var last = TransportError(address: url.address, cause: .refused)
        var next = list
        while let entry = next?.pointee {
            do throws(TransportError) {
                let descriptor = try open(
                    entry.ai_family, entry.ai_addr, entry.ai_addrlen, url: url, deadline: deadline, options: options)
                var on: Int32 = 1
                setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
                return descriptor
            } catch {
                if case .interrupted = error.cause { throw error }
                last = error
            }
            next = entry.ai_next
        }
        throw last
    }

    private static func connectUnix(
        _ path: String, url: ConnectionURL, deadline: Deadline, options: TransportOptions
    ) throws(TransportError) -> Int32 {
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: name.sun_path) else {
            throw TransportError(address: url.address, cause: .socketPath(reason: "the path is too long"))
        }
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: bytes) }
        return try withUnsafePointer(to: &name) { pointer throws(TransportError) in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address throws(TransportError) in
                try open(
                    AF_UNIX, address, socklen_t(MemoryLayout<sockaddr_un>.size), url: url, deadline: deadline,
                    options: options)
            }
        }
    }

    private static func open(
        _ family: Int32, _ target: UnsafePointer<sockaddr>?, _ length: socklen_t, url: ConnectionURL,
        deadline: Deadline, options: TransportOptions
    ) throws(TransportError) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { throw failure(.connect, code: errno, address: url.address) }
        do throws(TransportError) {
            if connect(descriptor, target, length) != 0 {
                guard errno == EINPROGRESS || errno == EINTR else {
                    throw failure(.connect, code: errno, address: url.address)
                }
                try awaitConnection(descriptor, url: url, deadline: deadline, options: options)
            }
            setTimeouts(descriptor)
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func awaitConnection(
        _ descriptor: Int32, url: ConnectionURL, deadline: Deadline, options: TransportOptions
    ) throws(TransportError) {
        var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&poller, 1, deadline.slice) <= 0 {
            try checkCancellation(options, address: url.address)
            if deadline.hasPassed {
                throw TransportError(
                    address: url.address, cause: .timedOut(.connect, after: options.connectTimeout))
            }
        }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        guard code == 0 else { throw failure(.connect, code: code, address: url.address) }
    }

    private static func setTimeouts(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        var slice = timeval(tv_sec: 0, tv_usec: Deadline.sliceMilliseconds * 1000)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &slice, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &slice, size)
    }

    private static func checkCancellation(_ options: TransportOptions, address: String) throws(TransportError) {
        if let signal = options.cancellation?.signal {
            throw TransportError(address: address, cause: .interrupted(signal: signal))
        }
    }

    private static func failure(_ phase: TransportError.Phase, code: Int32, address: String) -> TransportError {
        let cause: TransportError.Cause =
            switch code {
            case ECONNREFUSED: .refused
            case ECONNRESET, EPIPE: .reset
            case ENOENT,
                EACCES where phase == .connect:
                .socketPath(reason: String(cString: strerror(code)))
            default: .system(phase, code: code)
            }
        return TransportError(address: address, cause: cause)
    }
}
