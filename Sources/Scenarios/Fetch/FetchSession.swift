internal import BoltClient
internal import RedisClient
internal import RunModel
internal import Sampling
internal import Transport

/// A block with a connection to Redis, one to the graph, and another to the graph on a thread of its own.
final class FetchSession: BlockSession {
    static let controlDescription = "PING, then RETURN 1, on the same connections"

    /// The sessions that each lane asks for in turn, from block to block.
    struct Cycles {
        let sequential: Cycle<FetchSteps>
        let concurrent: Cycle<FetchSteps>
        let session: Cycle<FetchSteps>
        let narrative: Cycle<FetchSteps>
        let user: Cycle<FetchSteps>

        init(_ steps: [FetchSteps]) {
            sequential = Cycle(steps)
            concurrent = Cycle(steps)
            session = Cycle(steps)
            narrative = Cycle(steps)
            user = Cycle(steps)
        }
    }

    let lanes: [Lane]
    private let redis: RedisConnection
    private let bolt: BoltConnection
    private let worker: Worker

    init(redis redisURL: ConnectionURL, graph: ConnectionURL, options: TransportOptions, _ cycles: Cycles) throws {
        let redis = try RedisConnection(to: redisURL, options: options)
        let bolt = try BoltConnection(url: graph, options: options, mode: .read)
        let narratives = cycles.concurrent.elements.map(\.narrative)
        let worker = try Worker {
            let bolt = try BoltConnection(url: graph, options: options, mode: .read)
            return Worker.Job(run: { _ = try bolt.roundTrip(narratives[$0]) }, close: { bolt.close() })
        }
        (self.redis, self.bolt, self.worker) = (redis, bolt, worker)
        let ping = PreparedRequest("PING")
        let control = try bolt.prepare(GraphSession.controlQuery, mode: .read)
        lanes = [
            Lane(name: "sequential", role: .variant) {
                let steps = cycles.sequential.next()
                try redis.roundTrip(steps.session)
                _ = try bolt.roundTrip(steps.narrative)
                _ = try bolt.roundTrip(steps.user)
            },
            Lane(name: "concurrent", role: .variant) {
                let index = cycles.concurrent.nextIndex()
                let steps = cycles.concurrent.elements[index]
                // A narrative that is still under way when the session fails is waited for by `close`.
                worker.start(index)
                try redis.roundTrip(steps.session)
                try worker.finish()
                _ = try bolt.roundTrip(steps.user)
            },
            Lane(name: "step.session", role: .step) { try redis.roundTrip(cycles.session.next().session) },
            Lane(name: "step.narrative", role: .step) { _ = try bolt.roundTrip(cycles.narrative.next().narrative) },
            Lane(name: "step.user", role: .step) { _ = try bolt.roundTrip(cycles.user.next().user) },
            Lane(name: "control", role: .control) {
                try redis.roundTrip(ping)
                _ = try bolt.roundTrip(control)
            },
        ]
    }

    func close() {
        worker.stop()
        bolt.close()
        redis.close()
    }
}
