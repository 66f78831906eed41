import RunModel

extension HistoryStore {
    /// 1 to 100 ASCII letters, digits, `.`, `_`, `-`, `/`, not beginning with `-`.
    static func isTag(_ name: String) -> Bool {
        (1...100).contains(name.utf8.count) && name.utf8.first != UInt8(ascii: "-")
            && name.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
                    UInt8(ascii: "/"):
                    true
                default: false
                }
            }
    }

    /// `name` when it can be a tag.
    ///
    /// - Throws: `.invalidTag`.
    public static func checkedTag(_ name: String) throws(HistoryError) -> String {
        guard isTag(name) else { throw .invalidTag(name) }
        return name
    }

    /// Tagging twice is fine.
    public func tag(_ number: Int, _ name: String) throws(HistoryError) {
        let name = try Self.checkedTag(name)
        try database.transaction(.write) { () throws(HistoryError) in
            try requireRun(number)
            try insertTag(name, number)
        }
    }

    /// - Returns: whether the run had the tag.
    @discardableResult
    public func untag(_ number: Int, _ name: String) throws(HistoryError) -> Bool {
        try database.transaction(.write) { () throws(HistoryError) in
            try requireRun(number)
            try database.run("DELETE FROM tags WHERE name = ? AND run = ?", [.text(name), .integer(number)])
            return database.changedRows > 0
        }
    }

    /// Removes all of them, or none.
    ///
    /// - Throws: `.runIsLive` while a living process measures one of them.
    public func remove(_ numbers: [Int]) throws(HistoryError) {
        try database.transaction(.write) { () throws(HistoryError) in
            let live = try liveRuns()
            for number in numbers {
                try requireRun(number)
                guard !live.contains(number) else { throw .runIsLive(number: number) }
                try database.run("DELETE FROM runs WHERE number = ?", [.integer(number)])
            }
        }
    }

    /// Removes all but the newest `count` runs of `measure`, and as many that a gate measured; tagged runs and those being
    /// measured stay in any case.
    ///
    /// - Returns: the removed numbers, ascending.
    public func prune(keep count: Int) throws(HistoryError) -> [Int] {
        try database.transaction(.write) { () throws(HistoryError) in
            let live = try liveRuns()
            let statement = try database.prepare(
                """
                SELECT number FROM runs
                WHERE number NOT IN (SELECT number FROM runs WHERE origin = 'measure' ORDER BY number DESC LIMIT ?1)
                    AND number NOT IN (SELECT number FROM runs WHERE origin <> 'measure' ORDER BY number DESC LIMIT ?1)
                    AND NOT EXISTS (SELECT 1 FROM tags WHERE run = number)
                ORDER BY number
                """, [.integer(max(0, count))])
            var removed: [Int] = []
            while try statement.step() {
                guard let number = statement.integer(0).map(Int.init), !live.contains(number) else { continue }
                removed.append(number)
            }
            let deletion = try database.prepare("DELETE FROM runs WHERE number = ?")
            for number in removed { try deletion.run([.integer(number)]) }
            return removed
        }
    }

    func requireRun(_ number: Int) throws(HistoryError) {
        guard try database.integer("SELECT 1 FROM runs WHERE number = ?", [.integer(number)]) != nil else {
            throw .noSuchRun(wanted: "#\(number)", path: path, contents: try contents())
        }
    }

    private func liveRuns() throws(HistoryError) -> Set<Int> {
        let statement = try database.prepare(
            "SELECT number, pid, boot_id, host FROM runs WHERE status = ?", [.text(Run.Status.running.rawValue)])
        var live: Set<Int> = []
        while try statement.step() {
            guard let number = statement.integer(0), let pid = statement.integer(1).flatMap(Int32.init(exactly:)),
                let bootID = statement.text(2), let host = statement.text(3)
            else { continue }
            if process.considersAlive(MeasuringProcess(pid: pid, bootID: bootID, host: host)) {
                live.insert(Int(number))
            }
        }
        return live
    }
}
