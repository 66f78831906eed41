import RunModel
import Verdicts

extension CompareReport {
    public var json: JSONValue {
        .present([
            "schema": .string("ttaperf-compare/1"),
            "verdict": .string(comparison.verdict.rawValue),
            "base": comparison.base.json,
            "candidate": comparison.candidate.json,
            "environment_differences": .list(comparison.environmentDifferences) { difference in
                .present([
                    "field": .string(difference.field),
                    "base": .string(difference.base),
                    "candidate": .string(difference.candidate),
                ])
            },
            "scenarios": .list(comparison.scenarios, \.json),
            "warnings": .strings(comparison.warnings),
        ])
    }
}

extension RunReference {
    fileprivate var json: JSONValue {
        .present([
            "number": .integer(Int64(number)),
            "tags": .strings(tags),
            "commit": commit.map(JSONValue.string),
            "branch": branch.map(JSONValue.string),
            "is_dirty": .boolean(isDirty),
            "started_at": JSONValue.moment(startedAtSeconds),
        ])
    }
}

extension ScenarioComparison {
    fileprivate var json: JSONValue {
        .present([
            "scenario": .string(scenario.rawValue),
            "control_change_ratio": controlChange?.json,
            "host_control_changes_ratio": .object(hostControlChanges.mapValues(\.json)),
            "variants": .list(variants, \.json),
        ])
    }
}

extension VariantComparison {
    fileprivate var json: JSONValue {
        .present([
            "name": .string(name),
            "verdict": .string(verdict.rawValue),
            "reason": .string(reason),
            "attribution": .string(attribution.jsonName),
            "quantiles": .object(
                Dictionary(quantiles.map { (Wording.quantile($0.quantile), $0.json) }) { first, _ in first }),
            "counter_changes": .list(counterChanges) { change in
                .present([
                    "counter": .string(change.counter),
                    "base": change.base.map(JSONValue.integer),
                    "candidate": change.candidate.map(JSONValue.integer),
                ])
            },
            "plan_change": planChange.map { change in
                .present([
                    "base": change.base?.json,
                    "candidate": change.candidate?.json,
                    "summary": .string(change.summary),
                ])
            },
        ])
    }
}

extension Attribution {
    var jsonName: String {
        switch self {
        case .none: "none"
        case .machine: "machine"
        case .serverFloor: "server_floor"
        case .operation: "operation"
        case .cannotTell: "cannot_tell"
        }
    }
}

extension QuantileComparison {
    fileprivate var json: JSONValue {
        .present([
            "base_nanoseconds": baseNanoseconds.map(JSONValue.nanoseconds),
            "candidate_nanoseconds": candidateNanoseconds.map(JSONValue.nanoseconds),
            "change_ratio": change?.json,
            "margin_ratio": .number(margin),
            "minimum_detectable_effect_ratio": minimumDetectableEffect.map(JSONValue.number),
            "verdict": .string(verdict.rawValue),
            "refusal": refusal.map(JSONValue.string),
        ])
    }
}
