internal import BoltClient
internal import ChildProcess
internal import Transport

/// A Neo4j 5 or newer, with every file that it writes in the sandbox's folder.
struct Neo4jRecipe: ServerRecipe {
    let role = SandboxServer.Role.graph
    let product = "Neo4j"
    let timeLimit = Duration.seconds(120)
    let portCount = 1
    /// `bin/neo4j`, or the one on PATH.
    let executable: String
    let password = Secret.random()

    func command(in folder: SandboxFolder, ports: [Int]) throws(SandboxError) -> ChildCommand {
        let home = folder.file("neo4j")
        try SmallFile.makePrivateFolder(home)
        try SmallFile.makePrivateFolder("\(home)/conf")
        for name in ["plugins", "import"] { try SmallFile.makePrivateFolder("\(home)/\(name)") }
        try SmallFile.write(Self.configuration(home: home, port: ports[0]), to: "\(home)/conf/neo4j.conf")
        return ChildCommand(executable, ["console"], environment: ["NEO4J_CONF": "\(home)/conf"])
    }

    /// A whole file of our own: what a user's has may be meant for another machine or edition.
    ///
    /// Nobody guesses a random password, so wrong ones lock nobody out: a typing error of one command would stop the
    /// next one for seconds.
    static func configuration(home: String, port: Int) -> String {
        // The file is read as Java properties.
        let home = home.replacing("\\", with: "\\\\")
        return """
            server.default_listen_address=127.0.0.1
            server.bolt.listen_address=127.0.0.1:\(port)
            server.bolt.advertised_address=127.0.0.1:\(port)
            server.http.enabled=false
            server.https.enabled=false
            server.directories.data=\(home)/data
            server.directories.logs=\(home)/logs
            server.directories.run=\(home)/run
            server.directories.plugins=\(home)/plugins
            server.directories.import=\(home)/import
            server.directories.transaction.logs.root=\(home)/data/transactions
            server.memory.heap.initial_size=512m
            server.memory.heap.max_size=512m
            server.memory.pagecache.size=128m
            db.tx_log.preallocate=false
            db.tx_log.rotation.retention_policy=keep_none
            dbms.usage_report.enabled=false
            dbms.security.auth_max_failed_attempts=0
            server.jvm.additional=-XX:+UseG1GC
            server.jvm.additional=--add-opens=java.base/java.nio=ALL-UNNAMED
            server.jvm.additional=--add-opens=java.base/java.io=ALL-UNNAMED
            server.jvm.additional=--add-opens=java.base/sun.nio.ch=ALL-UNNAMED
            server.jvm.additional=--add-opens=java.base/java.lang=ALL-UNNAMED
            server.jvm.additional=--add-opens=java.base/java.util.concurrent=ALL-UNNAMED

            """
    }

    func connection(ports: [Int]) -> ConnectionURL {
        var url = ConnectionURL(scheme: .bolt, host: "127.0.0.1", port: ports[0])
        url.username = "neo4j"
        url.password = password
        return url
    }

    func greet(_ url: ConnectionURL, options: TransportOptions) throws -> String? {
        try replaceFirstPassword(url, options)
        let connection = try BoltConnection(url: url, options: options)
        defer { connection.close() }
        _ = try connection.run("RETURN 1", mode: .read)
        return Self.version(agent: connection.serverInfo.agent)
    }

    /// A new Neo4j has one user with a well-known password, who may do nothing but change it.
    ///
    /// `neo4j-admin dbms set-initial-password` would show the new one to whoever runs `ps`, and cost another Java start.
    private func replaceFirstPassword(_ url: ConnectionURL, _ options: TransportOptions) throws(BoltError) {
        var first = url
        first.password = "neo4j"
        let connection: BoltConnection
        do throws(BoltError) {
            connection = try BoltConnection(url: first, options: options)
        } catch {
            // Replaced by an earlier attempt.
            if case .authentication = error { return }
            throw error
        }
        defer { connection.close() }
        _ = try connection.run(
            "ALTER CURRENT USER SET PASSWORD FROM $first TO $password",
            parameters: ["first": "neo4j", "password": .string(password)], database: "system")
    }

    /// Of `Neo4j/5.26.30`.
    static func version(agent: String) -> String? {
        let parts = agent.split(separator: "/", maxSplits: 1)
        return parts.count == 2 && parts[0] == "Neo4j" ? String(parts[1]) : nil
    }
}
