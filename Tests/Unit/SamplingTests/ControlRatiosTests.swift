import RunModel
import Testing

@testable import Sampling

@Suite struct ControlRatiosTests {
    private let lanes = [
        Lane(name: "a", role: .variant) {}, Lane(name: "b", role: .variant, controlName: "far") {},
        Lane(name: "control", role: .control) {}, Lane(name: "far", role: .control) {},
        Lane(name: "step.x", role: .step) {},
    ]

    private func block(_ values: [String: UInt64]) -> Block {
        Block(
            index: 0, startNanoseconds: 0, durationNanoseconds: 1,
            measurements: lanes.compactMap { lane in
                values[lane.name].map { Measurement(name: lane.name, role: lane.role, histogram: Histogram([$0])) }
            })
    }

    /// ln(200/100) and ln(300/400).
    @Test func eachVariantIsHeldAgainstItsOwnControl() throws {
        var ratios = ControlRatios()
        ratios.add(block(["a": 200, "control": 100, "b": 300, "far": 400, "step.x": 9]), lanes)
        #expect(ratios.values.keys.sorted() == ["a", "b"])
        #expect(abs(try #require(ratios.values["a"]?.first) - 0.6931471805599453) < 1e-3)
        #expect(abs(try #require(ratios.values["b"]?.first) + 0.2876820724517809) < 1e-3)
        ratios.add(block(["a": 200, "control": 100, "b": 300]), lanes)
        #expect(ratios.values.mapValues(\.count) == ["a": 2, "b": 1])
    }

    @Test func knownOnlyWithEnoughBlocksAndForEveryVariant() {
        var ratios = ControlRatios()
        #expect(!ratios.areKnown(to: 1000))
        for index in 0..<ControlRatios.leastBlocks {
            #expect(!ratios.areKnown(to: 1000))
            let noise = UInt64((index * 7919) % 13)
            ratios.add(block(["a": 20_000, "control": 10_000, "b": 30_000 + noise * 1000, "far": 10_000]), lanes)
        }
        #expect(ratios.areKnown(to: 0.5))
        #expect(!ratios.areKnown(to: 0.001), "one variant is known, the other is not")
    }
}
