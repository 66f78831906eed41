import Cancellation
import FoundationEssentials
import History
import RedisClient
import RunModel
import Sandbox
import Testing
import Transport
import Verdicts

@testable import Commands
@testable import Reports

@Suite struct ExitStatusTests {
    /// Swift Testing has an `ExitStatus` too.
    typealias Status = Commands.ExitStatus

    private static let interruptedTransport = TransportError(address: "a", cause: .interrupted(signal: 2))

    @Test(
        arguments: [
            (Interrupted(signal: 2), .interrupted),
            (interruptedTransport, .interrupted),
            (RedisError(address: "a", cause: .transport(interruptedTransport)), .interrupted),
            (SandboxError.interrupted(signal: 15), .interrupted),
            (TransportError(address: "a", cause: .refused), .measurementFailed),
            (RedisError(address: "a", cause: .brokenConnection), .measurementFailed),
            (SandboxError.noRedisServer, .measurementFailed),
            (SandboxError.damagedRecord(path: "p"), .usage),
            (SandboxError.noProgram(variable: "V", path: "p"), .usage),
            (UsageError("no"), .usage),
            (HistoryError.noHistory(path: "p"), .noBaseline),
            (HistoryError.invalidTag("a b"), .usage),
            (HistoryError.full(path: "p"), .measurementFailed),
            (HistoryError.locked(path: "p"), .measurementFailed),
        ] as [(any Error, Status)])
    func errors(error: any Error, status: Status) {
        #expect(Status(for: error) == status)
    }

    // MARK: a run and its targets

    private static func run(
        _ status: Run.Status = .complete, outcome: ScenarioResult.Outcome = .valid
    ) -> Run {
        Run(
            startedAt: Date(timeIntervalSince1970: 0), status: status,
            fingerprint: Fingerprint(
                tool: "t", host: .init(name: "h", cpuModel: nil, cpuCount: 1, kernel: "k", operatingSystem: nil)),
            seed: 1,
            scenarios: [
                ScenarioResult(
                    scenario: ScenarioID("redis.pool"), operation: "o", workUnit: "u", controlDescription: "c",
                    variants: [], outcome: outcome)
            ])
    }

    private static func summary(_ result: TargetCheck.Result) -> ScenarioSummary {
        let target = Target(pattern: "redis.*", quantile: 0.5, limitNanoseconds: 1)
        let lane = LaneSummary(
            name: "pooled", summary: "", sampleCount: 0, quantiles: [], throughputPerSecond: nil, workUnit: "u",
            targets: [
                TargetCheck(
                    target: target, result: result, measured: QuantileEstimate(quantile: 0.5, nanoseconds: nil))
            ])
        var summary = summarize(run().scenarios[0])
        summary.variants = [lane]
        return summary
    }

    @Test(
        arguments: [
            (.complete, .valid, .met, .success), (.complete, .valid, .missed, .targetMissed),
            (.complete, .valid, .cannotTell, .success),
            (.complete, .failed(reason: "r"), .missed, .measurementFailed),
            (.complete, .invalid(reason: "r"), .met, .measurementFailed),
            (.failed, .valid, .met, .measurementFailed), (.running, .valid, .met, .measurementFailed),
            (.interrupted, .interrupted, .missed, .interrupted),
        ] as [(Run.Status, ScenarioResult.Outcome, TargetCheck.Result, Status)])
    func runs(status: Run.Status, outcome: ScenarioResult.Outcome, target: TargetCheck.Result, expected: Status) {
        #expect(Status(Self.run(status, outcome: outcome), [Self.summary(target)]) == expected)
    }

    // MARK: a comparison and a gate

    private static let reference = RunReference(
        number: 1, tags: [], commit: nil, branch: nil, isDirty: false, startedAtSeconds: 0)

    private static func comparison(_ verdicts: Verdict...) -> RunComparison {
        RunComparison(
            base: reference, candidate: reference, environmentDifferences: [],
            scenarios: verdicts.map { verdict in
                ScenarioComparison(
                    scenario: ScenarioID("redis.pool"),
                    variants: [
                        VariantComparison(
                            name: "pooled", verdict: verdict, reason: "", quantiles: [], attribution: .none)
                    ], controlChange: nil, hostControlChanges: [:])
            }, warnings: [])
    }

    @Test func comparisons() {
        #expect(Status(Self.comparison(.unchanged, .improved)) == .success)
        #expect(Status(Self.comparison(.unchanged, .inconclusive, .improved)) == .inconclusive)
        #expect(Status(Self.comparison(.inconclusive, .regressed)) == .confirmedRegression)
        #expect(Status(Self.comparison()) == .inconclusive, "nothing was compared")
    }

    @Test(
        arguments: [
            (.unchanged, .met, .success, .success), (.improved, .met, .success, .success),
            (.unchanged, .missed, .targetMissed, .success), (.unchanged, .cannotTell, .success, .success),
            (.regressed, .missed, .confirmedRegression, .success), (.inconclusive, .met, .inconclusive, .success),
            (.inconclusive, .missed, .targetMissed, .success),
        ] as [(Verdict, TargetCheck.Result, Status, Status)])
    func gates(verdict: Verdict, target: TargetCheck.Result, expected: Status, reportOnly: Status) {
        let report = GateReport(
            comparison: Self.comparison(verdict), candidate: Self.run(), summaries: [Self.summary(target)])
        #expect(Status(report, isReportOnly: false) == expected)
        #expect(Status(report, isReportOnly: true) == reportOnly)
    }

    /// What was not measured or was interrupted is never hidden, not even by `--report-only`.
    @Test(arguments: [false, true]) func gatesWithoutFigures(reportOnly: Bool) {
        func status(
            _ run: Run, others: [Run] = [], missingSecondLook: GateReport.MissingSecondLook? = nil
        ) -> Status {
            Status(
                GateReport(
                    comparison: Self.comparison(.regressed), candidate: run, summaries: [], others: others,
                    missingSecondLook: missingSecondLook),
                isReportOnly: reportOnly)
        }
        #expect(status(Self.run(), missingSecondLook: .interrupted) == .interrupted)
        #expect(status(Self.run(), missingSecondLook: .failed(reason: "r")) == .measurementFailed)
        #expect(status(Self.run(.interrupted)) == .interrupted)
        #expect(status(Self.run(), others: [Self.run(.interrupted)]) == .interrupted)
        #expect(status(Self.run(), others: [Self.run(.failed)]) == .measurementFailed)
        #expect(status(Self.run(), others: [Self.run(outcome: .invalid(reason: "r"))]) == .measurementFailed)
        #expect(status(Self.run(.failed)) == .measurementFailed)
        #expect(status(Self.run(outcome: .failed(reason: "r"))) == .measurementFailed)
    }

    /// A base whose scenario could not even begin leaves nothing to hold the candidate against.
    @Test func aGateThatComparedNothingDoesNotPass() {
        var base = Self.run(outcome: .failed(reason: "Cannot connect"))
        base.scenarios[0].variants = []
        let report = GateReport(comparison: compare(base, Self.run()), candidate: Self.run(), summaries: [])
        #expect(Status(report, isReportOnly: false) == .inconclusive)
    }
}
