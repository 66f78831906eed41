internal import Arguments
internal import Cancellation
internal import History
internal import RedisClient
internal import Reports
internal import RunModel
internal import Sandbox
internal import Transport
internal import Verdicts

/// The status that every subcommand ends with: the one list of them.
public enum ExitStatus: Int32, Sendable {
    case success = 0
    case confirmedRegression = 1
    case targetMissed = 2
    case inconclusive = 3
    case measurementFailed = 4
    case noBaseline = 5
    case usage = 64
    case interrupted = 130

    var code: ExitCode { ExitCode(rawValue) }

    /// Which status an error that ended a command means.
    init(for error: any Error) {
        self =
            switch error {
            case is Interrupted: .interrupted
            case let error as RedisError where error.interruptingSignal != nil: .interrupted
            case let error as SandboxError: ExitStatus(error)
            case let error as TransportError:
                if case .interrupted = error.cause { .interrupted } else { .measurementFailed }
            case is UsageError: .usage
            case is UnusableBase: .noBaseline
            case let error as HistoryError: ExitStatus(for: error)
            default: .measurementFailed
            }
    }
}

extension ExitStatus {
    /// Of a run and what it says of its targets: an interruption counts most, then what could not be measured.
    init(_ run: Run, _ summaries: [ScenarioSummary]) {
        let isMissed = summaries.contains { summary in
            summary.variants.contains { $0.targets.contains { $0.result == .missed } }
        }
        let isWhole = run.scenarios.allSatisfy { $0.outcome == .valid }
        self =
            switch run.status {
            case .interrupted: .interrupted
            case .complete where isWhole: isMissed ? .targetMissed : .success
            default: .measurementFailed
            }
    }

    init(_ report: GateReport, isReportOnly: Bool) {
        self =
            switch report.decision {
            case .interrupted: .interrupted
            case .notMeasured: .measurementFailed
            case .regressed: isReportOnly ? .success : .confirmedRegression
            case .targetMissed: isReportOnly ? .success : .targetMissed
            case .inconclusive: isReportOnly ? .success : .inconclusive
            case .passed: .success
            }
    }

    init(_ comparison: RunComparison) {
        self =
            switch comparison.verdict {
            case .regressed: .confirmedRegression
            case .inconclusive: .inconclusive
            case .improved, .unchanged: .success
            }
    }

    private init(_ error: SandboxError) {
        self =
            switch error {
            case .interrupted: .interrupted
            case .alreadyKept, .damagedRecord, .noProgram: .usage
            default: .measurementFailed
            }
    }

    /// A run that is asked for and is not there is `noBaseline` in every command, so that a script can answer with
    /// `ttaperf measure`; what was typed wrong is usage; a history that cannot do its work has failed.
    private init(for error: HistoryError) {
        self =
            switch error {
            case .noHistory, .noSuchRun: .noBaseline
            case .importInterrupted: .interrupted
            case .ambiguousCommit, .invalidSelector, .invalidTag, .cannotImport: .usage
            case .runIsLive, .runRemoved, .notAHistory, .newerSchema, .damaged, .damagedRun, .cannotOpen, .readOnly,
                .full, .locked, .inputOutput, .unexpected:
                .measurementFailed
            }
    }
}

/// Input that is refused before anything is measured: a bad URL, a bad `ttaperf.yml`, a file that is in the way.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ error: any Error) {
        description = "\(error)"
    }

    init(_ sentence: String) {
        description = sentence
    }
}
