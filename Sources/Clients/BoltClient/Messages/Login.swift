internal import Transport

/// What HELLO and LOGON say.
enum Login {
    static let userAgent = "ttaperf/1.0"

    /// The requests that open a connection, to be written in one go.
    static func requests(_ url: ConnectionURL, _ version: BoltVersion) -> [Request] {
        var hello: [String: BoltValue] = ["user_agent": .string(userAgent)]
        if version >= BoltVersion(5, 3) {
            hello["bolt_agent"] = ["product": .string(userAgent), "language": "Swift"]
        }
        if version < BoltVersion(5, 0) {
            // Zoned times in UTC, as all later versions have them.
            hello["patch_bolt"] = ["utc"]
        }
        if url.scheme.isRouted { hello["routing"] = .dictionary(routingContext(url)) }
        guard version >= BoltVersion(5, 1) else {
            return [.hello(hello.merging(token(url), uniquingKeysWith: { $1 }))]
        }
        return [.hello(hello), .logon(token(url))]
    }

    static func routingContext(_ url: ConnectionURL) -> [String: BoltValue] {
        ["address": .string("\(url.host):\(url.port)")]
    }

    private static func token(_ url: ConnectionURL) -> [String: BoltValue] {
        guard url.username != nil || url.password != nil else { return ["scheme": "none"] }
        return [
            "scheme": "basic", "principal": .string(url.username ?? "neo4j"),
            "credentials": .string(url.password ?? ""),
        ]
    }
}
