import Testing
import Transport

@Suite struct ConnectionURLTests {
    @Test(arguments: [
        ("redis://localhost", "redis://localhost:6379"),
        ("REDIS://h:1", "redis://h:1"),
        ("rediss://user:pw@h:6380/2", "rediss://h:6380/2"),
        ("redis://[::1]:7000", "redis://[::1]:7000"),
        ("redis://[::1]", "redis://[::1]:6379"),
        ("unix:///tmp/r.sock?db=3", "unix:///tmp/r.sock?db=3"),
        ("bolt://h", "bolt://h:7687"),
        ("neo4j+s://x.databases.example", "neo4j+s://x.databases.example:7687"),
        ("bolt+ssc://u:p%40w@h:1/movies", "bolt+ssc://h:1/movies"),
    ])
    func addressShowsSchemeHostPortAndDatabase(text: String, address: String) throws {
        let url = try ConnectionURL(text)
        #expect(url.address == address)
        #expect("\(url)" == address)
    }

    @Test func userPasswordAndDatabaseAreDecoded() throws {
        let url = try ConnectionURL("redis://us%65r:p%40ss:w@rd@host:1/5")
        #expect(url.username == "user")
        #expect(url.password == "p@ss:w@rd")
        #expect(url.host == "host")
        #expect(url.database == "5")
        let passwordOnly = try ConnectionURL("redis://:secret@host")
        #expect(passwordOnly.username == nil)
        #expect(passwordOnly.password == "secret")
    }

    @Test func parametersSetDatabaseAndCertificates() throws {
        #expect(try ConnectionURL("unix:///s?db=3").database == "3")
        #expect(try ConnectionURL("rediss://h?cacert=/etc/ca%20s.pem").caFile == "/etc/ca s.pem")
    }

    @Test(arguments: [
        ("", ConnectionURLError.Reason.noScheme),
        ("localhost:6379", .noScheme),
        ("http://h", .unknownScheme("http")),
        ("redis://", .noHost),
        ("redis://:80", .noHost),
        ("redis://h:0", .badPort),
        ("redis://h:65536", .badPort),
        ("redis://h:", .badPort),
        ("redis://h/x", .badDatabase),
        ("redis://h/-1", .badDatabase),
        ("redis://h?tls=1", .unknownParameter),
        ("redis://%zz@h", .badEncoding),
        ("redis://%00@h", .badEncoding),
        ("redis://:%ff@h", .badEncoding),
        ("redis://h#fragment", .delimiterOutOfPlace),
        ("bolt://neo4j:12/word@h", .delimiterOutOfPlace),
        ("unix://host/s", .noPath),
        ("redis://h\n", .controlCharacter),
        ("unix://host", .noPath),
        ("redis://h?cacert=/ca", .caFileWithoutTLS),
    ])
    func whatIsNoConnectionIsRefusedWithItsReason(text: String, reason: ConnectionURLError.Reason) {
        let error = #expect(throws: ConnectionURLError.self) { try ConnectionURL(text) }
        #expect(error?.reason == reason)
    }

    @Test(arguments: ["redis://u:hunter2@h", "bolt+s://u:hunter2@h:1/db", "unix://u:hunter2@/s"])
    func nothingThatPrintsAValueShowsThePassword(text: String) throws {
        let url = try ConnectionURL(text)
        #expect(url.password == "hunter2")
        var dumped = ""
        dump(url, to: &dumped)
        for shown in ["\(url)", String(reflecting: url), String(describing: Optional(url)), dumped] {
            #expect(!shown.contains("hunter2"))
        }
    }

    /// A password that holds a delimiter nobody encoded is refused, never taken for a host, and never quoted.
    @Test(arguments: [
        "redis://:hunter/2pass@h", "redis://u:hunter/2pass@h:1", "redis://u:12/hunter2pass@h",
        "redis://u:12?hunter2pass@h", "redis://u:hunter?2pass@h", "redis://u:12#hunter2pass@h",
        "bolt://u:12/hunter2pass@h", "bolt://u:hunter2pass", "hunter2pass@h://x", "u:hunter2pass@h:6379",
    ])
    func aRefusalNeverQuotesAPassword(text: String) {
        let error = #expect(throws: ConnectionURLError.self) { try ConnectionURL(text) }
        var dumped = ""
        dump(error, to: &dumped)
        for shown in [error?.description ?? "", dumped] {
            #expect(!shown.contains("hunter"))
            #expect(!shown.contains("2pass"))
        }
    }

    @Test func aSocketPathMayHoldAnAtSign() throws {
        #expect(try ConnectionURL("unix:///run/a@b.sock").path == "/run/a@b.sock")
    }

    @Test func anyTextIsParsedOrRefused() {
        let alphabet = Array("redis:/@?#[]%&=.0123456789bolt+sé\u{0}\n unix-neo4j")
        for _ in 0..<20_000 {
            let text = String((0..<Int.random(in: 0...40)).map { _ in alphabet.randomElement()! })
            for candidate in [text, "redis://" + text, "unix:///" + text] {
                guard let url = try? ConnectionURL(candidate) else { continue }
                #expect(url.path != nil || (!url.host.isEmpty && (1...65535).contains(url.port)))
            }
        }
    }
}
