internal import Cancellation
internal import ChildProcess
internal import Transport

/// A server that was started and need not answer yet.
final class StartingServer {
    private static let attempts = 3

    let recipe: any ServerRecipe
    private let folder: SandboxFolder
    private let environment: [String: String]
    private var ports: [ReservedPort]
    private var child: ChildProcess
    private var attempt = 1

    init(
        _ recipe: any ServerRecipe, in folder: SandboxFolder, environment: [String: String]
    ) throws(SandboxError) {
        self.recipe = recipe
        self.folder = folder
        self.environment = environment
        (child, ports) = try Self.spawn(recipe, folder, environment)
    }

    /// Waits until it speaks its own protocol; starts it again on other ports when a stranger was faster on these.
    func waitUntilReady(_ cancellation: Cancellation) throws(SandboxError) -> (ChildProcess, SandboxServer) {
        let deadline = ContinuousClock.now + recipe.timeLimit
        let options = TransportOptions(
            connectTimeout: .seconds(2), operationTimeout: .seconds(10), cancellation: cancellation)
        while true {
            let url = recipe.connection(ports: ports.map(\.number))
            var reason = ""
            do {
                let version = try recipe.greet(url, options: options)
                if child.poll() == nil, let process = ProcessIdentity(processID: child.processID) {
                    let server = SandboxServer(
                        role: recipe.role, product: recipe.product, version: version, process: process, url: url)
                    return (child, server)
                }
            } catch {
                reason = "\(error)"
            }
            if let exit = child.wait(atMost: .milliseconds(50)) {
                try restart(after: exit)
            } else if ContinuousClock.now > deadline {
                throw .silent(
                    product: recipe.product, after: recipe.timeLimit, reason: reason, lastLines: lastLines)
            }
            if let signal = cancellation.signal { throw .interrupted(signal: signal) }
        }
    }

    private func restart(after exit: ChildProcess.Exit) throws(SandboxError) {
        guard attempt < Self.attempts, ports.contains(where: \.isTaken) else {
            throw .ended(product: recipe.product, how: exit.words, lastLines: lastLines)
        }
        attempt += 1
        (child, ports) = try Self.spawn(recipe, folder, environment)
    }

    private var lastLines: [String] { LogTail.lines(ofFile: Self.logFile(recipe, folder)) }

    private static func logFile(_ recipe: any ServerRecipe, _ folder: SandboxFolder) -> String {
        folder.file("\(recipe.role.rawValue).log")
    }

    private static func spawn(
        _ recipe: any ServerRecipe, _ folder: SandboxFolder, _ environment: [String: String]
    ) throws(SandboxError) -> (ChildProcess, [ReservedPort]) {
        var ports: [ReservedPort] = []
        for _ in 0..<recipe.portCount { ports.append(try ReservedPort()) }
        var command = try recipe.command(in: folder, ports: ports.map(\.number))
        command.output = .file(path: logFile(recipe, folder))
        command.errors = command.output
        command.environment =
            environment
            .merging(command.environment ?? [:]) { $1 }
            .merging([MarkedProcesses.variable: folder.path]) { $1 }
        do throws(ChildProcessError) {
            return (try ChildProcess(command), ports)
        } catch {
            throw .cannotStart(product: recipe.product, reason: error.description)
        }
    }
}

extension ChildProcess.Exit {
    fileprivate var words: String {
        switch self {
        case .status(let code): "status \(code)"
        case .signal(let number): "signal \(number)"
        case .unknown: "for an unknown reason"
        }
    }
}
