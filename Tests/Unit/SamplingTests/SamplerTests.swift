import Cancellation
import RunModel
import Testing

@testable import Sampling

private struct Broken: Error {}

/// A workload whose operations only count; what it does beside that is stated by closures.
private final class FakeWorkload: Workload {
    /// Blocks opened, calibrations included.
    var opened = 0
    var closed = 0
    var operation: () throws -> Void = {}
    var willOpen: (Int) throws -> Void = { _ in }
    var compilation: () -> UInt64? = { nil }

    func compilationNanoseconds() -> UInt64? { compilation() }

    func openBlock() throws -> any BlockSession {
        opened += 1
        try willOpen(opened)
        return Session(self)
    }

    private final class Session: BlockSession {
        let workload: FakeWorkload
        init(_ workload: FakeWorkload) { self.workload = workload }

        var lanes: [Lane] {
            [
                Lane(name: "a", role: .variant) { [workload] in try workload.operation() },
                Lane(name: "control", role: .control) {},
            ]
        }

        func close() { workload.closed += 1 }
    }
}

private final class Recorder: SamplingObserver {
    var blocks: [(workload: Int, block: Block)] = []
    var failures: [(workload: Int, error: any Error)] = []
    var progress: [SamplingProgress] = []
    var willFinish: (Int) throws -> Void = { _ in }

    func finished(_ block: Block, of index: Int) throws {
        blocks.append((index, block))
        try willFinish(blocks.count)
    }
    func failed(_ error: any Error, workload index: Int) throws { failures.append((index, error)) }
    func progressed(_ progress: SamplingProgress) { self.progress.append(progress) }

    func blocks(of workload: Int) -> [Block] { blocks.filter { $0.workload == workload }.map(\.block) }
}

@Suite struct SamplerTests {
    /// No time at all: the least that every workload gets, so that no test depends on the machine's speed.
    private func plan(budget: Duration = .zero, warmUp: Duration = .zero, blocks: Int = 4, seed: UInt64 = 5)
        -> SamplingPlan
    {
        SamplingPlan(
            budget: budget, warmUpBudget: warmUp, blockDuration: .zero, minimumRounds: 2, minimumBlocks: blocks,
            seed: seed)
    }

    private func sampler(_ plan: SamplingPlan, _ cancellation: Cancellation = Cancellation()) -> Sampler {
        Sampler(plan: plan, cancellation: cancellation, hostLanes: [], origin: MonotonicClock.nanoseconds())
    }

    private func sampled(_ workloads: [FakeWorkload], precision: Double? = nil) -> [SampledWorkload] {
        workloads.map { SampledWorkload($0, precision: precision) }
    }

    @Test func everyWorkloadHasItsLeastBlocksWhenTheTimeHasEnded() throws {
        let workloads = [FakeWorkload(), FakeWorkload(), FakeWorkload()]
        let recorder = Recorder()
        let outcomes = try sampler(plan()).run(sampled(workloads), observer: recorder)
        for index in 0..<3 {
            #expect(recorder.blocks(of: index).map(\.index) == [0, 1, 2, 3])
            #expect(recorder.blocks(of: index).allSatisfy { $0.isSteady })
        }
        #expect(outcomes.map(\.steadyBlockCount) == [4, 4, 4])
        #expect(outcomes.allSatisfy { !$0.reachedStationarity && !$0.reachedPrecision && !$0.keptBudget })
        #expect(workloads.allSatisfy { $0.opened == $0.closed })
    }

