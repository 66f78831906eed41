internal import Cancellation
internal import Configuration
internal import Reports
internal import RunModel
internal import Sampling
internal import Scenarios
internal import Terminal
internal import Verdicts

/// How noisy this machine is, told from work that touches no server, and what a run could notice on it.
struct NoiseCheck {
    var settings: Settings

    private static let time = Duration.seconds(3)
    private static let echo = "loopback"
    private static let seed: UInt64 = 1
    /// From here on most changes that people look for go unseen.
    private static let coarseEffect = 0.1

    func run(in context: Context) throws -> [DoctorReport.Check] {
        context.note("Watching the machine")
        defer { context.progress.clear() }
        let result = try measure(cancellation: context.cancellation)
        guard let cpu = BlockScatter(of: HostControl.cpuName, .hostControl, in: result),
            let echo = BlockScatter(of: Self.echo, .variant, in: result)
        else { return [] }
        return [
            check("cpu", "a fixed piece of work", cpu),
            check("loopback", "a byte there and back over TCP", echo, ratios: echo.ratios),
        ] + (try effect(echo).map { [$0] } ?? [])
    }

    /// Two round trips that are the same by construction: what their ratio scatters, no change can be seen through.
    private func measure(cancellation: Cancellation) throws -> ScenarioResult {
        let collector = BlockCollector()
        // In blocks as they would be measured, but many of them; there is nothing to warm up.
        var plan = SamplingPlan(settings.measure, seed: Self.seed)
        plan.budget = Self.time
        plan.warmUpBudget = .zero
        plan.minimumBlocks = 20
        plan.blockDuration = min(plan.blockDuration, Self.time / plan.minimumBlocks)
        _ = try Sampler(
            plan: plan, cancellation: cancellation, hostLanes: [HostControl.cpuLane()],
            origin: MonotonicClock.nanoseconds()
        ).run([SampledWorkload(try EchoLanes(Self.echo), precision: nil)], observer: collector)
        return ScenarioResult(
            scenario: .noise, operation: "wait for one byte", workUnit: "byte",
            controlDescription: "the same", variants: [VariantResult(name: Self.echo, summary: "")],
            blocks: collector.blocks)
    }

    private func check(_ name: String, _ work: String, _ scatter: BlockScatter, ratios: Double? = nil)
        -> DoctorReport.Check
    {
        DoctorReport.Check(
            name: name, status: .ok,
            detail: "\(work): p50 \(NumberText.duration(nanoseconds: scatter.typicalMedian)), ±"
                + "\(NumberText.percent(scatter.medians)) between blocks"
                + (ratios.map { ", ±\(NumberText.percent($0)) beside a control" } ?? ""))
    }

    private func effect(_ echo: BlockScatter) throws -> DoctorReport.Check? {
        let measure = settings.measure
        let count = try Catalogue.select(settings.run).count
        let warmUp = measure.warmUp > .zero ? SamplingPlan.leastWarmUpBlocks : 0
        let blocks = max(measure.minimumBlocks, Int(measure.timeBudget / count / measure.block) - warmUp)
        guard let effect = echo.detectableEffect(blockCount: blocks, margin: settings.margins.standard) else {
            return nil
        }
        let budget = NumberText.duration(nanoseconds: measure.timeBudget / .nanoseconds(1))
        let isCoarse = effect > Self.coarseEffect
        return DoctorReport.Check(
            name: "noise", status: isCoarse ? .warning : .ok,
            detail: "a run of \(budget) over \(count) scenarios, \(blocks) blocks each, "
                + "could notice a change of \(NumberText.percent(effect)) or more here",
            advice: isCoarse
                ? "Close what else runs on this machine, or measure longer with --time-budget." : nil)
    }
}

/// The same work twice, as variant and as control; a block needs no connection of its own.
private final class EchoLanes: Workload, BlockSession {
    let lanes: [Lane]

    init(_ name: String) throws {
        let (echo, control) = (try LoopbackEcho(), try LoopbackEcho())
        lanes = [
            echo.lane(name: name, role: .variant),
            control.lane(name: Measurement.plainControl, role: .control),
        ]
    }

    func openBlock() -> any BlockSession { self }
    func close() {}
}

private final class BlockCollector: SamplingObserver {
    private(set) var blocks: [Block] = []

    func finished(_ block: Block, of index: Int) { blocks.append(block) }
    func failed(_ error: any Error, workload index: Int) throws { throw error }
    func progressed(_ progress: SamplingProgress) {}
}
