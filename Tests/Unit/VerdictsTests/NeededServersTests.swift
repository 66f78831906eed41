import RunModel
import Testing
import Verdicts

@Suite struct NeededServersTests {
    private let redis = Fingerprint.Server(role: "redis", product: "Redis", version: "7.0.15", address: "sandbox")
    private let graph = Fingerprint.Server(role: "graph", product: "Neo4j", version: "5.26.30", address: "sandbox")

    private func fingerprint(_ servers: [Fingerprint.Server], _ dataSize: [String: Int64] = [:]) -> Fingerprint {
        Fingerprint(
            tool: "1", host: .init(name: "h", cpuModel: nil, cpuCount: 2, kernel: "k", operatingSystem: "o"),
            servers: servers, dataSize: dataSize)
    }

    @Test func aServerThatOneRunDidNotNeedIsNoDifference() {
        #expect(environmentDifferences(fingerprint([redis, graph]), fingerprint([redis])).isEmpty)
        let whole = fingerprint([redis, graph], ["RedisKey": 250, "Session": 200])
        #expect(environmentDifferences(whole, fingerprint([redis], ["RedisKey": 250])).isEmpty)
        let other = fingerprint([redis], ["RedisKey": 70])
        #expect(environmentDifferences(whole, other).map(\.field) == ["RedisKey count"])
    }

    @Test func aSandboxIsNoServerOfTheUsers() {
        let sandbox = fingerprint([redis, graph], ["RedisKey": 250])
        #expect(
            environmentDifferences(sandbox, fingerprint([redis])).map(\.field) == ["graph server", "RedisKey count"])
        #expect(environmentDifferences(sandbox, fingerprint([redis, graph])).map(\.field) == ["RedisKey count"])
    }
}
