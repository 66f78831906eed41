internal import Glibc

/// A loopback port that the kernel gives to nobody else who asks for any port, while a server of ours may listen on it.
///
/// A bound socket that does not listen holds it; the server binds beside it, since both allow the address' reuse. Only
/// a stranger who asks for this very number can still be faster: see `isTaken`.
final class ReservedPort {
    let number: Int
    private let descriptor: Int32

    init() throws(SandboxError) {
        descriptor = try Self.openSocket()
        guard Self.bind(descriptor, to: 0), let number = Self.number(of: descriptor) else {
            let code = errno
            close(descriptor)
            throw .noPort(code: code)
        }
        self.number = number
    }

    deinit {
        close(descriptor)
    }

    /// Whether somebody listens on it.
    var isTaken: Bool {
        guard let probe = try? Self.openSocket() else { return false }
        defer { close(probe) }
        return !Self.bind(probe, to: number)
    }

    private static func openSocket() throws(SandboxError) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .noPort(code: errno) }
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
    }

    private static func bind(_ descriptor: Int32, to number: Int) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        address.sin_port = in_port_t(number).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func number(of descriptor: Int32) -> Int? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isKnown = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) == 0 }
        }
        return isKnown ? Int(in_port_t(bigEndian: address.sin_port)) : nil
    }
}
