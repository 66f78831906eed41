import RunModel
import Terminal

extension Subject {
    fileprivate var speaksRedis: Bool { result.scenario.rawValue.hasPrefix("redis.") }
}

/// As many round trips as commands: each waits for the one before.
struct RoundTripRule: Rule {
    func findings(on subject: Subject) -> [Finding] {
        let commands = Int64(subject.result.workPerOperation)
        guard subject.speaksRedis, commands > 1, let trips = subject.variant.counters["round_trips"],
            trips >= commands
        else { return [] }
        return [
            subject.finding(
                evidence: "\(NumberText.count(trips)) round trips for \(NumberText.count(commands)) commands",
                threshold: "every command of an operation waits for its own round trip",
                advice: "Send the commands as one pipeline, or read many keys with one MGET.", link: Link.pipelining)
        ]
    }
}

/// A new connection for every operation.
struct ConnectRule: Rule {
    func findings(on subject: Subject) -> [Finding] {
        guard subject.speaksRedis, let connects = subject.variant.counters["connects"], connects > 0 else { return [] }
        return [
            subject.finding(
                evidence: "\(NumberText.count(connects)) \(connects == 1 ? "connection is" : "connections are")"
                    + " opened per operation",
                threshold: "an operation opens a connection",
                advice: "Keep connections in a pool: opening one costs round trips, and ports run out.",
                link: Link.pools)
        ]
    }
}