    @Test func blocksOfAllWorkloadsAlternateInAnOrderOfTheSeed() throws {
        func order(_ seed: UInt64) throws -> [Int] {
            let recorder = Recorder()
            _ = try sampler(plan(blocks: 12, seed: seed))
                .run(sampled([FakeWorkload(), FakeWorkload(), FakeWorkload()]), observer: recorder)
            return recorder.blocks.map(\.workload)
        }
        let found = try order(5)
        for turn in stride(from: 0, to: found.count, by: 3) { #expect(found[turn..<(turn + 3)].sorted() == [0, 1, 2]) }
        let (again, other) = (try order(5), try order(6))
        #expect(again == found)
        #expect(other != found)
        #expect(Set(stride(from: 0, to: found.count, by: 3).map { Array(found[$0..<($0 + 3)]) }).count > 1)
    }

    @Test func everyLaneIsInEveryBlock() throws {
        let recorder = Recorder()
        _ = try sampler(plan()).run(sampled([FakeWorkload()]), observer: recorder)
        for block in recorder.blocks(of: 0) {
            #expect(block.measurements.map(\.name) == ["a", "control"])
            #expect(block.measurements.allSatisfy { $0.histogram.count >= 2 })
        }
        let starts = recorder.blocks(of: 0).map(\.startNanoseconds)
        #expect(starts == starts.sorted())
    }

    /// The third opening is the second judged block: the first two calibrate.
    @Test(arguments: [1, 2, 4]) func aWorkloadThatFailsLetsTheOthersGoOn(atOpening: Int) throws {
        let bad = FakeWorkload()
        bad.willOpen = { if $0 == atOpening { throw Broken() } }
        let recorder = Recorder()
        let outcomes = try sampler(plan()).run(sampled([FakeWorkload(), bad, FakeWorkload()]), observer: recorder)
        #expect(recorder.failures.map(\.workload) == [1])
        #expect(recorder.failures.first?.error is Broken)
        #expect(outcomes.map(\.steadyBlockCount) == [4, max(0, atOpening - 3), 4])
        #expect(bad.opened == atOpening, "a workload that failed is not opened again")
    }

    @Test func anOperationThatFailsClosesItsConnection() throws {
        let bad = FakeWorkload()
        var operations = 0
        bad.operation = {
            operations += 1
            if operations == 20 { throw Broken() }
        }
        let recorder = Recorder()
        _ = try sampler(plan()).run(sampled([bad]), observer: recorder)
        #expect(recorder.failures.count == 1)
        #expect(bad.opened == bad.closed)
    }

    @Test func anInterruptionEndsTheSamplingAndKeepsItsBlocks() throws {
        let cancellation = Cancellation()
        let workloads = [FakeWorkload(), FakeWorkload()]
        let recorder = Recorder()
        recorder.willFinish = { if $0 == 3 { cancellation.cancel(signal: 2) } }
        #expect(throws: Interrupted.self) {
            try sampler(plan(), cancellation).run(sampled(workloads), observer: recorder)
        }
        #expect(recorder.blocks.count == 3)
        #expect(recorder.failures.isEmpty)
        #expect(workloads.allSatisfy { $0.opened == $0.closed })
    }

