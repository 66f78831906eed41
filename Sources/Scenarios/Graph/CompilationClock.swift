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

    /// Nil where the server has no such procedure, the user may not call it, or each connection may lead to another
    /// member of a cluster.
    func nanoseconds() -> UInt64? {
        guard !url.scheme.isRouted else { return nil }
        var options = options
        options.operationTimeout = Self.patience
        guard let bolt = try? BoltConnection(url: url, options: options, mode: .read) else { return nil }
        defer { bolt.close() }
        guard let records = try? bolt.run(Self.query, mode: .read).records,
            case .int(let milliseconds)? = records.first?.first
        else { return nil }
        let (nanoseconds, isAbsurd) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
        return isAbsurd ? nil : UInt64(exactly: nanoseconds)
    }

    /// A server that takes longer for this is asked in vain; the measurement itself says what is wrong with it.
    private static let patience = Duration.seconds(2)
}
