import Glibc

/// A redis-server that computes for a while when it has read a request of some kind: work of the server itself, with
/// nothing more between it and its client than without.
///
/// What computes is `libSlowRedis.so` (SlowRedis.c), preloaded into the server; it reads a table that is changed here.
final class ServerWork: Injection {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let requests: [SlowedRequest]
    private let descriptor: Int32
    private let path: String
    private let library: String

    /// Rounds of a multiplication that an amount of 1 stands for, some tens of microseconds.
    private static let unit = 20_000.0

    /// As `struct kind` of SlowRedis.c.
    private enum Layout {
        static let kinds = 8
        static let needle = 24
        static let rounds = 32
        static let size = 40
    }

    /// - Parameters:
    ///   - requests: with one needle each.
    ///   - folder: where the table is kept while this lives.
    init(_ requests: [SlowedRequest], folder: String) throws {
        self.requests = requests
        library = try Self.findLibrary()
        path = "\(folder)/slow-redis.\(getpid())"
        guard requests.count < Layout.kinds,
            requests.allSatisfy({ $0.needles.count == 1 && $0.needles[0].utf8.count < Layout.needle })
        else { throw Failure(description: "The table of SlowRedis.c has no room for these requests.") }
        let table = requests.flatMap(Self.entry)
        let padding = [UInt8](repeating: 0, count: Layout.kinds * Layout.size - table.count)
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0, write(descriptor, table + padding, Layout.kinds * Layout.size) > 0 else {
            throw Failure(description: "Cannot write \(path): \(String(cString: strerror(errno))).")
        }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// What the server must find in its environment.
    var environment: [String: String] { ["LD_PRELOAD": library, "TTAPERF_SLOW_REDIS": path] }

    func setAll(_ amounts: [Double]) {
        for (index, amount) in zip(requests.indices, amounts) {
            withUnsafeBytes(of: UInt64(max(0, amount) * Self.unit)) { bytes in
                _ = pwrite(descriptor, bytes.baseAddress, bytes.count, index * Layout.size + Layout.rounds)
            }
        }
    }

    private static func entry(_ request: SlowedRequest) -> [UInt8] {
        let needle = Array(request.needles[0].utf8)
        let numbers = [UInt32(request.minimumByteCount), request.isUngreetedOnly ? 1 : 0]
        return needle + [UInt8](repeating: 0, count: Layout.needle - needle.count)
            + numbers.flatMap { number in withUnsafeBytes(of: number) { Array($0) } } + [UInt8](repeating: 0, count: 8)
    }

    /// Beside the program that runs.
    private static func findLibrary() throws -> String {
        guard let resolved = realpath("/proc/self/exe", nil) else {
            throw Failure(description: "The program's own path cannot be read; is /proc mounted?")
        }
        defer { free(resolved) }
        let folder = String(cString: resolved).split(separator: "/").dropLast().map { "/\($0)" }.joined()
        let library = "\(folder)/libSlowRedis.so"
        guard access(library, R_OK) == 0 else {
            throw Failure(description: "There is no \(library); build it with 'swift build --product SlowRedis'.")
        }
        return library
    }
}
