import ChildProcess
import Foundation
import Glibc
import History
import RunModel
import Testing

/// Outputs, folders and files that do not do what they should.
@Suite struct SurroundingsTests {
    private func measured() throws -> (place: Place, server: RedisServer, arguments: [String]) {
        let (place, server) = (try Place(), try RedisServer())
        try place.writeQuickSettings()
        try server.fillWithSessions()
        let arguments = ["measure", "redis.pipeline", "--redis", server.location]
        #expect(try place.run(arguments + ["--tag", "first"]).exit == .status(0))
        return (place, server, arguments)
    }

    @Test func outputThatNobodyReadsOrThatDoesNotFit() throws {
        let (place, server, _) = try measured()
        let result = try place.run(
            script: """
                "$ttaperf" measure redis.pipeline --redis \(server.location) | head -1 >/dev/null
                echo "pipe ${PIPESTATUS[0]}"
                "$ttaperf" history list >/dev/full
                echo "full $?"
                "$ttaperf" measure redis.pipeline --redis \(server.location) >/dev/full
                echo "measured $?"
                "$ttaperf" measure redis.pipeline --redis \(server.location) >&- 2>&- <&-
                echo "closed $?"
                "$ttaperf" --help >/dev/full
                echo "help $?"
                """)
        #expect(result.text == "pipe 0\nfull 4\nmeasured 4\nclosed 0\nhelp 4\n")
        let sentence = "Error: Cannot write the output: No space left on device; check where it goes"
        #expect(result.errorText.components(separatedBy: sentence).count == 4, "\(result.errorText)")
        // Everything was stored all the same, and no message went into the history in place of an output.
        let store = try place.history()
        #expect(try store.numbers().map { try store.load($0).status } == Array(repeating: .complete, count: 4))
    }

    @Test func anEnvironmentWithoutTheUsual() throws {
        let (place, server, arguments) = try measured()
        let bare = try place.run(arguments, changes: ["HOME": nil, "TERM": nil, "LANG": nil])
        #expect(bare.exit == .status(0), "\(bare.text) \(bare.errorText)")
        withExtendedLifetime(server) {}
        let sandbox = ["measure", "redis.pipeline", "--sandbox"]
        let folder = try place.run(sandbox, changes: ["TMPDIR": "/proc/1"])
        #expect(folder.exit == .status(4))
        #expect(folder.errorText.hasPrefix("Error: The sandbox cannot use /proc/1: "))
        let path = try place.run(sandbox, changes: ["PATH": "/nonexistent"])
        #expect(path.exit == .status(4))
        #expect(path.errorText.hasPrefix("Error: The sandbox needs redis-server, which is not on PATH; install it"))
        let graph = try place.run(
            ["measure", "graph.limit", "--sandbox"], changes: ["ARCADEDB_HOME": "/nonexistent"])
        #expect(graph.exit == .status(64))
        #expect(graph.errorText.hasPrefix("Error: ARCADEDB_HOME is set, but there is no program /nonexistent/"))
        #expect(place.sandboxes.isEmpty)
    }

