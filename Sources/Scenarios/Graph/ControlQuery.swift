internal import BoltClient
internal import RunModel
internal import Sampling

/// What a graph variant is judged by: a query that touches no data, walks as many rows on the server and returns as many
/// rows of about as many bytes.
///
/// `RETURN 1` alone would not do: it costs wake-ups and hardly any computing, and on a machine that is busy with other
/// things the two change at different rates.
struct ControlQuery {
    /// Steps of UNWIND that take about as long as reading one node of a label and one of its properties (Neo4j 5.26: 0.04
    /// and 0.2 µs). A constant, so that the control of two runs is the same work whatever has become of the query.
    static let stepsPerNode: Int64 = 5

    /// The lane's name.
    let name: String
    let query: GraphQuery

    /// - Parameters:
    ///   - work: rows that the variant makes the server look at.
    ///   - rows: rows that it returns; `bytes` received with them.
    init(of variant: String, work: Int64, rows: Int64, bytes: Int64) {
        name = "\(Measurement.plainControl).\(variant)"
        let returned = max(rows, 1)
        query = GraphQuery(
            name: "The control of \(variant)",
            text: "UNWIND range(1, $work) AS i WITH i WHERE i % $step = 0 RETURN i, $text AS text",
            parameters: [
                "work": .int(max(work, returned)), "step": .int(max(work, returned) / returned),
                "text": .string(String(repeating: "x", count: Int(min(max(bytes / returned - 8, 1), 10_000)))),
            ])
    }

    /// - Parameter variant: with its counters of rows and bytes.
    init(of variant: VariantResult, work: Int64) {
        self.init(
            of: variant.name, work: work, rows: variant.counters["rows"] ?? 1,
            bytes: variant.counters["bytes_received"] ?? 1)
    }

    func prepared(on bolt: BoltConnection) throws -> PreparedQuery {
        try bolt.prepare(query.text, parameters: query.parameters, mode: .read)
    }

    func lane(on bolt: BoltConnection) throws -> Lane {
        let prepared = try prepared(on: bolt)
        return Lane(name: name, role: .control) { _ = try bolt.roundTrip(prepared) }
    }
}