    /// A client that was interrupted in a call throws its own error; that is no failure of the workload.
    @Test func anErrorThatAnInterruptionCausedIsAnInterruption() throws {
        let cancellation = Cancellation()
        let workload = FakeWorkload()
        workload.operation = {
            cancellation.cancel(signal: 15)
            throw Broken()
        }
        let recorder = Recorder()
        #expect(throws: Interrupted.self) {
            try sampler(plan(), cancellation).run(sampled([workload]), observer: recorder)
        }
        #expect(recorder.failures.isEmpty)
    }

    @Test func anErrorOfTheObserverEndsTheSampling() {
        let recorder = Recorder()
        recorder.willFinish = { if $0 == 2 { throw Broken() } }
        #expect(throws: Broken.self) {
            try sampler(plan()).run(sampled([FakeWorkload()]), observer: recorder)
        }
        #expect(recorder.blocks.count == 2)
    }

    /// Any interval is narrow enough: the blocks end at the least number that may stop, long before the time does.
    @Test func blocksEndWhenTheIntervalsAreNarrowEnough() throws {
        let recorder = Recorder()
        let outcomes = try sampler(plan(budget: .seconds(600))).run(
            sampled([FakeWorkload(), FakeWorkload()], precision: 1000), observer: recorder)
        #expect(outcomes.map(\.reachedPrecision) == [true, true])
        #expect(outcomes.map(\.keptBudget) == [true, true])
        #expect(outcomes.map(\.steadyBlockCount) == [ControlRatios.leastBlocks, ControlRatios.leastBlocks])
    }

    @Test func withoutAPrecisionTheBlocksGoOnUntilTheTimeEnds() throws {
        let recorder = Recorder()
        let outcomes = try sampler(plan(budget: .milliseconds(200), blocks: 1)).run(
            sampled([FakeWorkload()]), observer: recorder)
        #expect(outcomes[0].steadyBlockCount > 1)
        #expect(!outcomes[0].reachedPrecision)
    }

    /// Everything takes the same time, so the warm-up ends as soon as its window is full; its blocks are not judged.
    @Test func theWarmUpEndsWhenTheBlocksAreStationary() throws {
        let recorder = Recorder()
        let workload = FakeWorkload()
        // Long beside what a machine under load adds to an empty call.
        workload.operation = { _ = (0..<2000).reduce(into: 0 as UInt64) { $0 = $0 &* 31 &+ UInt64($1) } }
        let outcomes = try sampler(plan(budget: .seconds(600), warmUp: .seconds(60))).run(
            sampled([workload], precision: 1000), observer: recorder)
        let unsteady = recorder.blocks(of: 0).filter { !$0.isSteady }
        #expect(unsteady.count >= WarmUp.window)
        #expect(outcomes[0].reachedStationarity)
        #expect(recorder.blocks(of: 0).map(\.index) == Array(0..<(unsteady.count + ControlRatios.leastBlocks)))
        #expect(recorder.blocks(of: 0).prefix(unsteady.count).allSatisfy { !$0.isSteady })
    }

    /// In turn, so that two servers become equally warm.
    @Test func withoutTimeEveryWorkloadHasItsLeastWarmUpBlocks() throws {
        let recorder = Recorder()
        let outcomes = try sampler(plan(warmUp: .seconds(60))).run(
            sampled([FakeWorkload(), FakeWorkload()]), observer: recorder)
        let warmUp = recorder.blocks.prefix { !$0.block.isSteady }
        #expect(warmUp.count == 2 * WarmUp.window)
        for turn in stride(from: 0, to: warmUp.count, by: 2) {
            #expect(warmUp[turn..<(turn + 2)].map(\.workload).sorted() == [0, 1])
        }
        #expect(outcomes.map(\.steadyBlockCount) == [4, 4])
    }

    /// A compiler that always works would hold the warm-up up until half of the time has gone by.
    @Test func theWarmUpWaitsForACompilerThatWorks() throws {
        let recorder = Recorder()
        let workload = FakeWorkload()
        workload.compilation = { MonotonicClock.nanoseconds() / 2 }
        let outcomes = try sampler(plan(budget: .seconds(3), warmUp: .seconds(60))).run(
            sampled([workload], precision: 1000), observer: recorder)
        #expect(!outcomes[0].reachedStationarity)
        #expect(abs(try #require(outcomes[0].compilationShare) - 0.5) < 0.1)
        let steady = try #require(recorder.blocks(of: 0).first { $0.isSteady })
        #expect((1_500_000_000..<2_900_000_000).contains(steady.startNanoseconds))
    }

    @Test func ofAServerThatDoesNotSayNothingIsKnownOfItsCompiler() throws {
        let outcomes = try sampler(plan()).run(sampled([FakeWorkload()]), observer: Recorder())
        #expect(outcomes[0].compilationShare == nil)
    }

    @Test func progressIsToldBeforeEveryBlock() throws {
        let recorder = Recorder()
        _ = try sampler(plan()).run(sampled([FakeWorkload()]), observer: recorder)
        #expect(recorder.progress.map(\.blockCount) == [0, 1, 2, 3])
        #expect(recorder.progress.allSatisfy { (0...1).contains($0.fraction) && !$0.isWarmingUp })
    }

    @Test func nothingToMeasureIsNothingMeasured() throws {
        let recorder = Recorder()
        #expect(try sampler(plan()).run([], observer: recorder).isEmpty)
        #expect(recorder.blocks.isEmpty)
    }
}
