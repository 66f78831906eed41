import Testing

@testable import RunModel

@Suite struct CumulativeHistogramTests {
    @Test func countsUpToAndWithTheBucketOfTheLimit() {
        let cumulative = CumulativeHistogram(Histogram([10, 20, 20, 1000]))
        #expect(cumulative.count == 4)
        #expect(cumulative.count(atOrBelow: 9) == 0)
        #expect(cumulative.count(atOrBelow: 10) == 1)
        #expect(cumulative.count(atOrBelow: 19.99) == 1)
        #expect(cumulative.count(atOrBelow: 20) == 3)
        #expect(cumulative.count(atOrBelow: 999) == 3)
        #expect(cumulative.count(atOrBelow: 1000) == 4)
    }

    @Test func anyLimitHasAnAnswer() {
        let cumulative = CumulativeHistogram(Histogram([5, 3_600_000_000_000]))
        #expect(cumulative.count(atOrBelow: -1) == 0)
        #expect(cumulative.count(atOrBelow: .nan) == 0)
        #expect(cumulative.count(atOrBelow: .infinity) == 2)
        #expect(CumulativeHistogram(Histogram()).count(atOrBelow: 1) == 0)
        #expect(CumulativeHistogram(Histogram()).count == 0)
    }

    /// The count never falls, and agrees with the values within the histogram's thousandth.
    @Test func agreesWithTheValues() {
        var state: UInt64 = 1
        let values = (0..<2000).map { _ -> UInt64 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return 1 + (state >> 33) % (1 << ((state >> 20) % 30))
        }
        let cumulative = CumulativeHistogram(Histogram(values))
        var last: UInt64 = 0
        for exponent in 0..<300 {
            let limit = 1.08.power(exponent)
            let found = cumulative.count(atOrBelow: limit)
            #expect(found >= last)
            #expect(found >= UInt64(values.count { Double($0) <= limit }))
            #expect(found <= UInt64(values.count { Double($0) <= limit * 1.002 }))
            last = found
        }
    }
}

extension Double {
    fileprivate func power(_ exponent: Int) -> Double { (0..<exponent).reduce(1) { product, _ in product * self } }
}

@Suite struct BlockRatioTests {
    private func measurement(_ name: String, _ role: Measurement.Role, _ values: [UInt64]) -> Measurement {
        Measurement(name: name, role: role, histogram: Histogram(values))
    }

    /// ln(200/50) = 1.3862943611198906.
    @Test func theRatioIsThatOfTheMediansInLogarithms() throws {
        let block = Block(
            index: 0, startNanoseconds: 0, durationNanoseconds: 1,
            measurements: [
                measurement("a", .variant, [100, 200, 900]), measurement("control", .control, [40, 50, 60]),
                measurement("far", .control, [800]), measurement("empty", .variant, []),
            ])
        #expect(abs(try #require(block.logRatio(of: "a", toControl: "control")) - 1.3862943611198906) < 1e-12)
        #expect(abs(try #require(block.logRatio(of: "a", toControl: "far")) + 1.3862943611198906) < 1e-12)
        #expect(block.logRatio(of: "empty", toControl: "control") == nil)
        #expect(block.logRatio(of: "a", toControl: "none") == nil)
        // A control is no variant.
        #expect(block.logRatio(of: "far", toControl: "control") == nil)
        #expect(block.measurement(.variant, "control") == nil)
    }

    @Test func aMedianOfNoTimeHasNoLogarithm() {
        #expect(measurement("a", .variant, [0, 0]).logMedian == nil)
    }
}
