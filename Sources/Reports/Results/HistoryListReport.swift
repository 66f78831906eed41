public import RunModel
import Terminal

/// The stored runs, newest first.
public struct HistoryListReport: RunReport, Equatable {
    public static let title = "Stored runs"
    public static let formats: [OutputFormat] = [.text, .json, .csv, .markdown, .html]

    /// What one line says about a run.
    public struct Row: Sendable, Equatable {
        public var number: Int
        /// Seconds since 1970.
        public var startedAtSeconds: Double
        /// nil for a run that did not come to its end.
        public var durationSeconds: Double?
        public var status: Run.Status
        public var origin: Run.Origin
        public var tags: [String]
        /// nil outside a git work tree.
        public var commit: String?
        public var branch: String?
        public var isDirty: Bool
        public var scenarios: [ScenarioID]

        public init(
            number: Int, startedAtSeconds: Double, durationSeconds: Double?, status: Run.Status,
            origin: Run.Origin, tags: [String], commit: String?, branch: String?, isDirty: Bool,
            scenarios: [ScenarioID]
        ) {
            self.number = number
            self.startedAtSeconds = startedAtSeconds
            self.durationSeconds = durationSeconds
            self.status = status
            self.origin = origin
            self.tags = tags
            self.commit = commit
            self.branch = branch
            self.isDirty = isDirty
            self.scenarios = scenarios
        }
    }

    public var rows: [Row]
    /// Runs in the history that are not among the rows.
    public var omittedCount: Int
    /// nil: the one that follows from the rows.
    public var next: NextStep?

    public init(rows: [Row], omittedCount: Int = 0, next: NextStep? = nil) {
        self.rows = rows
        self.omittedCount = omittedCount
        self.next = next
    }

    public func document(utcOffsetSeconds: Int) -> Document {
        guard !rows.isEmpty else {
            return Document(sections: [
                Document.Section(blocks: [
                    .paragraph(
                        StyledText(
                            omittedCount > 0
                                ? "\(Wording.plural(omittedCount, "run")) not shown."
                                : "The history holds no run yet.")),
                    .next(next ?? defaultNext),
                ])
            ])
        }
        let hasTags = rows.contains { !$0.tags.isEmpty }
        let hasCommits = rows.contains { $0.commit != nil }
        var table = TextTable(
            columns: [.init("run", .right), .init("started"), .init("status")]
                + (hasTags ? [.init("tags", wrapsTo: 8)] : [])
                + (hasCommits ? [.init("commit"), .init("branch", dropOrder: 3)] : [])
                + [.init("took", .right, dropOrder: 2), .init("scenarios", dropOrder: 1, wrapsTo: 16)])
        for row in rows {
            let commit = row.commit.map { String($0.prefix(7)) + (row.isDirty ? "*" : "") }
            table.addRow(
                [
                    StyledText("#\(row.number)", .bold),
                    StyledText(
                        DateText.minute(secondsSince1970: row.startedAtSeconds, utcOffsetSeconds: utcOffsetSeconds)),
                    Wording.status(row.status) + Wording.origin(row.origin),
                ] + (hasTags ? [StyledText(row.tags.joined(separator: ", "))] : [])
                    + (hasCommits ? [StyledText(commit ?? ""), StyledText(row.branch ?? "")] : [])
                    + [
                        StyledText(row.durationSeconds.map(NumberText.elapsed) ?? NumberText.absent),
                        StyledText(scenarios(row)),
                    ])
        }
        var notes: [Document.Block] = []
        if rows.contains(where: \.isDirty) {
            notes.append(.paragraph(StyledText("* with uncommitted changes", .dim)))
        }
        if omittedCount > 0 {
            notes.append(.paragraph(StyledText("\(Wording.plural(omittedCount, "older run")) not shown.", .dim)))
        }
        return Document(sections: [Document.Section(blocks: [.table(table)] + notes + [.next(next ?? defaultNext)])])
    }

    public var json: JSONValue {
        .present([
            "schema": .string("ttaperf-history-list/1"),
            "omitted_count": .integer(Int64(omittedCount)),
            "runs": .list(rows) { row in
                .present([
                    "number": .integer(Int64(row.number)),
                    "started_at": JSONValue.moment(row.startedAtSeconds),
                    "duration_seconds": row.durationSeconds.map(JSONValue.number),
                    "status": .string(row.status.rawValue),
                    "origin": .string(row.origin.rawValue),
                    "tags": .strings(row.tags),
                    "commit": row.commit.map(JSONValue.string),
                    "branch": row.branch.map(JSONValue.string),
                    "is_dirty": .boolean(row.isDirty),
                    "scenarios": .strings(row.scenarios.map(\.rawValue)),
                ])
            },
        ])
    }

    /// Lists within a cell are separated by spaces, which neither tags nor scenarios have.
    public var records: RecordTable {
        RecordTable(
            columns: [
                "number", "started_at", "duration_seconds", "status", "origin", "tags", "commit", "branch", "is_dirty",
                "scenarios",
            ],
            rows: rows.map { row in
                [
                    .integer(Int64(row.number)), JSONValue.moment(row.startedAtSeconds),
                    row.durationSeconds.map(JSONValue.number), .string(row.status.rawValue),
                    .string(row.origin.rawValue), .string(row.tags.joined(separator: " ")),
                    row.commit.map(JSONValue.string),
                    row.branch.map(JSONValue.string), .boolean(row.isDirty),
                    .string(row.scenarios.map(\.rawValue).joined(separator: " ")),
                ]
            })
    }

    /// A line a run: many names would take one each.
    private func scenarios(_ row: Row) -> String {
        row.scenarios.count > 2
            ? Wording.plural(row.scenarios.count, "scenario")
            : row.scenarios.map(\.rawValue).joined(separator: ", ")
    }

    private var defaultNext: NextStep {
        guard let first = rows.first else {
            return omittedCount > 0
                ? NextStep(command: "ttaperf history list", purpose: "the newest runs")
                : NextStep(command: "ttaperf measure", purpose: "measure and keep a run")
        }
        // By its number: `latest` would not be it when it is not complete.
        return rows.count { $0.status == .complete && $0.origin == .measure } < 2
            ? NextStep(command: "ttaperf history show '#\(first.number)'", purpose: "all figures of that run")
            : NextStep(command: "ttaperf compare", purpose: "hold the newest run against the one before")
    }
}
