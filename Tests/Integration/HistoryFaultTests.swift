import Foundation
import History
import RunModel
import Testing

/// A real full and a real read-only file system, under the real program.
@Suite(.enabled(if: Executable.canMount)) struct HistoryFaultTests {
    private static let history = "/mnt/h/history.sqlite"
    private static let tool = "\"\(Executable.path)\" history"

    /// An export of `count` runs, each of some kilobytes.
    private func export(_ count: Int) throws -> (folder: String, file: String) {
        let folder = NSTemporaryDirectory() + "ttaperf-full-\(UUID().uuidString)"
        let store = try HistoryStore(path: folder + "/history.sqlite")
        for seed in 0..<count {
            let run = Run(
                startedAt: Date(timeIntervalSince1970: 1_790_000_000), status: .complete,
                fingerprint: Fingerprint(
                    tool: "0.1.0",
                    host: .init(name: "box", cpuModel: nil, cpuCount: 2, kernel: "Linux", operatingSystem: nil)),
                seed: UInt64(seed),
                scenarios: [
                    ScenarioResult(
                        scenario: ScenarioID("redis.pipeline"), operation: String(repeating: "x", count: 4_000),
                        workUnit: "command", controlDescription: "PING", variants: [])
                ])
            _ = try store.begin(run)
        }
        var text = ""
        try store.export(store.numbers()) { text += $0 }
        let file = folder + "/runs.json"
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        return (folder, file)
    }

    @Test func aFullDiskIsSaidAndWhatWasSavedIsKept() throws {
        let (one, many) = (try export(1), try export(200))
        defer { for export in [one, many] { try? FileManager.default.removeItem(atPath: export.folder) } }
        let result = try Executable.run(
            script: """
                \(Self.tool) import \(one.file) --history \(Self.history) || exit 1
                \(Self.tool) import \(many.file) --history \(Self.history)
                echo "status $?"
                \(Self.tool) list --format csv --history \(Self.history)
                echo "status $?"
                \(Self.tool) export --history \(Self.history) --output /mnt/whole.json
                echo "status $?"
                """, onTmpfsOfKilobytes: 600)
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.filter { $0.hasPrefix("status") } == ["status 4", "status 0", "status 0"], "\(result)")
        #expect(lines.filter { $0.hasPrefix("1,2026-") }.count == 1)
        #expect(
            result.errors == """
                Error: Cannot write to the history \(Self.history): no space is left; free some, what was saved before \
                is kept.

                """)
    }

    @Test func aReadOnlyFileSystemIsReadAndRefusesToWrite() throws {
        let one = try export(1)
        defer { try? FileManager.default.removeItem(atPath: one.folder) }
        let result = try Executable.run(
            script: """
                \(Self.tool) import \(one.file) --history \(Self.history) || exit 1
                mount -o remount,ro /mnt || exit 98
                \(Self.tool) show --format csv --history \(Self.history) >/dev/null
                echo "status $?"
                \(Self.tool) tag 1 before --history \(Self.history)
                echo "status $?"
                \(Self.tool) export --history \(Self.history) --output /mnt/whole.json
                echo "status $?"
                """, onTmpfsOfKilobytes: 600)
        let statuses = result.output.split(separator: "\n").filter { $0.hasPrefix("status") }
        #expect(statuses == ["status 0", "status 4", "status 4"], "\(result)")
        #expect(
            result.errors == """
                Error: Cannot write to the history \(Self.history): the file or its folder is read-only; make both \
                writable.
                Error: Cannot write /mnt/whole.json: Read-only file system; check the path, its permissions and the \
                space left.

                """)
    }

    /// Two programs add runs to one history that neither has made yet.
    @Test func twoProgramsWriteAtOnce() throws {
        let many = try export(60)
        defer { try? FileManager.default.removeItem(atPath: many.folder) }
        let result = try Executable.run(
            script: """
                for file in a b; do
                    sed "s/\\"name\\":\\"box\\"/\\"name\\":\\"$file\\"/" \(many.file) >/mnt/$file.json
                    (\(Self.tool) import /mnt/$file.json --history \(Self.history) | wc -l) &
                done
                wait
                \(Self.tool) list --limit 1000 --format csv --history \(Self.history) | wc -l
                """, onTmpfsOfKilobytes: 20_000)
        #expect(result.output.split(whereSeparator: \.isWhitespace) == ["60", "60", "121"], "\(result)")
    }
}
