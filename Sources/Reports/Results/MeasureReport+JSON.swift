import FoundationEssentials
import RunModel
import Terminal
import Verdicts

extension MeasureReport {
    public var json: JSONValue { json(schema: "ttaperf-measure/1") }

    func json(schema: String) -> JSONValue {
        .present([
            "schema": .string(schema),
            "run": run.json,
            "scenarios": .list(run.scenarios) { result in
                result.json(summary: summaries.first { $0.scenario == result.scenario })
            },
            "findings": .list(findings, \.json),
        ])
    }
}

extension ScenarioResult {
    fileprivate func json(summary: ScenarioSummary?) -> JSONValue {
        let lanes = summary?.variants ?? []
        return .present([
            "scenario": .string(scenario.rawValue),
            "operation": .string(operation),
            "work_per_operation": .integer(Int64(workPerOperation)),
            "work_unit": .string(workUnit),
            "outcome": .string(outcome.name),
            "outcome_reason": outcome.reason.map(JSONValue.string),
            "control_description": .string(controlDescription),
            "block_count": .integer(Int64(summary?.blockCount ?? blocks.count)),
            "unsteady_block_count": summary.map { .integer(Int64($0.unsteadyBlockCount)) },
            "variants": .list(variants) { variant in
                variant.json(lane: lanes.first { $0.name == variant.name })
            },
            "control": summary?.control?.json,
            "host_controls": summary.map { .list($0.hostControls, \.json) },
            "speed_ups": summary.map { .list($0.speedUps, \.json) },
            "critical_path": summary?.criticalPath.map { path in
                .present([
                    "steps": .list(path.steps) { step in
                        .present([
                            "step": .string(Wording.step(step.name)), "p50_nanoseconds": .number(step.nanoseconds),
                            "is_critical": .boolean(step.isCritical),
                        ])
                    },
                    "total_nanoseconds": .number(path.totalNanoseconds),
                    "critical_nanoseconds": .number(path.criticalNanoseconds),
                    "ideal_speed_up_ratio": path.idealSpeedUp.map(JSONValue.number),
                ])
            },
            "minimum_detectable_effect_ratio": summary?.minimumDetectableEffect.map(JSONValue.number),
            "warnings": .strings(warnings),
            "meaning": summary.map { .string($0.meaning) },
        ])
    }
}

extension ScenarioResult.Outcome {
    var name: String {
        switch self {
        case .valid: "valid"
        case .invalid: "invalid"
        case .failed: "failed"
        case .interrupted: "interrupted"
        case .unfinished: "unfinished"
        }
    }
}

extension VariantResult {
    fileprivate func json(lane: LaneSummary?) -> JSONValue {
        .present([
            "name": .string(name),
            "summary": .string(summary),
            "counters": .object(counters.mapValues(JSONValue.integer)),
            "plan": plan?.json,
            "sample_count": lane.map { .integer(Int64(clamping: $0.sampleCount)) },
            "latency_nanoseconds": lane.map { $0.quantiles.json },
            "throughput_per_second": lane?.throughputPerSecond.map(JSONValue.number),
            "targets": lane.map { .list($0.targets, \.json) },
        ])
    }
}

extension LaneSummary {
    fileprivate var json: JSONValue {
        .present([
            "name": .string(name),
            "summary": .string(summary),
            "sample_count": .integer(Int64(clamping: sampleCount)),
            "latency_nanoseconds": quantiles.json,
        ])
    }
}

extension [QuantileEstimate] {
    /// `{"p50": {"value": …, "lower": …, "upper": …}, "p99": {"refusal": "…"}}`.
    fileprivate var json: JSONValue {
        .object(Dictionary(map { (Wording.quantile($0.quantile), $0.json) }) { first, _ in first })
    }
}

extension QuantileEstimate {
    fileprivate var json: JSONValue {
        .present([
            "value": nanoseconds.map { .nanoseconds($0.value) },
            "lower": nanoseconds.map { .nanoseconds($0.lower) },
            "upper": nanoseconds.map { .nanoseconds($0.upper) },
            "refusal": refusal.map(JSONValue.string),
        ])
    }
}

extension SpeedUp {
    fileprivate var json: JSONValue {
        .present(["slow": .string(slow), "fast": .string(fast), "speed_up_ratio": ratio.json])
    }
}

extension TargetCheck {
    fileprivate var json: JSONValue {
        let name =
            switch result {
            case .met: "met"
            case .missed: "missed"
            case .cannotTell: "cannot_tell"
            }
        return .present([
            "pattern": .string(target.pattern),
            "quantile": .string(Wording.quantile(target.quantile)),
            "limit_nanoseconds": .integer(Int64(clamping: target.limitNanoseconds)),
            "measured_nanoseconds": measured.json,
            "share_beyond_ratio": shareBeyond?.json,
            "result": .string(name),
        ])
    }
}
