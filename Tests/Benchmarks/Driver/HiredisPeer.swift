import ChildProcess
import Glibc

/// `redis_peer.c`, compiled with cc and loaded into this process.
final class HiredisPeer {
    private typealias Connect = @convention(c) (UnsafePointer<CChar>, Int32) -> UnsafeMutableRawPointer?
    private typealias Disconnect = @convention(c) (UnsafeMutableRawPointer) -> Void
    private typealias Slice =
        @convention(c) (
            UnsafeMutableRawPointer, UnsafePointer<CChar>, Int, UnsafeMutablePointer<UInt64>, Int32
        ) -> Int32

    private let connection: UnsafeMutableRawPointer
    private let disconnect: Disconnect
    private let slice: Slice

    init(port: Int) throws {
        let library = try Self.load()
        let connect: Connect = try Self.symbol("peer_connect", in: library)
        disconnect = try Self.symbol("peer_disconnect", in: library)
        slice = try Self.symbol("peer_slice", in: library)
        guard let connection = connect("127.0.0.1", Int32(port)) else {
            throw BenchmarkFailure("the hiredis peer cannot connect to port \(port)")
        }
        self.connection = connection
    }

    deinit {
        disconnect(connection)
    }

    /// Nanoseconds of each of `count` round trips of `request`.
    func measure(_ request: [CChar], into samples: UnsafeMutableBufferPointer<UInt64>) throws {
        guard let base = samples.baseAddress, slice(connection, request, request.count, base, Int32(samples.count)) == 0
        else { throw BenchmarkFailure("the hiredis peer failed in its slice") }
    }

    /// The file is removed as soon as it is loaded, so that nothing is left behind however the run ends.
    private static func load() throws -> UnsafeMutableRawPointer {
        var template = Array("/tmp/ttaperf-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchmarkFailure("no temporary folder can be made in /tmp") }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let object = "\(folder)/redis_peer.so"
        defer {
            unlink(object)
            rmdir(folder)
        }
        let source = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/redis_peer.c"
        let compiler = try ChildProcess.capture(
            ChildCommand("cc", ["-O2", "-Wall", "-fPIC", "-shared", "-o", object, source, "-lhiredis"]),
            timeout: .seconds(60))
        guard compiler.exit.isSuccess, let library = dlopen(object, RTLD_NOW | RTLD_LOCAL) else {
            throw BenchmarkFailure("redis_peer.c cannot be built: \(String(decoding: compiler.errors, as: UTF8.self))")
        }
        return library
    }

    private static func symbol<Function>(_ name: String, in library: UnsafeMutableRawPointer) throws -> Function {
        guard let address = dlsym(library, name) else { throw BenchmarkFailure("redis_peer.c has no \(name)") }
        return unsafeBitCast(address, to: Function.self)
    }
}
