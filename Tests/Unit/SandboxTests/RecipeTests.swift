import Foundation
import Testing

@testable import Sandbox

@Suite struct RecipeTests {
    private let folder = SandboxFolder(path: "/tmp/a \"quoted\" \\ folder")

    @Test func redisListensOnLoopbackWithAPasswordAndKeepsNothing() {
        let lines = RedisRecipe.configuration(folder: folder, port: 7001, password: "secret").split(separator: "\n")
        for line in ["bind 127.0.0.1", "port 7001", "requirepass secret", "save \"\"", "appendonly no"] {
            #expect(lines.contains { $0 == line }, "\(line)")
        }
        #expect(lines.contains { $0 == #"dir "/tmp/a \"quoted\" \\ folder""# })
    }

    @Test func neo4jWritesOnlyIntoTheFolderAndListensOnLoopback() {
        let text = Neo4jRecipe.configuration(home: "/tmp/s\\x/neo4j", port: 7002)
        let entries = text.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        #expect(entries.allSatisfy { $0.count == 2 })
        // A key that stands twice keeps the server from starting; only the Java options may.
        let keys = entries.map { $0[0] }.filter { $0 != "server.jvm.additional" }
        #expect(Set(keys).count == keys.count)
        for entry in entries where entry[0].hasPrefix("server.directories.") {
            #expect(entry[1].hasPrefix(#"/tmp/s\\x/neo4j/"#))
        }
        for entry in entries where entry[0].hasSuffix("_address") {
            #expect(entry[1].hasPrefix("127.0.0.1"))
        }
        #expect(entries.contains(["server.bolt.listen_address", "127.0.0.1:7002"]))
    }

    @Test func arcadeDBsArgumentsAreQuotedForJava() {
        let lines = ArcadeDBRecipe.arguments(
            home: "/opt/arcade db", root: folder.path, boltPort: 7003, httpPort: 7004, password: "secret"
        ).split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { $0.hasPrefix("\"") && $0.hasSuffix("\"") })
        #expect(lines.contains(#""-Darcadedb.server.rootPath=/tmp/a \"quoted\" \\ folder""#))
        #expect(lines.contains(#""/opt/arcade db/jars/*""#))
        for setting in ["bolt.host=127.0.0.1", "server.httpIncomingHost=127.0.0.1", "server.httpIncomingPort=7004"] {
            #expect(lines.contains("\"-Darcadedb.\(setting)\""))
        }
    }

    @Test func versionsAreTakenFromWhereTheyAreTold() {
        #expect(Neo4jRecipe.version(agent: "Neo4j/5.26.30") == "5.26.30")
        #expect(Neo4jRecipe.version(agent: "Other/1") == nil)
        #expect(ArcadeDBRecipe.version(jar: "arcadedb-server-26.10.2.jar") == "26.10.2")
        #expect(ArcadeDBRecipe.version(jar: "arcadedb-engine-26.10.2.jar") == nil)
        #expect(ArcadeDBRecipe.version(jar: "arcadedb-server-.jar") == nil)
    }

    @Test func pythonIsLookedForBesideTheBuildFirst() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "ttaperf-python-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: root) }
        for folder in ["\(root)/.build/python/bin", "\(root)/bin"] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data().write(to: URL(filePath: "\(folder)/python3"))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/python3")
        }
        let environment = ["PATH": "\(root)/bin"]
        let path = "\(root)/bin/python3"
        let built = GraphServerSearch.pythons(own: "\(root)/.build/x86_64/release/ttaperf", environment)
        #expect(built == ["\(root)/.build/python/bin/python3", path])
        #expect(GraphServerSearch.pythons(own: "/usr/local/bin/ttaperf", environment) == [path])
        #expect(GraphServerSearch.pythons(own: nil, [:]) == [])
    }

    @Test func theTailOfALogIsShortAndHasNoTerminalSequences() {
        let log = (1...30).map { "line \($0)\u{1B}[31m\u{07}" }.joined(separator: "\r\n")
        let lines = LogTail.lines(Array(log.utf8))
        #expect(lines.count == 10)
        #expect(lines.first == "line 21[31m" && lines.last == "line 30[31m")
        #expect(LogTail.lines([]) == [])
    }
}
