import ChildProcess
import Foundation

/// A certificate authority of the test's own, made by the openssl program in a temporary folder.
final class TestCertificates {
    struct Failure: Error { let output: String }

    let folder: URL
    var caFile: String { folder.appending(path: "ca.pem").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ttaperf-ca-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try issue("ca", ["-subj", "/CN=ttaperf test CA"])
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// `NAME.pem` and `NAME.key`, signed by the authority, for `names` such as `DNS:localhost,IP:127.0.0.1`.
    func server(_ name: String, names: String) throws {
        try issue(
            name,
            [
                "-subj", "/CN=\(name)", "-CA", caFile, "-CAkey", path("ca.key"), "-addext", "subjectAltName=\(names)",
                "-addext", "basicConstraints=CA:FALSE",
            ])
    }

    /// `NAME.pem` and `NAME.key`, signed by nobody but itself.
    func selfSigned(_ name: String, names: String) throws {
        try issue(name, ["-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)"])
    }

    func path(_ file: String) -> String { folder.appending(path: file).path }

    private func issue(_ name: String, _ arguments: [String]) throws {
        let key = [
            "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", path("\(name).key"),
        ]
        let command = ChildCommand(
            "openssl", ["req", "-x509", "-days", "2", "-out", path("\(name).pem")] + key + arguments)
        let captured = try ChildProcess.capture(command, timeout: .seconds(60))
        guard captured.exit.isSuccess else {
            throw Failure(output: String(decoding: captured.errors, as: UTF8.self))
        }
    }
}
