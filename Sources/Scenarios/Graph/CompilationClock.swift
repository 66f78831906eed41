internal import BoltClient
internal import Transport

/// How long the just-in-time compiler of a graph server has worked, where it runs on a JVM and lets us ask.
struct CompilationClock {
    var url: ConnectionURL
    var options: TransportOptions

    /// The JVM's own count (java.lang.management.CompilationMXBean), in milliseconds.
    private static let query =
        "CALL dbms.queryJmx('java.lang:type=Compilation') YIELD attributes "
        + "RETURN attributes.TotalCompilationTime.value"

    /// Nil where the server has no such procedure, or the user may not call it.
    func nanoseconds() -> UInt64? {
        guard let bolt = try? BoltConnection(url: url, options: options, mode: .read) else { return nil }
        defer { bolt.close() }
        guard let records = try? bolt.run(Self.query, mode: .read).records,
            case .int(let milliseconds)? = records.first?.first, milliseconds >= 0
        else { return nil }
        return UInt64(milliseconds) * 1_000_000
    }
}
