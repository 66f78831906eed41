internal import BoltClient
internal import ChildProcess
internal import FoundationEssentials
internal import Transport

/// An ArcadeDB with its Bolt plugin, on the Java runtime that its Python package brings.
struct ArcadeDBRecipe: ServerRecipe {
    static let database = "tta"

    let role = SandboxServer.Role.graph
    let product = "ArcadeDB"
    let timeLimit = Duration.seconds(120)
    /// Bolt, and HTTP, which it cannot do without.
    let portCount = 2
    /// Has `jars` and `jre`.
    let home: String
    let password = Secret.random()

    static func java(home: String) -> String { "\(home)/jre/bin/java" }

    func command(in folder: SandboxFolder, ports: [Int]) throws(SandboxError) -> ChildCommand {
        let root = folder.file("arcadedb")
        try SmallFile.makePrivateFolder(root)
        let file = folder.file("arcadedb.arguments")
        let arguments = Self.arguments(
            home: home, root: root, boltPort: ports[0], httpPort: ports[1], password: password)
        try SmallFile.write(arguments, to: file)
        // It writes its logs into the working directory.
        return ChildCommand(Self.java(home: home), ["@\(file)"], workingDirectory: root)
    }

    /// A file that `java` reads its arguments from, so that `ps` shows no password.
    static func arguments(home: String, root: String, boltPort: Int, httpPort: Int, password: String) -> String {
        let arguments = [
            "-Xmx1g", "--add-opens", "java.base/java.nio=ALL-UNNAMED", "-cp", "\(home)/jars/*",
            "-Darcadedb.server.rootPath=\(root)",
            "-Darcadedb.server.mode=production",
            "-Darcadedb.server.rootPassword=\(password)",
            "-Darcadedb.server.defaultDatabases=\(database)[root]",
            "-Darcadedb.server.plugins=Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "-Darcadedb.bolt.host=127.0.0.1",
            "-Darcadedb.bolt.port=\(boltPort)",
            "-Darcadedb.server.httpIncomingHost=127.0.0.1",
            "-Darcadedb.server.httpIncomingPort=\(httpPort)",
            "com.arcadedb.server.ArcadeDBServer",
        ]
        return arguments.map(quoted).joined(separator: "\n") + "\n"
    }

    private static func quoted(_ argument: String) -> String {
        "\"" + argument.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    func connection(ports: [Int]) -> ConnectionURL {
        var url = ConnectionURL(scheme: .bolt, host: "127.0.0.1", port: ports[0])
        url.username = "root"
        url.password = password
        url.database = Self.database
        return url
    }

    /// Its Bolt port answers before its database is there: only a query in the database says that it is ready.
    func greet(_ url: ConnectionURL, options: TransportOptions) throws -> String? {
        let connection = try BoltConnection(url: url, options: options)
        defer { connection.close() }
        _ = try connection.run("RETURN 1", mode: .read)
        return version
    }

    /// Over Bolt it claims to be a Neo4j; its jars tell its own version.
    private var version: String? {
        let jars = (try? FileManager.default.contentsOfDirectory(atPath: "\(home)/jars")) ?? []
        return jars.lazy.compactMap(Self.version(jar:)).first
    }

    /// Of `arcadedb-server-26.10.2.jar`.
    static func version(jar: String) -> String? {
        let (prefix, suffix) = ("arcadedb-server-", ".jar")
        guard jar.hasPrefix(prefix), jar.hasSuffix(suffix), jar.count > prefix.count + suffix.count else { return nil }
        return String(jar.dropFirst(prefix.count).dropLast(suffix.count))
    }
}
