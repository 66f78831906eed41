internal import Transport

/// Queries whose records are built.
extension BoltConnection {
    /// Runs `query` and reads its whole result.
    ///
    /// Outside a transaction `database` (by default the connection's own) and `mode` choose where and how it runs;
    /// inside one BEGIN has chosen. `fetchSize` records are asked for at a time; nil is all at once.
    @discardableResult
    public func run(
        _ query: String, parameters: [String: BoltValue] = [:], database: String? = nil, mode: AccessMode = .write,
        fetchSize: Int? = nil
    ) throws(BoltError) -> BoltResult {
        let start = try open(query, parameters, database, mode, fetchSize)
        defer { isStreaming = false }
        var records: [[BoltValue]] = []
        while true {
            switch try advance(fetchSize) {
            case .record(let payload): records.append(try values(payload))
            case .end(let metadata):
                return BoltResult(
                    fields: start.fields, records: records, summary: BoltSummary(run: start.metadata, end: metadata))
            }
        }
    }

    /// Runs `query` and hands each record to `body` as it arrives; nothing is kept.
    ///
    /// An error of `body` ends the result: the server is told to stop, which ends a transaction too, and the error is
    /// thrown on.
    @discardableResult
    public func forEachRecord(
        of query: String, parameters: [String: BoltValue] = [:], database: String? = nil, mode: AccessMode = .write,
        fetchSize: Int? = nil, _ body: ([BoltValue]) throws -> Void
    ) throws -> (fields: [String], summary: BoltSummary) {
        let start = try open(query, parameters, database, mode, fetchSize)
        defer { isStreaming = false }
        while true {
            switch try advance(fetchSize) {
            case .record(let payload):
                let record = try values(payload)
                do {
                    try body(record)
                } catch {
                    needsReset = true
                    if transaction == .open { transaction = .failed }
                    throw error
                }
            case .end(let metadata):
                return (start.fields, BoltSummary(run: start.metadata, end: metadata))
            }
        }
    }

    /// What RUN says beside the query.
    func runExtra(database: String?, mode: AccessMode) -> [String: BoltValue] {
        if isInTransaction { return [:] }
        var extra: [String: BoltValue] = [:]
        if let name = database ?? url.database { extra["db"] = .string(name) }
        if mode == .read { extra["mode"] = "r" }
        return extra
    }

    private enum Step {
        case record(UnsafeRawBufferPointer)
        case end([String: BoltValue])
    }

    private func open(
        _ query: String, _ parameters: [String: BoltValue], _ database: String?, _ mode: AccessMode, _ fetchSize: Int?
    ) throws(BoltError) -> (fields: [String], metadata: [String: BoltValue]) {
        try prepareForRequest()
        let message = MessageBytes(
            .run(query: query, parameters: parameters, extra: runExtra(database: database, mode: mode)),
            pull(fetchSize))
        try send(message.bytes, replies: 2)
        let metadata = try expectSuccess()
        isStreaming = true
        return ((metadata["fields"]?.listValue ?? []).compactMap(\.stringValue), metadata)
    }

    /// The next record, or what the result ended with; asks for more where the server has more.
    private func advance(_ fetchSize: Int?) throws(BoltError) -> Step {
        while true {
            switch try nextReply() {
            case .record(let payload): return .record(payload)
            case .success(let metadata):
                pendingReplies -= 1
                guard metadata["has_more"]?.boolValue == true else { return .end(metadata) }
                try send(MessageBytes(pull(fetchSize)).bytes, replies: 1)
            case .failure(let failure): throw failed(failure)
            case .ignored: throw violated(.unexpectedReply)
            }
        }
    }

    private func values(_ payload: UnsafeRawBufferPointer) throws(BoltError) -> [BoltValue] {
        do {
            return try Reply.recordValues(payload)
        } catch {
            throw violated(error)
        }
    }

    private func pull(_ fetchSize: Int?) -> Request {
        .pull(count: fetchSize.map(Int64.init) ?? -1, queryID: nil)
    }
}
