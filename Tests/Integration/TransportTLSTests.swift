import ChildProcess
import Foundation
import Glibc
import RedisClient
import Testing
import Transport

/// A real redis-server that speaks TLS: what is trusted, and what never is.
@Suite struct TransportTLSTests {
    private let certificates: TestCertificates

    init() throws {
        certificates = try TestCertificates()
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func aServerWhoseAuthorityIsNamedIsTrusted(host: String) throws {
        try certificates.server("good", names: "DNS:localhost,IP:127.0.0.1")
        let server = try TLSServer(certificates, "good")
        let redis = try RedisConnection(to: server.url(host: host, caFile: certificates.caFile))
        #expect(try redis.execute("PING") == .status("PONG"))
    }

    @Test func moreThanOneRecordGoesThereAndBack() throws {
        try certificates.server("good", names: "IP:127.0.0.1")
        let server = try TLSServer(certificates, "good")
        let redis = try RedisConnection(to: server.url(caFile: certificates.caFile))
        let value = String(repeating: "x", count: 1_000_000)
        try redis.execute("SET", "k", value)
        #expect(try redis.execute("GET", "k").string == value)
        let request = PreparedRequest(Array(repeating: ["GET", "k"], count: 50))
        #expect(try redis.roundTrip(request).payloadBytes == 50_000_000)
    }

    @Test func anUnknownAuthorityIsRefused() throws {
        try certificates.server("good", names: "IP:127.0.0.1")
        let server = try TLSServer(certificates, "good")
        #expect(refusal(server.url()) == "self-signed certificate in certificate chain")
    }

    @Test func aSelfSignedServerIsRefusedUnlessTheSchemeAllowsIt() throws {
        try certificates.selfSigned("self", names: "IP:127.0.0.1")
        let server = try TLSServer(certificates, "self")
        #expect(refusal(server.url()) == "self-signed certificate")
        #expect(refusal(server.url(scheme: .boltS)) == "self-signed certificate")
        let stream = try ByteStream.connect(to: server.url(scheme: .boltSSC))
        try Array("PING\r\n".utf8).withUnsafeBytes { try stream.write($0) }
        var answer = [UInt8](repeating: 0, count: 64)
        let count = try answer.withUnsafeMutableBytes { try stream.read(into: $0) }
        #expect(String(decoding: answer[..<count], as: UTF8.self) == "+PONG\r\n")
    }

    /// The certificate's common name is right in both cases: names count only in subjectAltName.
    @Test(arguments: [
        ("localhost", "DNS:other.example,IP:127.0.0.1", "hostname mismatch"),
        ("127.0.0.1", "DNS:localhost,IP:127.0.0.2", "IP address mismatch"),
        ("127.0.0.1", "DNS:127.0.0.1", "IP address mismatch"),
    ])
    func anotherServersCertificateIsRefused(host: String, names: String, reason: String) throws {
        try certificates.server(host, names: names)
        let server = try TLSServer(certificates, host)
        #expect(refusal(server.url(host: host, caFile: certificates.caFile)) == reason)
    }

    @Test func aFileWithoutCertificatesIsNamed() throws {
        try certificates.server("good", names: "IP:127.0.0.1")
        let server = try TLSServer(certificates, "good")
        let missing = certificates.path("missing.pem")
        #expect(refusal(server.url(caFile: missing))?.contains(missing) == true)
        #expect(refusal(server.url(caFile: certificates.path("good.key"))) != nil)
    }

    @Test func aServerKilledInMidRunIsToldAndDoesNotEndTheProcess() throws {
        try certificates.server("good", names: "IP:127.0.0.1")
        let server = try TLSServer(certificates, "good")
        let redis = try RedisConnection(to: server.url(caFile: certificates.caFile))
        server.redis.process.send(signal: SIGKILL)
        _ = server.redis.process.wait(atMost: .seconds(5))
        let error = #expect(throws: RedisError.self) { try redis.execute("PING") }
        guard case .transport(let failure) = error?.cause else {
            Issue.record("got \(String(describing: error))")
            return
        }
        #expect([.closedByPeer, .reset].contains(failure.cause))
    }

    @Test func aStalledServerRunsIntoTheDeadline() throws {
        try certificates.server("good", names: "IP:127.0.0.1")
        let server = try TLSServer(certificates, "good")
        let redis = try RedisConnection(
            to: server.url(caFile: certificates.caFile), options: TransportOptions(operationTimeout: .seconds(2)))
        server.redis.process.send(signal: SIGSTOP)
        defer { server.redis.process.send(signal: SIGCONT) }
        let error = #expect(throws: RedisError.self) { try redis.execute("PING") }
        let cause = TransportError.Cause.timedOut(.read, after: .seconds(2))
        #expect(error?.cause == .transport(TransportError(address: redis.address, cause: cause)))
    }

    @Test func protocolsBeforeTLS12AreRefused() throws {
        try certificates.server("good", names: "IP:127.0.0.1")
        let old = try TLSServer(
            certificates, "good", settings: ["tls-protocols \"TLSv1.1\"", "tls-ciphers ALL:@SECLEVEL=0"])
        let cause = transportCause(old.url(caFile: certificates.caFile))
        guard case .tls = cause else {
            Issue.record("got \(String(describing: cause))")
            return
        }
    }

    /// OpenSSL's words for why the certificate was refused; nil when it was not.
    private func refusal(_ url: ConnectionURL) -> String? {
        guard case .certificate(let reason) = transportCause(url) else { return nil }
        return reason
    }

    private func transportCause(_ url: ConnectionURL) -> TransportError.Cause? {
        do {
            _ = try ByteStream.connect(to: url)
            return nil
        } catch {
            return error.cause
        }
    }
}

/// A redis-server with a TLS port on the loopback address.
private final class TLSServer {
    let redis: RedisServer
    let port: Int

    init(_ certificates: TestCertificates, _ name: String, settings: [String] = []) throws {
        // Below the ports that the system gives out by itself; another program's is tried again.
        var attempts = 0
        while true {
            attempts += 1
            let port = Int.random(in: 20_000..<32_000)
            do {
                redis = try RedisServer(
                    [
                        "bind 127.0.0.1", "tls-port \(port)", "tls-auth-clients no",
                        "tls-cert-file \(certificates.path("\(name).pem"))",
                        "tls-key-file \(certificates.path("\(name).key"))", "tls-ca-cert-file \(certificates.caFile)",
                    ] + settings)
                self.port = port
                return
            } catch  where attempts < 5 {
                continue
            }
        }
    }

    func url(
        scheme: ConnectionURL.Scheme = .rediss, host: String = "127.0.0.1", caFile: String? = nil
    ) -> ConnectionURL {
        var url = ConnectionURL(scheme: scheme, host: host, port: port)
        url.caFile = caFile
        return url
    }
}
