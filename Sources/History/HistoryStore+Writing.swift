public import FoundationEssentials
public import RunModel

extension HistoryStore {
    /// Stores a run's head, its tags and the scenarios that it already has, in one transaction; its `number` is
    /// not looked at.
    ///
    /// - Returns: the number that it is given; a number is never given twice, even after a removal.
    public func begin(_ run: Run) throws(HistoryError) -> Int {
        for tag in run.tags where !Self.isTag(tag) { throw .invalidTag(tag) }
        return try database.transaction(.write) { () throws(HistoryError) in try insert(run, measuredBy: process) }
    }

    /// Adds a scenario at the end of the run, with the blocks that it already has.
    ///
    /// - Throws: `.runRemoved` when another process removed the run.
    public func add(_ scenario: ScenarioResult, toRun number: Int) throws(HistoryError) -> ScenarioHandle {
        try database.transaction(.write) { () throws(HistoryError) in try insert(scenario, number) }
    }

    /// Adds a block; when this returns, it survives a crash of the process.
    public func append(_ block: Block, to scenario: ScenarioHandle) throws(HistoryError) {
        try database.transaction(.write) { () throws(HistoryError) in try insert(block, scenario) }
    }

    /// Replaces everything of the scenario but its blocks: `scenario.blocks` is not looked at.
    public func update(_ scenario: ScenarioResult, _ handle: ScenarioHandle) throws(HistoryError) {
        try database.run(
            "UPDATE scenarios SET name = ?, metadata = ? WHERE id = ?",
            [.text(scenario.scenario.rawValue), .text(try metadata(scenario)), .integer(handle.id)])
        guard database.changedRows == 1 else { throw .runRemoved(path: path) }
    }

    /// - Parameter reason: one sentence: why the run was interrupted or failed.
    public func finish(
        _ number: Int, status: Run.Status, reason: String? = nil, at date: Date = Date()
    ) throws(HistoryError) {
        try database.run(
            "UPDATE runs SET finished = ?, status = ?, reason = ? WHERE number = ?",
            [.real(date.timeIntervalSince1970), .text(status.rawValue), .optional(reason), .integer(number)])
        guard database.changedRows == 1 else { throw .runRemoved(path: path) }
    }

    func insert(_ run: Run, measuredBy process: MeasuringProcess) throws(HistoryError) -> Int {
        let source = run.fingerprint.source
        try database.run(
            """
            INSERT INTO runs (
                started, finished, status, reason, origin, seed, pid, boot_id, host, commit_hash, branch, dirty,
                fingerprint
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .real(run.startedAt.timeIntervalSince1970), .optional(run.finishedAt?.timeIntervalSince1970),
                .text(run.status.rawValue), .optional(run.statusReason), .text(run.origin.rawValue), .bits(run.seed),
                .integer(Int(process.pid)), .text(process.bootID), .text(process.host),
                .optional(source?.commit.lowercased()), .optional(source?.branch), .optional(source?.isDirty),
                .text(try JSON.text(run.fingerprint, path: path)),
            ])
        let number = Int(database.lastInsertedRow)
        for tag in run.tags { try insertTag(tag, number) }
        for scenario in run.scenarios { _ = try insert(scenario, number) }
        return number
    }

    private func insert(_ scenario: ScenarioResult, _ run: Int) throws(HistoryError) -> ScenarioHandle {
        try database.run(
            """
            INSERT INTO scenarios (run, position, name, metadata)
            SELECT ?1, COALESCE(MAX(position) + 1, 0), ?2, ?3 FROM scenarios WHERE run = ?1
            """,
            [.integer(run), .text(scenario.scenario.rawValue), .text(try metadata(scenario))])
        let handle = ScenarioHandle(id: database.lastInsertedRow)
        for block in scenario.blocks { try insert(block, handle) }
        return handle
    }

    private func insert(_ block: Block, _ scenario: ScenarioHandle) throws(HistoryError) {
        try database.run(
            #"INSERT INTO blocks (scenario, "index", start_ns, duration_ns, steady) VALUES (?, ?, ?, ?, ?)"#,
            [
                .integer(scenario.id), .integer(block.index), .bits(block.startNanoseconds),
                .bits(block.durationNanoseconds), .boolean(block.isSteady),
            ])
        let id = database.lastInsertedRow
        let statement = try database.prepare(
            "INSERT INTO measurements (block, position, name, role, histogram) VALUES (?, ?, ?, ?, ?)")
        for (position, measurement) in block.measurements.enumerated() {
            try statement.run([
                .integer(id), .integer(position), .text(measurement.name), .text(measurement.role.rawValue),
                .blob(measurement.histogram.encodedV2()),
            ])
        }
    }

    private func metadata(_ scenario: ScenarioResult) throws(HistoryError) -> String {
        var head = scenario
        head.blocks = []
        return try JSON.text(head, path: path)
    }

    func insertTag(_ tag: String, _ number: Int) throws(HistoryError) {
        try database.run("INSERT OR IGNORE INTO tags (name, run) VALUES (?, ?)", [.text(tag), .integer(number)])
    }
}
