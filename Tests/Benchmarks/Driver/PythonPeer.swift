import ChildProcess
import Glibc
import Transport

/// `bolt_peer.py` in the Python of `make setup`, asked over a unix socket.
final class PythonPeer {
    private let process: ChildProcess
    private let stream: ByteStream

    init(_ server: ConnectionURL, options: TransportOptions) throws {
        let repository = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
        var template = Array("/tmp/ttaperf-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchmarkFailure("no temporary folder can be made in /tmp") }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let socket = "\(folder)/peer.sock"
        defer {
            unlink(socket)
            rmdir(folder)
        }
        let environment = [
            "NEO4J_URI": server.address, "NEO4J_USERNAME": server.username ?? "",
            "NEO4J_PASSWORD": server.password ?? "",
        ]
        process = try ChildProcess(
            ChildCommand(
                "\(repository)/.build/python/bin/python", ["\(repository)/Tests/Benchmarks/bolt_peer.py", socket],
                environment: environment, errors: .inherit))
        var url = ConnectionURL(scheme: .unix, host: "")
        url.path = socket
        stream = try Self.connect(url, options, process)
    }

    deinit {
        stream.close()
        _ = process.terminate(grace: .seconds(2))
    }

    /// Nanoseconds of each of `count` runs of `query`.
    func measure(_ kind: String, _ query: String, count: Int) throws -> [UInt64] {
        try Array("\(kind) \(count) \(query)\n".utf8).withUnsafeBytes { try stream.write($0) }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while answer.last != UInt8(ascii: "\n") {
            let received = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
            answer += buffer[..<received]
        }
        let samples = String(decoding: answer.dropLast(), as: UTF8.self).split(separator: " ").compactMap { UInt64($0) }
        guard samples.count == count else { throw BenchmarkFailure("bolt_peer.py gave \(samples.count) figures") }
        return samples
    }

    private static func connect(
        _ url: ConnectionURL, _ options: TransportOptions, _ process: ChildProcess
    ) throws -> ByteStream {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            if let stream = try? ByteStream.connect(to: url, options: options) { return stream }
            guard process.poll() == nil, ContinuousClock.now < deadline else {
                throw BenchmarkFailure("bolt_peer.py did not start; `make setup` installs what it needs")
            }
            usleep(10_000)
        }
    }
}
