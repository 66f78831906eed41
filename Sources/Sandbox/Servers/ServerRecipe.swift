internal import ChildProcess
internal import Transport

/// How one product is started, and how to tell that it answers.
protocol ServerRecipe: Sendable {
    var role: SandboxServer.Role { get }
    var product: String { get }
    /// How long it may take until it answers.
    var timeLimit: Duration { get }
    var portCount: Int { get }

    /// Writes what the server reads into `folder`; `ports` has `portCount` numbers. Output and environment are the
    /// caller's to add.
    func command(in folder: SandboxFolder, ports: [Int]) throws(SandboxError) -> ChildCommand
    /// With the password.
    func connection(ports: [Int]) -> ConnectionURL
    /// Speaks the server's protocol once, and returns its version where it tells one; throws while it is not ready.
    func greet(_ url: ConnectionURL, options: TransportOptions) throws -> String?
}

enum Secret {
    /// 128 random bits in hexadecimal: nobody types it, and no configuration file needs it quoted.
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
