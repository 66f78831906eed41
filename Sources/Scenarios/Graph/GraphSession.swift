internal import BoltClient
internal import RunModel
internal import Sampling

/// A block on one connection to a graph server, with `RETURN 1` for control.
final class GraphSession: BlockSession {
    static let controlQuery = "RETURN 1"
    static let controlDescription = "RETURN 1 on the same connection"

    let bolt: BoltConnection
    let lanes: [Lane]

    /// - Parameter queries: by the variants' names, each with its control.
    init(_ bolt: BoltConnection, _ queries: [(name: String, queries: Cycle<PreparedQuery>, control: ControlQuery)])
        throws
    {
        self.bolt = bolt
        let plain = try bolt.prepare(Self.controlQuery, mode: .read)
        lanes =
            queries.map { variant in
                Lane(name: variant.name, role: .variant, controlName: variant.control.name) {
                    _ = try bolt.roundTrip(variant.queries.next())
                }
            } + (try queries.map { try $0.control.lane(on: bolt) })
            + [Lane(name: Measurement.plainControl, role: .control) { _ = try bolt.roundTrip(plain) }]
    }

    func close() {
        bolt.close()
    }
}
