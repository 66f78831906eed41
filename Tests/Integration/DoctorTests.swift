import Commands
import Synchronization
import Testing

@Suite struct DoctorTests {
    @Test func aRealServerIsNamedWithItsVersionAndLatency() throws {
        let server = try RedisServer()
        let place = try Place()
        try place.write("", to: "ttaperf.yml")
        let lines = OutputSink()
        let context = Context(
            environment: ["REDIS_URL": "unix://\(server.socket)"], output: { lines.append($0) }, errors: { _ in })
        #expect(CommandLineTool.run(["doctor", "--config", place.path("project/ttaperf.yml")], in: context) == 0)
        #expect(lines.text.contains("Redis 7."))
        #expect(lines.text.contains("PING p50"))
    }
}

/// Collects what a command prints.
final class OutputSink: Sendable {
    private let content = Mutex("")
    func append(_ more: String) { content.withLock { $0 += more } }
    var text: String { content.withLock { $0 } }
}
