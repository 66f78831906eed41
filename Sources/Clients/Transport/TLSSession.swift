internal import COpenSSL
internal import Glibc

/// TLS over a connected socket, by OpenSSL; owns its C objects and frees them.
///
/// OpenSSL writes with `write`, not `send`: the process must ignore SIGPIPE, which the first session sees to.
final class TLSSession {
    private let socket: Socket
    private let ssl: OpaquePointer

    init(over socket: Socket, url: ConnectionURL) throws(TransportError) {
        self.socket = socket
        signal(SIGPIPE, SIG_IGN)
        guard let context = SSL_CTX_new(TLS_client_method()) else {
            throw socket.error(.tls(reason: Self.pendingReason()))
        }
        // The session holds its own reference.
        defer { SSL_CTX_free(context) }
        _ = ttaperf_ssl_ctx_set_min_tls12(context)
        ttaperf_ssl_ctx_set_modes(context)
        try Self.trust(url, in: context, socket: socket)
        guard let session = SSL_new(context) else { throw socket.error(.tls(reason: Self.pendingReason())) }
        ssl = session
        try expectServerName(url)
        SSL_set_fd(ssl, socket.descriptor)
        var deadline: Deadline?
        while true {
            ERR_clear_error()
            let result = SSL_connect(ssl)
            if result == 1 { return }
            try handle(result, .handshake, &deadline)
        }
    }

    deinit {
        SSL_shutdown(ssl)
        SSL_free(ssl)
    }

    func send(_ bytes: UnsafeRawBufferPointer) throws(TransportError) -> Int {
        var deadline: Deadline?
        while true {
            ERR_clear_error()
            let count = SSL_write(ssl, bytes.baseAddress, Int32(clamping: bytes.count))
            if count > 0 { return Int(count) }
            try handle(count, .write, &deadline)
        }
    }

    func receive(_ buffer: UnsafeMutableRawBufferPointer) throws(TransportError) -> Int {
        var deadline: Deadline?
        while true {
            ERR_clear_error()
            let count = SSL_read(ssl, buffer.baseAddress, Int32(clamping: buffer.count))
            if count > 0 { return Int(count) }
            try handle(count, .read, &deadline)
        }
    }

    private static func trust(
        _ url: ConnectionURL, in context: OpaquePointer, socket: Socket
    ) throws(TransportError) {
        guard url.tls == .verified else {
            SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nil)
            return
        }
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        if let file = url.caFile {
            guard SSL_CTX_load_verify_locations(context, file, nil) == 1 else {
                throw socket.error(.certificate(reason: "the CA file \(file) cannot be read (\(pendingReason()))"))
            }
        } else if SSL_CTX_set_default_verify_paths(context) != 1 {
            throw socket.error(.certificate(reason: "the system's CA certificates cannot be read"))
        }
    }

    private func expectServerName(_ url: ConnectionURL) throws(TransportError) {
        var scratch = in6_addr()
        let isAddress =
            inet_pton(AF_INET, url.host, &scratch) == 1 || inet_pton(AF_INET6, url.host, &scratch) == 1
        if !isAddress { _ = ttaperf_ssl_set_host_name(ssl, url.host) }
        guard url.tls == .verified else { return }
        let accepted =
            isAddress
            ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), url.host) : SSL_set1_host(ssl, url.host)
        guard accepted == 1 else { throw socket.error(.tls(reason: "the host name cannot be checked")) }
    }

    /// Returns when the call may be tried again.
    private func handle(
        _ result: Int32, _ phase: TransportError.Phase, _ deadline: inout Deadline?
    ) throws(TransportError) {
        let code = errno
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE:
            try socket.waited(phase, &deadline)
        case SSL_ERROR_ZERO_RETURN:
            throw socket.error(.closedByPeer)
        case SSL_ERROR_SYSCALL:
            throw code == 0 ? socket.error(.closedByPeer) : socket.failure(phase, code: code)
        default:
            let verification = SSL_get_verify_result(ssl)
            if phase == .handshake, verification != Int(X509_V_OK) {
                throw socket.error(.certificate(reason: String(cString: X509_verify_cert_error_string(verification))))
            }
            // A peer that dies says no farewell. In the handshake it is rather one that does not speak TLS.
            if phase != .handshake, ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING {
                throw socket.error(.closedByPeer)
            }
            throw socket.error(.tls(reason: Self.pendingReason()))
        }
    }

    private static func pendingReason() -> String {
        let code = ERR_get_error()
        guard let reason = ERR_reason_error_string(code) else { return "unknown error" }
        return String(cString: reason)
    }
}
