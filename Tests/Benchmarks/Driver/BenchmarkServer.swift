import ChildProcess
import Glibc
import RedisClient
import Transport

struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A redis-server on a free loopback port that writes nothing to disk; it stops with its owner.
final class BenchmarkServer {
    let port: Int
    private let process: ChildProcess

    var url: ConnectionURL { ConnectionURL(scheme: .redis, host: "127.0.0.1", port: port) }

    init() throws {
        port = try Self.freePort()
        process = try ChildProcess(
            ChildCommand(
                "redis-server",
                ["--port", "\(port)", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", "/tmp"]))
        let deadline = ContinuousClock.now + .seconds(20)
        while (try? RedisConnection(to: url)) == nil {
            guard ContinuousClock.now < deadline else { throw BenchmarkFailure("redis-server did not start") }
            usleep(10_000)
        }
    }

    deinit {
        _ = process.terminate(grace: .seconds(2))
    }

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw BenchmarkFailure("there is no free loopback port") }
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}
