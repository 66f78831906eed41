import Statistics
import Testing

@Suite struct QuantileTests {
    /// `numpy.quantile(values, [.1, .25, .5, .95])`.
    @Test(arguments: [(0.1, 0.793), (0.25, 0.8825), (0.5, 1.415), (0.95, 1.901), (0, 0.73), (1, 1.91)])
    func interpolated(quantile: Double, expected: Double) throws {
        #expect(isClose(try #require(Quantiles.interpolated(Known.permeability, at: quantile)), expected))
    }

    /// `numpy.quantile(values, …, method="inverted_cdf")`.
    @Test(arguments: [(0.1, 0.73), (0.25, 0.83), (0.5, 1.38), (0.95, 1.91), (0, 0.73), (1, 1.91)])
    func nearestRank(quantile: Double, expected: Double) throws {
        #expect(Quantiles.nearestRank(sorted: Known.permeability.sorted(), at: quantile) == expected)
    }

    @Test func aRankThatIsWholeButForBinaryRoundingStaysThatRank() {
        let values = (1...100).map(Double.init)
        for rank in 1...100 {
            #expect(Quantiles.nearestRank(sorted: values, at: Double(rank) / 100) == Double(rank))
        }
    }

    /// `scipy.stats.quantile_test(range(1, n + 1), p=p).confidence_interval(.95)`.
    @Test(arguments: [(30, 0.5, 10, 21), (500, 0.95, 465, 485)] as [(Int, Double, Double, Double)])
    func orderStatisticInterval(count: Int, quantile: Double, lower: Double, upper: Double) throws {
        let values = (1...count).map(Double.init).shuffled()
        let interval = try #require(Quantiles.orderStatisticInterval(values, at: quantile, confidence: 0.95))
        #expect(interval.lower == lower)
        #expect(interval.upper == upper)
    }

    /// 0.99^368 is the first power at or below 0.025.
    @Test func theP99NeedsThreeHundredAndSixtyEightValues() {
        let values = (1...368).map(Double.init)
        #expect(Quantiles.orderStatisticInterval(values, at: 0.99, confidence: 0.95) != nil)
        #expect(Quantiles.orderStatisticInterval(values.dropLast(), at: 0.99, confidence: 0.95) == nil)
        #expect(Quantiles.interpolated([], at: 0.5) == nil)
    }
}
