import Statistics
import Testing

@Suite struct TheilSenTests {
    static let y = [2.1, 3.9, 6.4, 7.7, 10.8, 11.6, 14.9, 15.2, 18.6, 19.7, 40.0, 1.0]
    static let x = (1...12).map(Double.init)

    /// `scipy.stats.theilslopes(y, x, alpha=…)`.
    @Test(arguments: [(0.95, 1.76, 2.2), (0.68, 1.875, 2.1)])
    func knownAnswer(confidence: Double, lower: Double, upper: Double) throws {
        let slope = try #require(TheilSen.slope([(Self.x, Self.y)], confidence: confidence))
        #expect(isClose(slope.estimate, 1.9527777777777777))
        #expect(isClose(slope.lower, lower))
        #expect(isClose(slope.upper, upper))
    }

    @Test func aLineIsFoundThroughWildValues() throws {
        let line = Self.x.map { $0 == 3 || $0 == 9 ? 500 : 2 * $0 + 1 }
        #expect(try #require(TheilSen.slope([(Self.x, line)], confidence: 0.95)).estimate == 2)
    }

    /// Two samples at different levels: the level between them is no slope.
    @Test func slopesAreTakenWithinEachSample() throws {
        let low = (x: Self.x, y: Self.x.map { 3 * $0 })
        let high = (x: Self.x.map { $0 + 100 }, y: Self.x.map { 3 * $0 - 5000 })
        #expect(isClose(try #require(TheilSen.slope([low, high], confidence: 0.95)).estimate, 3))
    }

    @Test func valuesCloserThanTheResolutionSayNothing() {
        #expect(TheilSen.slope([([1, 1.001, 1.002], [1, 5, 9])], resolution: 0.003, confidence: 0.95) == nil)
        #expect(TheilSen.slope([([1, 1], [1, 5])], confidence: 0.95) == nil)
        #expect(TheilSen.slope([], confidence: 0.95) == nil)
    }

    /// The interval of 95 % holds the true slope in 95 % of samples: at least 92 % of 1,000.
    @Test func coverage() throws {
        var generator = SeededGenerator(seed: 5)
        var hits = 0
        for _ in 0..<1000 {
            let y = Self.x.map { 0.5 * $0 + Double.random(in: -1...1, using: &generator) }
            let slope = try #require(TheilSen.slope([(Self.x, y)], confidence: 0.95))
            if slope.lower <= 0.5 && 0.5 <= slope.upper { hits += 1 }
        }
        #expect(hits >= 920)
    }
}
