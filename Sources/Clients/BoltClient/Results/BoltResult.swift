public import RunModel

public enum AccessMode: Sendable, Equatable {
    case read, write
}

/// A result that was read to its end.
public struct BoltResult: Sendable, Equatable {
    public var fields: [String]
    public var records: [[BoltValue]]
    public var summary: BoltSummary

    public init(fields: [String], records: [[BoltValue]], summary: BoltSummary) {
        self.fields = fields
        self.records = records
        self.summary = summary
    }

    /// One column; empty when there is no such field.
    public func column(_ field: String) -> [BoltValue] {
        guard let index = fields.firstIndex(of: field) else { return [] }
        return records.map { index < $0.count ? $0[index] : .null }
    }
}

/// What the server reports when a result ends. What it does not report is absent.
public struct BoltSummary: Sendable, Equatable {
    public enum QueryType: String, Sendable {
        case read = "r"
        case readWrite = "rw"
        case write = "w"
        case schema = "s"
    }

    public var queryType: QueryType?
    public var database: String?
    /// By the server's names, e.g. `nodes-created`; only what is not 0.
    public var counters: [String: Int64] = [:]
    /// Until the first record was ready; the server counts in whole milliseconds.
    public var firstRecordMilliseconds: Int64?
    /// Until the last record was consumed; whole milliseconds too.
    public var lastRecordMilliseconds: Int64?
    /// Of an EXPLAIN.
    public var plan: PlanTree?
    /// Of a PROFILE.
    public var profile: PlanTree?
    public var notifications: [BoltNotification] = []

    public init() {}
}

/// A server's remark on a query.
public struct BoltNotification: Sendable, Equatable {
    /// E.g. `Neo.ClientNotification.Statement.UnknownPropertyKeyWarning`.
    public var code: String?
    /// E.g. `01N52`, from Bolt 5.6 on.
    public var gqlStatus: String?
    public var title: String?
    public var description: String
    /// E.g. `WARNING`.
    public var severity: String?

    public init(
        code: String? = nil, gqlStatus: String? = nil, title: String? = nil, description: String,
        severity: String? = nil
    ) {
        self.code = code
        self.gqlStatus = gqlStatus
        self.title = title
        self.description = description
        self.severity = severity
    }
}
