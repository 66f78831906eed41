import Glibc

/// Plain TCP sockets on loopback, for the proxy: no deadline, no TLS, nothing between the bytes and the clock.
enum Sockets {
    struct Failure: Error, CustomStringConvertible {
        let call: String
        let code: Int32
        var description: String {
            "The proxy cannot work (\(call): \(String(cString: strerror(code)))); is 127.0.0.1 up?"
        }
    }

    /// A listening socket on a free port of 127.0.0.1.
    static func listen() throws(Failure) -> (descriptor: Int32, port: Int) {
        let descriptor = try open()
        do throws(Failure) {
            var address = address(port: 0)
            try check("bind", with(&address) { bind(descriptor, $0, length) })
            try check("listen", Glibc.listen(descriptor, 64))
            var size = length
            try check("getsockname", with(&address) { getsockname(descriptor, $0, &size) })
            return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
        } catch {
            close(descriptor)
            throw error
        }
    }

    static func connect(port: Int) throws(Failure) -> Int32 {
        let descriptor = try open()
        var address = address(port: port)
        do throws(Failure) {
            try check("connect", with(&address) { Glibc.connect(descriptor, $0, length) })
        } catch {
            close(descriptor)
            throw error
        }
        disableDelay(descriptor)
        return descriptor
    }

    static func disableDelay(_ descriptor: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Whether all of it was taken.
    static func sendAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = send(
                descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Bytes received; 0 at the end of the stream or when it is broken.
    static func receive(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            return max(count, 0)
        }
    }

    private static let length = socklen_t(MemoryLayout<sockaddr_in>.size)

    private static func open() throws(Failure) -> Int32 {
        try check("socket", socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
    }

    private static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        address.sin_port = in_port_t(port).bigEndian
        return address
    }

    @discardableResult
    private static func check(_ call: String, _ result: Int32) throws(Failure) -> Int32 {
        guard result >= 0 else { throw Failure(call: call, code: errno) }
        return result
    }

    private static func with(_ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Int32) -> Int32 {
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }
}
