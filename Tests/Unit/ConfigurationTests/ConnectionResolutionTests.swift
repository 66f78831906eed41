import Testing
import Transport

@testable import Configuration

@Suite struct ConnectionResolutionTests {
    private func settings(_ text: String = "") throws -> ConnectionSettings {
        try Settings.parse(Array(text.utf8), file: "ttaperf.yml").connections
    }

    @Test func flagComesBeforeEnvironmentBeforeFileBeforeDefault() throws {
        let file = try settings("connections:\n  redis: redis://file:1\n  neo4j: neo4j+s://file:2\n")
        let environment = ["REDIS_URL": "rediss://environment:3", "NEO4J_URI": "bolt://environment:4"]

        var found = try file.resolve(.redis, flag: "unix:///flag", environment: environment)
        #expect(found.url.address == "unix:///flag")
        #expect(found.origin.description == "--redis")
        found = try file.resolve(.redis, environment: environment)
        #expect(found.url.address == "rediss://environment:3")
        #expect(found.origin.description == "REDIS_URL")
        found = try file.resolve(.redis, environment: ["REDIS_URL": ""])
        #expect(found.url.address == "redis://file:1")
        #expect(found.origin.description == "ttaperf.yml:2:10")
        found = try settings().resolve(.redis, environment: [:])
        #expect(found.url.address == "redis://127.0.0.1:6379")
        #expect(found.origin == .builtIn)

        found = try file.resolve(.neo4j, flag: "neo4j://flag", environment: environment)
        #expect(found.url.address == "neo4j://flag:7687")
        found = try file.resolve(.neo4j, environment: environment)
        #expect(found.url.address == "bolt://environment:4")
        found = try file.resolve(.neo4j, environment: [:])
        #expect(found.url.address == "neo4j+s://file:2")
        #expect(found.passwordOrigin == nil)
        found = try settings().resolve(.neo4j, environment: [:])
        #expect(found.url.address == "bolt://127.0.0.1:7687")
        #expect(found.url.username == nil)
    }

    @Test(
        arguments: [
            // URL, NEO4J_USERNAME, NEO4J_PASSWORD; user and password that count
            ("bolt://h", "ann", "pw", "ann", "pw"), ("bolt://h", nil, "pw", "neo4j", "pw"),
            ("bolt://h", "ann", nil, "ann", nil),
            ("bolt://bob@h", "ann", "pw", "bob", nil), ("bolt://bob@h", nil, "pw", "bob", "pw"),
            ("bolt://ann@h", "ann", "pw", "ann", "pw"), ("bolt://bob:own@h", "ann", "pw", "bob", "own"),
            ("bolt://h", nil, nil, nil, nil),
        ] as [(String, String?, String?, String?, String?)])
    func environmentFillsInWhatTheURLLacks(
        url: String, user: String?, password: String?, expectedUser: String?, expectedPassword: String?
    ) throws {
        var environment: [String: String] = [:]
        environment["NEO4J_USERNAME"] = user
        environment["NEO4J_PASSWORD"] = password
        let found = try settings().resolve(.neo4j, flag: url, environment: environment)
        #expect(found.url.username == expectedUser)
        #expect(found.url.password == expectedPassword)
        #expect(
            found.passwordOrigin
                == (expectedPassword == nil
                    ? nil : expectedPassword == "own" ? .flag("--neo4j") : .environment("NEO4J_PASSWORD")))
    }

    @Test func neo4jCredentialsDoNotGoToRedis() throws {
        let found = try settings().resolve(
            .redis, environment: ["NEO4J_USERNAME": "ann", "NEO4J_PASSWORD": "pw"])
        #expect(found.url.username == nil && found.url.password == nil)
    }

    @Test func variablesInTheFileAreExpanded() throws {
        let file = try settings(
            "connections: {redis: 'redis://${USER_NAME}:${SECRET}@${PLACE}/2', neo4j: '${WHOLE}'}")
        let environment = [
            "USER_NAME": "ann", "SECRET": "p@s/s?w#o%r${d}:", "PLACE": "h:77", "WHOLE": "bolt+s://a:b@g/db",
        ]
        let redis = try file.resolve(.redis, environment: environment)
        #expect(redis.url.username == "ann")
        #expect(redis.url.password == "p@s/s?w#o%r${d}:")
        #expect(redis.url.address == "redis://h:77/2")
        #expect(redis.url.database == "2")
        let graph = try file.resolve(.neo4j, environment: environment)
        #expect(graph.url.address == "bolt+s://g:7687/db")
        #expect(graph.url.password == "b")
    }

    @Test func aVariableThatIsNotSetIsNamed() throws {
        let file = try settings("connections: {redis: 'redis://:${SECRET}@h'}")
        let error = #expect(throws: ConnectionResolutionError.self) { try file.resolve(.redis, environment: [:]) }
        #expect(
            error?.description == "ttaperf.yml:1:22: connections.redis names the environment variable SECRET, which is "
                + "not set; set it, or write the URL without it.")
        // Nobody needs it when the flag or the environment says where the server is.
        #expect(try file.resolve(.redis, flag: "redis://x", environment: [:]).url.host == "x")
    }

    @Test func errorsSayWhereAndNeverThePassword() throws {
        var error = #expect(throws: ConnectionResolutionError.self) {
            try settings().resolve(.redis, flag: "bolt://u:hidden@h", environment: [:])
        }
        #expect(
            error?.description
                == "--redis: the scheme 'bolt' belongs to another server; use one of redis, rediss, unix.")
        error = #expect(throws: ConnectionResolutionError.self) {
            try settings().resolve(.neo4j, environment: ["NEO4J_URI": "bolt://u:hidden@h:port"])
        }
        #expect(error?.description.hasPrefix("NEO4J_URI: ") == true)
        #expect(error?.description.contains("hidden") == false)
    }
}
