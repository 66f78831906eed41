import FoundationEssentials
public import RunModel

extension HistoryStore {
    /// The whole run, blocks in the order in which they were appended.
    ///
    /// - Throws: `.noSuchRun`; `.damagedRun` when the file holds something else than we write.
    public func load(_ number: Int) throws(HistoryError) -> Run {
        try database.transaction(.read) { () throws(HistoryError) in
            guard var run = try loadHead(number) else {
                throw .noSuchRun(wanted: "#\(number)", path: path, contents: try contents())
            }
            run.tags = try tags(of: number)
            let statement = try database.prepare(
                "SELECT id, metadata FROM scenarios WHERE run = ? ORDER BY position", [.integer(number)])
            while try statement.step() {
                guard let id = statement.integer(0),
                    var scenario = statement.text(1).flatMap({ JSON.value(ScenarioResult.self, $0) })
                else { throw damaged(number, "a scenario's description is malformed") }
                scenario.blocks = try loadBlocks(ofScenario: id, run: number)
                run.scenarios.append(scenario)
            }
            return run
        }
    }

    private func loadHead(_ number: Int) throws(HistoryError) -> Run? {
        let statement = try database.prepare(
            """
            SELECT started, finished, status, reason, origin, pid, boot_id, host, seed, fingerprint FROM runs
            WHERE number = ?
            """, [.integer(number)])
        guard try statement.step() else { return nil }
        guard let head = RunHead(statement, firstColumn: 0), let seed = statement.integer(8),
            let fingerprint = statement.text(9).flatMap({ JSON.value(Fingerprint.self, $0) })
        else { throw damaged(number, "its head is malformed") }
        let now = currentStatus(head.status, head.reason, of: head.process)
        return Run(
            number: number, startedAt: head.startedAt, finishedAt: head.finishedAt, status: now.status,
            statusReason: now.reason, origin: head.origin, fingerprint: fingerprint, seed: UInt64(bitPattern: seed))
    }

    private func loadBlocks(ofScenario id: Int64, run number: Int) throws(HistoryError) -> [Block] {
        var blocks: [Block] = []
        let statement = try database.prepare(
            #"SELECT id, "index", start_ns, duration_ns, steady FROM blocks WHERE scenario = ? ORDER BY id"#,
            [.integer(id)])
        let measurements = try database.prepare(
            "SELECT name, role, histogram FROM measurements WHERE block = ? ORDER BY position")
        while try statement.step() {
            guard let block = statement.integer(0), let index = statement.integer(1),
                let start = statement.integer(2), let duration = statement.integer(3), let steady = statement.integer(4)
            else { throw damaged(number, "a block is malformed") }
            blocks.append(
                Block(
                    index: Int(index), startNanoseconds: UInt64(bitPattern: start),
                    durationNanoseconds: UInt64(bitPattern: duration), isSteady: steady != 0, measurements: []))
            try measurements.bind([.integer(block)])
            while try measurements.step() {
                guard let name = measurements.text(0),
                    let role = measurements.text(1).flatMap(Measurement.Role.init(rawValue:)),
                    let bytes = measurements.bytes(2), let histogram = try? Histogram(encodedV2: bytes)
                else { throw damaged(number, "a measurement is malformed") }
                blocks[blocks.count - 1].measurements.append(
                    Measurement(name: name, role: role, histogram: histogram))
            }
        }
        return blocks
    }

    func tags(of number: Int) throws(HistoryError) -> [String] {
        try texts("SELECT name FROM tags WHERE run = ? ORDER BY name", number)
    }

    func texts(_ sql: String, _ number: Int) throws(HistoryError) -> [String] {
        let statement = try database.prepare(sql, [.integer(number)])
        var texts: [String] = []
        while try statement.step() { texts.append(statement.text(0) ?? "") }
        return texts
    }

    func damaged(_ number: Int, _ detail: String) -> HistoryError {
        .damagedRun(path: path, number: number, detail: detail)
    }

    func contents() throws(HistoryError) -> HistoryContents {
        let complete =
            try database.integer(
                "SELECT COUNT(*) FROM runs WHERE status = 'complete' AND origin = 'measure'") ?? 0
        guard let first = try database.integer("SELECT MIN(number) FROM runs"),
            let last = try database.integer("SELECT MAX(number) FROM runs"), first <= last
        else { return HistoryContents(completeCount: 0, numbers: nil) }
        return HistoryContents(completeCount: complete, numbers: first...last)
    }
}

/// The columns `started, finished, status, reason, origin, pid, boot_id, host`, which reading and listing share.
struct RunHead {
    var startedAt: Date
    var finishedAt: Date?
    var status: Run.Status
    var reason: String?
    var origin: Run.Origin
    var process: MeasuringProcess

    init?(_ row: Statement, firstColumn: Int32) {
        guard let started = row.real(firstColumn),
            let status = row.text(firstColumn + 2).flatMap(Run.Status.init(rawValue:)),
            let origin = row.text(firstColumn + 4).flatMap(Run.Origin.init(rawValue:)),
            let pid = row.integer(firstColumn + 5).flatMap(Int32.init(exactly:)),
            let bootID = row.text(firstColumn + 6), let host = row.text(firstColumn + 7)
        else { return nil }
        startedAt = Date(timeIntervalSince1970: started)
        finishedAt = row.real(firstColumn + 1).map(Date.init(timeIntervalSince1970:))
        self.status = status
        reason = row.text(firstColumn + 3)
        self.origin = origin
        process = MeasuringProcess(pid: pid, bootID: bootID, host: host)
    }
}