    /// What is wrong with the history is said before a sandbox is started for nothing.
    @Test func aHistoryThatCannotBeUsed() throws {
        let (place, _, _) = try measured()
        try Data((0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }).write(
            to: URL(filePath: place.path("project/damaged.sqlite")))
        let result = try place.run(
            script: """
                try() {
                    "$ttaperf" measure redis.pipeline --sandbox --history "$1"; echo "measure $?"
                    "$ttaperf" gate --sandbox --history "$1"; echo "gate $?"
                    "$ttaperf" compare --history "$1"; echo "compare $?"
                }
                try damaged.sqlite
                try .
                """)
        #expect(result.text == "measure 4\ngate 4\ncompare 4\nmeasure 4\ngate 4\ncompare 4\n")
        let lines = result.errorText.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines.prefix(3).allSatisfy { $0.hasPrefix("Error: The history damaged.sqlite is damaged") })
        #expect(lines.suffix(3).allSatisfy { $0.hasPrefix("Error: Cannot open the history .: Is a directory") })
    }

    @Test func aSchemaOfAnotherVersion() throws {
        let (place, _, arguments) = try measured()
        let version = { (number: Int) in
            try place.run(
                script: """
                    python3 -c '
                    import sqlite3
                    connection = sqlite3.connect(".ttaperf/history.sqlite")
                    connection.execute("PRAGMA user_version = \(number)")
                    connection.commit()'
                    """.replacingOccurrences(of: "\n                    ", with: "\n"))
        }
        #expect(try version(99).exit == .status(0))
        for arguments in [arguments, ["compare"], ["gate"], ["history", "list"]] {
            let result = try place.run(arguments)
            #expect(result.exit == .status(4))
            #expect(result.errorText.contains("was written by a newer ttaperf (schema 99, this one knows up to "))
        }
    }

    /// Another process that holds the file for longer than anybody waits.
    @Test func aLockedHistory() throws {
        let (place, _, arguments) = try measured()
        let result = try place.run(
            script: """
                python3 -c '
                import sqlite3, sys, time
                connection = sqlite3.connect(".ttaperf/history.sqlite", isolation_level=None)
                connection.execute("BEGIN EXCLUSIVE")
                open("locked", "w").close()
                time.sleep(60)' & holder=$!
                while [ ! -e locked ]; do sleep 0.05; done
                "$ttaperf" \(arguments.joined(separator: " ")) >/dev/null
                echo "measure $?"
                "$ttaperf" history list --format csv | wc -l
                kill $holder
                """.replacingOccurrences(of: "\n                ", with: "\n"))
        #expect(result.text == "measure 4\n2\n")
        #expect(result.errorText.contains("is locked by another process that is writing; wait for it or stop it"))
        #expect(try place.history().numbers() == [1])
    }

    /// `nobody` must be able to start the tool, which a home folder may forbid.
    static let canChangeUser: Bool = {
        let trial = try? ChildProcess.capture(
            ChildCommand("setpriv", asNobody + [Place.ttaperf, "--version"]), timeout: .seconds(20))
        return trial?.exit.isSuccess ?? false
    }()
    static let asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"]

    @Test(.enabled(if: canChangeUser)) func foldersOfSomebodyElse() throws {
        let (place, server, _) = try measured()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.folder)
        let nobody = "setpriv \(Self.asNobody.joined(separator: " ")) \"$ttaperf\""
        let result = try place.run(
            script: """
                chmod 777 \(server.socket); chmod 711 \(server.folder.path)
                # The history's folder may not even be looked into: that is not "no history".
                \(nobody) compare; echo "compare $?"
                \(nobody) measure redis.pipeline --redis \(server.location); echo "measure $?"
                mkdir bare && cd bare && chmod 755 .
                \(nobody) measure redis.pipeline --redis \(server.location); echo "measure $?"
                \(nobody) init; echo "init $?"
                """)
        #expect(result.text == "compare 4\nmeasure 4\nmeasure 4\ninit 64\n")
        let lines = result.errorText.split(separator: "\n")
        #expect(lines.count == 4)
        let sentence = "Error: Cannot open the history .ttaperf/history.sqlite: Permission denied; check the path"
        #expect(lines.prefix(3).allSatisfy { $0.hasPrefix(sentence) }, "\(lines)")
    }

    /// The blocks before the disk was full stay, and so does the run before.
    @Test(.enabled(if: Executable.canMount)) func aDiskThatBecomesFullInMidRun() throws {
        let (place, server, _) = try measured()
        let result = try Executable.run(
            script: """
                cd \(place.path("project"))
                tool() { "\(Place.ttaperf)" "$@" --history /mnt/h/history.sqlite; }
                tool measure redis.pipeline --redis \(server.location) >/dev/null
                echo "first $?"
                head -c 2000000 /dev/zero >/mnt/filler 2>/dev/null
                truncate -s -100000 /mnt/filler
                tool measure redis.pipeline --time-budget 30s --redis \(server.location) >/dev/null
                echo "second $?"
                rm /mnt/filler
                tool history list --format csv
                """, onTmpfsOfKilobytes: 2_000)
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.contains("first 0") && lines.contains("second 4"), "\(result)")
        #expect(result.errors.contains("no space is left; free some, what was saved before is kept."), "\(result)")
        #expect(lines.contains { $0.hasPrefix("1,") && $0.contains("complete") }, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("2,") && !$0.contains("complete") }, "\(lines)")
    }
}
