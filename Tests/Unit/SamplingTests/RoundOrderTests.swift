import Testing

@testable import Sampling

/// A generator whose sequence is fixed, so that orders can be stated.
private struct Counter: RandomNumberGenerator {
    var state: UInt64 = 1
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}

@Suite struct RoundOrderTests {
    @Test func everyRoundHoldsEveryLaneOnce() {
        var order = RoundOrder(laneCount: 5, generator: Counter())
        for _ in 0..<100 {
            #expect(order.next().sorted() == [0, 1, 2, 3, 4])
        }
    }

    @Test func everySecondRoundMirrorsTheOneBefore() {
        var order = RoundOrder(laneCount: 4, generator: Counter())
        for _ in 0..<50 {
            let first = order.next()
            #expect(order.next() == Array(first.reversed()))
        }
    }

    @Test func anEqualGeneratorGivesAnEqualOrder() {
        var a = RoundOrder(laneCount: 6, generator: Counter(state: 7))
        var b = RoundOrder(laneCount: 6, generator: Counter(state: 7))
        for _ in 0..<20 { #expect(a.next() == b.next()) }
    }

    @Test func linearDriftCancelsOverAPair() {
        var order = RoundOrder(laneCount: 3, generator: Counter())
        var positions = [0, 0, 0]
        for (turn, lane) in (order.next() + order.next()).enumerated() { positions[lane] += turn }
        #expect(Set(positions).count == 1)
    }
}
