import FoundationEssentials
import RunModel

/// One run of an export, read by somebody who trusts nobody.
enum ImportedRun {
    enum Problem: Error, Equatable {
        /// `detail` says where, e.g. `scenarios[0].blocks[3].index is missing`.
        case malformed(detail: String)
        case tooLarge
    }

    static func read(_ text: [UInt8], bucketLimit: Int = ExportFormat.bucketLimit) throws(Problem) -> Run {
        let data = Data(text)
        // Histograms first one by one: together they could take thousands of times the text's size.
        let weight = try decode(Weight.self, data)
        guard weight.bucketCount <= bucketLimit else { throw .tooLarge }
        let run = try decode(Run.self, data)
        try check(run)
        return run
    }

    /// What the types cannot say, and the rest of the tool relies on.
    private static func check(_ run: Run) throws(Problem) {
        guard run.number > 0 else { throw .malformed(detail: "number is not above 0") }
        guard run.status != .running else { throw .malformed(detail: "status is running") }
        for date in [run.startedAt, run.finishedAt].compactMap(\.self) {
            // Years 1 to 9999.
            guard (-62_135_596_800...253_402_214_400).contains(date.timeIntervalSince1970) else {
                throw .malformed(detail: "a date is out of range")
            }
        }
        guard run.tags.allSatisfy(HistoryStore.isTag) else { throw .malformed(detail: "a tag has other characters") }
        for scenario in run.scenarios {
            guard scenario.workPerOperation > 0 else {
                throw .malformed(detail: "workPerOperation of \(scenario.scenario) is not above 0")
            }
        }
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ data: Data) throws(Problem) -> Value {
        do {
            return try JSON.decoder().decode(type, from: data)
        } catch {
            throw .malformed(detail: detail(error))
        }
    }

    private static func detail(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])) is missing"
        case .valueNotFound(_, let context): "\(path(context.codingPath)) is null"
        case .typeMismatch(_, let context): "\(path(context.codingPath)) has another type"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "\(path(context.codingPath)) is malformed"
        default: "it is not JSON"
        }
    }

    /// `scenarios[0].blocks[3].index`; keys of the file that no type knows are never in it.
    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { text, key in
            text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? key.stringValue : "." + key.stringValue)
        }
    }
}

/// The size of a run's histograms: each is decoded, checked and let go.
private struct Weight: Decodable {
    var scenarios: [Scenario]

    var bucketCount: Int {
        scenarios.lazy.flatMap(\.blocks).flatMap(\.measurements).reduce(0) { $0 + $1.histogram.bucketCount }
    }

    struct Scenario: Decodable {
        var blocks: [Block]
    }

    struct Block: Decodable {
        var measurements: [Measurement]
    }

    struct Measurement: Decodable {
        var histogram: Bin
    }

    struct Bin: Decodable {
        var bucketCount: Int

        init(from decoder: any Decoder) throws { bucketCount = try Histogram(from: decoder).bucketCount }
    }
}
