import Testing

@testable import VerdictStudy

/// Which requests are made slower: every variant's, and no control's.
@Suite struct SlowedRequestTests {
    private static let auth = command("AUTH", "secret")
    private static let ping = command("PING")
    private static let get = command("GET", "tta:session:session-0001")
    private static let mget = command("MGET", "tta:session:session-0001", "tta:session:session-0002")

    private static func command(_ words: String...) -> String {
        "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
    }

    private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

    private func held(_ text: String, _ requests: [SlowedRequest], isGreeted: Bool = true) -> String? {
        Array(text.utf8).withUnsafeBytes { bytes in
            requests.first { $0.matches(bytes, isGreeted: isGreeted) }?.name
        }
    }

    @Test func everyRedisVariantHasItsOwn() {
        #expect(held(Self.get, SlowedRequest.redis) == "redis.pipeline/single")
        #expect(held(Self.get, SlowedRequest.redis, isGreeted: false) == "redis.pool/per-request")
        #expect(held(Self.mget, SlowedRequest.redis) == "redis.pipeline/mget")
        #expect(held(Self.times(100, Self.get), SlowedRequest.redis) == "redis.pipeline/pipelined")
    }

    @Test(arguments: [ping, times(100, ping), auth, command("INFO", "server"), "*1\r\n$4\r\nGETX", ""])
    func controlsAndPreparationAreNotHeld(_ request: String) {
        #expect(held(request, SlowedRequest.redis) == nil)
        #expect(held(request, SlowedRequest.redis, isGreeted: false) == nil)
    }

    @Test func aPingGreets() {
        let (ping, get) = (Array(Self.ping.utf8), Array(Self.get.utf8))
        #expect(ping.withUnsafeBytes { SlowedRequest.isGreeting($0) })
        #expect(!get.withUnsafeBytes { SlowedRequest.isGreeting($0) })
    }

    @Test func everyGraphVariantHasItsOwn() {
        let match = "MATCH (n:`NarrativeNode`) WHERE"
        let rows = "\(match) n.`session_id` = $value AND n.`timestamp` IS NOT NULL RETURN n"
        #expect(held("\(match) n.`session_id` = $value RETURN n", SlowedRequest.graph) == "graph.index/index")
        #expect(held("\(match) n.`session_ref` = $value RETURN n", SlowedRequest.graph) == "graph.index/scan")
        #expect(held(rows, SlowedRequest.graph) == "graph.limit/fetch-all")
        #expect(held("\(rows) ORDER BY n.`timestamp` DESC LIMIT 10", SlowedRequest.graph) == "graph.limit/top-10")
    }

    @Test(arguments: [
        "RETURN 1", "UNWIND range(1, $work) AS i WITH i WHERE i % $step = 0 RETURN i, $text AS text", "neo4j",
    ])
    func graphControlsAreNotHeld(_ query: String) {
        #expect(held(query, SlowedRequest.graph) == nil)
    }
}
