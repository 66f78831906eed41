internal import BoltClient
internal import RunModel
internal import Sampling

/// A block on one connection to a graph server, with `RETURN 1` for control.
final class GraphSession: BlockSession {
    static let controlQuery = "RETURN 1"
    static let controlDescription = "RETURN 1 on the same connection"

    let bolt: BoltConnection
    let lanes: [Lane]

    init(_ bolt: BoltConnection, variants: (BoltConnection) -> [Lane]) throws {
        self.bolt = bolt
        let control = try bolt.prepare(Self.controlQuery, mode: .read)
        lanes = variants(bolt) + [Lane(name: "control", role: .control) { _ = try bolt.roundTrip(control) }]
    }

    func close() {
        bolt.close()
    }
}
