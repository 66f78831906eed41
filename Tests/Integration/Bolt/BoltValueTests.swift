import BoltClient
import Testing
import Transport

/// Values that real servers build, and ours that they hand back.
@Suite struct BoltValueTests {
    static let core: [BoltValue] = [
        nil, true, false, 0, -16, -17, 127, 128, -129, 32_767, 32_768, -2_147_483_649, .int(.max), .int(.min), 1.5,
        -0.1,
        .float(.infinity), .float(.leastNonzeroMagnitude), "", "a", "Größe 😀\u{0} 'quoted' \\",
        .string(String(repeating: "x", count: 100_000)), [], [1, "two", 3.0, nil, [true]], [:],
        ["a": 1, "ä": ["b": [nil]]], .list((0..<1000).map { .int($0) }),
    ]

    @Test(arguments: GraphServer.all) func coreValuesComeBack(_ server: GraphServer) throws {
        let bolt = try BoltConnection(url: server.url())
        for value in Self.core {
            #expect(try bolt.run("RETURN $v AS v", parameters: ["v": value]).records == [[value]])
        }
        #expect(try bolt.run("UNWIND $v AS v RETURN v", parameters: ["v": .list(Self.core)]).column("v") == Self.core)
    }

    static let others: [BoltValue] = [
        .bytes([]), .bytes([0, 255, 1]), .bytes(Array(repeating: 7, count: 70_000)), .date(BoltDate(days: -1)),
        .time(BoltTime(nanoseconds: 43_200_000_000_001, offsetSeconds: 3600)),
        .localTime(BoltLocalTime(nanoseconds: 1)),
        .dateTime(BoltDateTime(seconds: 1_714_903_200, nanoseconds: 5, zone: .offset(seconds: -7200))),
        .dateTime(BoltDateTime(seconds: 1_714_903_200, nanoseconds: 5, zone: .named("Europe/Stockholm"))),
        .localDateTime(BoltLocalDateTime(seconds: -1, nanoseconds: 500_000_000)),
        .duration(BoltDuration(months: 1, days: -2, seconds: 3, nanoseconds: 4)),
        .point(BoltPoint(srid: 7203, x: 1, y: -2)), .point(BoltPoint(srid: 9157, x: 1, y: 2, z: 3)),
        .point(BoltPoint(srid: 4326, x: 18, y: 59)), .point(BoltPoint(srid: 4979, x: 18, y: 59, z: -1)),
    ]

    @Test(.enabled(if: GraphServer.hasNeo4j)) func neo4jsOtherValuesComeBack() throws {
        let bolt = try BoltConnection(url: GraphServer.neo4j.url())
        for value in Self.others {
            #expect(try bolt.run("RETURN $v AS v", parameters: ["v": value]).records == [[value]])
        }
        #expect(
            try bolt.run("UNWIND $v AS v RETURN v", parameters: ["v": .list(Self.others)]).column("v") == Self.others)
    }

    /// What the values mean, in the server's own words.
    @Test(.enabled(if: GraphServer.hasNeo4j)) func neo4jUnderstandsThemAsMeant() throws {
        let bolt = try BoltConnection(url: GraphServer.neo4j.url())
        let texts = [
            "1969-12-31", "12:00:00.000000001+01:00", "00:00:00.000000001", "2024-05-05T08:00:00.000000005-02:00",
            "2024-05-05T12:00:00.000000005+02:00[Europe/Stockholm]", "1969-12-31T23:59:59.5",
            "P1M-2DT3.000000004S",
        ]
        let values = BoltValue.list(Array(Self.others[3..<10]))
        let result = try bolt.run("UNWIND $v AS v RETURN toString(v) AS t", parameters: ["v": values])
        #expect(result.column("t") == texts.map(BoltValue.string))
    }

    /// A node, a relationship and a path walked forwards and backwards, seen inside a transaction that leaves nothing.
    @Test(arguments: GraphServer.all) func graphValuesAreBuilt(_ server: GraphServer) throws {
        let bolt = try BoltConnection(url: server.url())
        try bolt.begin()
        try bolt.run(
            "CREATE (:BoltTest {k: 'a', n: 1})-[:KNOWS {since: 2000}]->(:BoltTest {k: 'b'})<-[:LIKES]-(:BoltTest {k: 'c'})"
        )
        let result = try bolt.run(
            """
            MATCH path = (a:BoltTest {k: 'a'})-[r:KNOWS]->(:BoltTest)<-[:LIKES]-(:BoltTest {k: 'c'}) RETURN a, r, path
            """)
        let record = try #require(result.records.first)
        guard case .node(let node) = record[0], case .relationship(let knows) = record[1],
            case .path(let path) = record[2]
        else {
            Issue.record("got \(record)")
            return
        }
        #expect(node.labels == ["BoltTest"])
        #expect(node.properties["k"] == "a" && node.properties["n"] == 1)
        #expect(node.elementID?.isEmpty == false)
        #expect(knows.type == "KNOWS" && knows.properties["since"] == 2000)
        #expect(knows.startNodeID == node.id)
        #expect(path.nodes.map { $0.properties["k"] } == ["a", "b", "c"])
        #expect(path.relationships.map(\.type) == ["KNOWS", "LIKES"])
        #expect(path.relationships[0].startNodeID == path.nodes[0].id)
        // Against its direction.
        #expect(path.relationships[1].startNodeID == path.nodes[2].id)
        #expect(path.relationships[1].endNodeID == path.nodes[1].id)
        try bolt.rollback()
        #expect(try bolt.run("MATCH (n:BoltTest {k: 'a'}) RETURN n").records.isEmpty)
    }
}
