import BoltClient
import ChildProcess
import Foundation
import Testing
import Transport

/// `bolt+s://` and `bolt+ssc://` against a Neo4j with a certificate of its own.
@Suite(.enabled(if: GraphServer.hasNeo4j)) struct BoltTLSTests {
    @Test func encryptedConnectionsAreCheckedAsTheSchemeSays() throws {
        let certificates = try TestCertificates()
        try certificates.selfSigned("bolt", names: "DNS:localhost,IP:127.0.0.1")
        let server = try EncryptedNeo4j(certificates, "bolt")

        // Nobody vouches for it, and the scheme wants that somebody does.
        let error = #expect(throws: BoltError.self) { try BoltConnection(url: server.url(.boltS)) }
        guard case .transport(let failure) = error, case .certificate = failure.cause else {
            Issue.record("got \(String(describing: error))")
            return
        }

        for (scheme, caFile) in [(.boltSSC, nil), (.boltS, certificates.path("bolt.pem")), (.neo4jSSC, nil)]
            as [(ConnectionURL.Scheme, String?)]
        {
            let bolt = try BoltConnection(url: server.url(scheme, caFile: caFile))
            let rows = try bolt.run("UNWIND range(1, 50000) AS n RETURN n, 'some text' AS t", fetchSize: 10_000)
            #expect(rows.records.count == 50_000)
            #expect(try bolt.roundTrip(bolt.prepare("UNWIND range(1, 50000) AS n RETURN n")).rows == 50_000)
            let text = BoltValue.string(String(repeating: "x", count: 1_000_000))
            #expect(try bolt.run("RETURN $t AS t", parameters: ["t": text]).column("t") == [text])
        }

        // Without encryption the server hangs up, and the sentence says what to try.
        let plain = #expect(throws: BoltError.self) { try BoltConnection(url: server.url(.bolt)) }
        #expect(plain == .handshake(.closed, address: try server.url(.bolt).address))
    }
}

/// A Neo4j without users whose Bolt port speaks TLS only; stopped with its owner.
private final class EncryptedNeo4j {
    struct NotStarted: Error { let log: String }

    private let folder: URL
    private let process: ChildProcess
    private let port: Int

    init(_ certificates: TestCertificates, _ name: String) throws {
        let home = try #require(ProcessInfo.processInfo.environment["NEO4J_HOME"])
        folder = FileManager.default.temporaryDirectory.appending(path: "ttaperf-neo4j-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        port = Int.random(in: 20_000..<32_000)
        let configuration = """
            server.default_listen_address=127.0.0.1
            server.bolt.listen_address=127.0.0.1:\(port)
            server.bolt.advertised_address=127.0.0.1:\(port)
            server.bolt.tls_level=REQUIRED
            dbms.ssl.policy.bolt.enabled=true
            dbms.ssl.policy.bolt.base_directory=\(certificates.folder.path)
            dbms.ssl.policy.bolt.private_key=\(name).key
            dbms.ssl.policy.bolt.public_certificate=\(name).pem
            dbms.ssl.policy.bolt.client_auth=NONE
            dbms.security.auth_enabled=false
            server.http.enabled=false
            server.https.enabled=false
            server.directories.data=\(folder.path)/data
            server.directories.logs=\(folder.path)/logs
            server.directories.run=\(folder.path)/run
            server.directories.transaction.logs.root=\(folder.path)/data/transactions
            server.memory.pagecache.size=64m
            dbms.usage_report.enabled=false
            """
        try configuration.write(
            to: folder.appending(path: "neo4j.conf"), atomically: true, encoding: .utf8)
        var environment = ProcessInfo.processInfo.environment
        environment["NEO4J_CONF"] = folder.path
        let log = folder.appending(path: "console.log")
        process = try ChildProcess(
            ChildCommand(
                "\(home)/bin/neo4j", ["console"], environment: environment, output: .file(path: log.path),
                errors: .file(path: log.path)))
        let deadline = ContinuousClock.now + .seconds(120)
        while (try? BoltConnection(url: url(.boltSSC)).run("RETURN 1")) == nil {
            guard process.poll() == nil, ContinuousClock.now < deadline else {
                let words = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
                _ = process.terminate(grace: .seconds(5))
                try? FileManager.default.removeItem(at: folder)
                throw NotStarted(log: words)
            }
            usleep(100_000)
        }
    }

    deinit {
        _ = process.terminate(grace: .seconds(20))
        try? FileManager.default.removeItem(at: folder)
    }

    func url(_ scheme: ConnectionURL.Scheme, caFile: String? = nil) throws -> ConnectionURL {
        var url = ConnectionURL(scheme: scheme, host: "127.0.0.1", port: port)
        url.caFile = caFile
        return url
    }
}
