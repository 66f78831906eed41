import RunModel
import Testing

@Suite struct TargetParsingTests {
    @Test(arguments: [
        ("10ms", 10_000_000 as UInt64), ("1.5s", 1_500_000_000), ("250us", 250_000), ("250µs", 250_000),
        ("250\u{3bc}s", 250_000), ("40 ns", 40), ("2min", 120_000_000_000), ("0.001us", 1), ("0s", 0),
        ("18446744073709551615ns", .max), ("0.000000000000000000s", 0), ("0.25min", 15_000_000_000),
    ])
    func durationsAreExact(text: String, nanoseconds: UInt64) {
        #expect(DurationSyntax.nanoseconds(text) == nanoseconds)
    }

    @Test(arguments: [
        "", "10", "ms", "-1ms", "+1ms", "1e3ms", "1.ms", ".5s", "1.2.3s", "0.1ns", "10 m", "10 mss", "1 0ms",
        "18446744073709551616ns", "18446744073.709551616s", "99999999999999999999s", "١s", "1.0000000000000000000s",
    ])
    func otherTextIsNoDuration(text: String) {
        #expect(DurationSyntax.nanoseconds(text) == nil)
    }

    @Test(arguments: [
        (0 as UInt64, "0s"), (999, "999ns"), (1000, "1µs"), (1500, "1.5µs"), (10_000_000, "10ms"),
        (1_050_000_000, "1.05s"), (90_000_000_000, "90s"), (1_000_000_001, "1.000000001s"),
    ])
    func durationsPrintInTheLargestUnit(nanoseconds: UInt64, text: String) {
        #expect(DurationSyntax.text(nanoseconds: nanoseconds) == text)
    }

    @Test func whatIsPrintedReadsBackEqual() throws {
        var generator = SplitMix(state: 7)
        for _ in 0..<2000 {
            let limit = max(
                1, UInt64.random(in: 0...UInt64.max, using: &generator) >> UInt64.random(in: 0..<64, using: &generator))
            #expect(DurationSyntax.nanoseconds(DurationSyntax.text(nanoseconds: limit)) == limit)
            let whole = Int.random(in: 1...99, using: &generator)
            let fraction = ["", ".9", ".25", ".05", ".0001"].randomElement(using: &generator) ?? ""
            let text = "redis.* p\(whole)\(fraction) < \(DurationSyntax.text(nanoseconds: limit))"
            #expect(try Target(text).description == text)
        }
    }

    @Test func aTargetIsItsPatternQuantileAndLimit() throws {
        let target = try Target("  graph.index/index   p99.9<1.5 s ")
        #expect(target == Target(pattern: "graph.index/index", quantile: 0.999, limitNanoseconds: 1_500_000_000))
        #expect(target.description == "graph.index/index p99.9 < 1.5s")
        #expect(target.applies(to: ScenarioID("graph.index"), variant: "index"))
        #expect(!target.applies(to: ScenarioID("graph.index"), variant: "scan"))
    }

    @Test func whatIsWrongIsNamed() {
        #expect(throws: TargetSyntaxError.form("redis.* p99 10ms")) { try Target("redis.* p99 10ms") }
        #expect(throws: TargetSyntaxError.form("redis.* < 10ms")) { try Target("redis.* < 10ms") }
        #expect(throws: TargetSyntaxError.form("a p50 < 1ms < 2ms")) { try Target("a p50 < 1ms < 2ms") }
        #expect(throws: TargetSyntaxError.pattern("re`dis")) { try Target("re`dis p99 < 10ms") }
        #expect(throws: TargetSyntaxError.quantile("p100")) { try Target("redis.* p100 < 10ms") }
        #expect(throws: TargetSyntaxError.quantile("99")) { try Target("redis.* 99 < 10ms") }
        #expect(throws: TargetSyntaxError.quantile("p0")) { try Target("redis.* p0 < 10ms") }
        #expect(throws: TargetSyntaxError.limit("10")) { try Target("redis.* p99 < 10") }
        #expect(throws: TargetSyntaxError.limit("0ms")) { try Target("redis.* p99 < 0ms") }
        #expect(throws: TargetSyntaxError.limit("")) { try Target("redis.* p99 <") }
    }

    @Test(arguments: [
        ("*", true), ("redis.*", true), ("redis.pipeline", true), ("*.pipeline", true), ("r*s.*p*e", true),
        ("redis.pipeline*", true), ("**", true), ("redis", false), ("redis.", false), ("graph.*", false),
        ("redis.pipelines", false), ("*x", false),
    ])
    func starsStandForAnyCharacters(pattern: String, matches: Bool) throws {
        #expect(try #require(ScenarioPattern(pattern)).matches(ScenarioID("redis.pipeline")) == matches)
    }

    @Test(arguments: ["", "/", "a/", "/a", "a/b/c", "a b", "é", "a`"])
    func otherTextIsNoPattern(text: String) {
        #expect(ScenarioPattern(text) == nil)
    }

    @Test func manyStarsStayFast() throws {
        let pattern = try #require(ScenarioPattern(String(repeating: "*a", count: 49) + "*b"))
        #expect(!pattern.matches(ScenarioID(String(repeating: "a", count: 20_000))))
    }
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
