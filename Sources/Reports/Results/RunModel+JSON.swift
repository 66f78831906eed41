import FoundationEssentials
import RunModel
import Verdicts
import Terminal

extension Run {
    var json: JSONValue {
        .present([
            "number": number > 0 ? .integer(Int64(number)) : nil,
            "status": .string(status.rawValue),
            "origin": .string(origin.rawValue),
            "status_reason": statusReason.map(JSONValue.string),
            "started_at": JSONValue.moment(startedAt.timeIntervalSince1970),
            "finished_at": finishedAt.flatMap { JSONValue.moment($0.timeIntervalSince1970) },
            "tags": .strings(tags),
            // Beyond 2^53 a JSON number would lose digits in most readers.
            "seed": .string(String(seed)),
            "fingerprint": fingerprint.json,
        ])
    }
}

extension Fingerprint {
    fileprivate var json: JSONValue {
        .present([
            "tool_version": .string(tool),
            "host": .present([
                "name": .string(host.name),
                "cpu_model": host.cpuModel.map(JSONValue.string),
                "cpu_count": .integer(Int64(host.cpuCount)),
                "kernel": .string(host.kernel),
                "operating_system": host.operatingSystem.map(JSONValue.string),
            ]),
            "servers": .list(servers) { server in
                .present([
                    "role": .string(server.role),
                    "product": .string(server.product),
                    "version": .string(server.version),
                    "address": .string(server.address),
                ])
            },
            "data_size_count": .object(dataSize.mapValues(JSONValue.integer)),
            "configuration_hash": .string(configurationHash),
            "source": source.map { source in
                .present([
                    "commit": .string(source.commit),
                    "branch": source.branch.map(JSONValue.string),
                    "is_dirty": .boolean(source.isDirty),
                ])
            },
        ])
    }
}

extension PlanTree {
    var json: JSONValue {
        .present([
            "operator": .string(operatorName),
            "details": details.map(JSONValue.string),
            "identifiers": .strings(identifiers),
            "estimated_rows_count": estimatedRows.map(JSONValue.number),
            "rows_count": rows.map(JSONValue.integer),
            "db_hits_count": dbHits.map(JSONValue.integer),
            "time_nanoseconds": timeNanoseconds.map(JSONValue.integer),
            "children": .list(children, \.json),
        ])
    }
}

extension Finding {
    var json: JSONValue {
        .present([
            "scenario": .string(scenario.rawValue),
            "variant": variant.map(JSONValue.string),
            "evidence": .string(evidence),
            "threshold": .string(threshold),
            "advice": .string(advice),
            "link": link.map(JSONValue.string),
        ])
    }
}

extension Estimate {
    var json: JSONValue { .present(["value": .number(value), "lower": .number(lower), "upper": .number(upper)]) }
}

extension JSONValue {
    /// ISO 8601 in UTC; nil outside the years 1 to 9999.
    static func moment(_ secondsSince1970: Double) -> JSONValue? {
        DateText.iso8601(secondsSince1970: secondsSince1970).map(JSONValue.string)
    }
}
