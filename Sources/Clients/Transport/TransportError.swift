internal import Glibc

/// Why bytes could not be exchanged with a server.
public struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Phase: String, Sendable {
        case connect = "connecting"
        case handshake = "the TLS handshake"
        case read = "waiting for a reply"
        case write = "sending"
    }

    public enum Cause: Sendable, Equatable {
        /// `reason` in getaddrinfo's words.
        case nameResolution(reason: String)
        case socketPath(reason: String)
        case refused
        case timedOut(Phase, after: Duration)
        /// `reason` in OpenSSL's words.
        case tls(reason: String)
        case certificate(reason: String)
        case closedByPeer
        case reset
        case system(Phase, code: Int32)
        case interrupted(signal: Int32)
    }

    /// Scheme, host and port.
    public let address: String
    public let cause: Cause

    public init(address: String, cause: Cause) {
        self.address = address
        self.cause = cause
    }

    public var description: String {
        switch cause {
        case .nameResolution(let reason):
            "Cannot find the host of \(address): \(reason); check its spelling."
        case .socketPath(let reason):
            "Cannot connect to \(address): \(reason); check the socket's path."
        case .refused:
            "Cannot connect to \(address): connection refused; is the server running?"
        case .timedOut(let phase, let duration):
            "\(address) did not answer within \(duration.components.seconds) s while \(phase.rawValue); "
                + "is the server stalled or behind a firewall?"
        case .tls(let reason):
            "Cannot speak TLS with \(address): \(reason); does the server expect encryption on this port?"
        case .certificate(let reason):
            "The certificate of \(address) is not trusted: \(reason); name its CA with ?cacert=FILE."
        case .closedByPeer:
            "\(address) closed the connection; look into the server's log."
        case .reset:
            "\(address) reset the connection; look into the server's log."
        case .system(let phase, let code):
            "Failed with \(address) while \(phase.rawValue): \(String(cString: strerror(code)))."
        case .interrupted:
            "Interrupted while waiting for \(address)."
        }
    }
}
