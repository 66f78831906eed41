import CSpawn
import FoundationEssentials
import Glibc

/// Where a child's output stream goes.
public enum ChildOutput: Sendable, Equatable {
    /// Thrown away.
    case null
    /// Where ours goes.
    case inherit
    /// Appended to a file that only its owner can read; it is made when it is not there.
    case file(path: String)
    /// To a descriptor of ours, which stays ours to close.
    case descriptor(Int32)
}

/// What to start, and how.
public struct ChildCommand: Sendable {
    /// A path, or a name that is looked up in our `PATH`.
    public var executable: String
    /// Without the program's own name.
    public var arguments: [String]
    /// All of it; nil for ours.
    public var environment: [String: String]?
    public var workingDirectory: String?
    public var output: ChildOutput
    public var errors: ChildOutput
    /// Whether it leads a process group of its own: Ctrl-C at the terminal does not reach it then, and its own children
    /// are signalled with it.
    public var ownGroup: Bool

    public init(
        _ executable: String, _ arguments: [String] = [], environment: [String: String]? = nil,
        workingDirectory: String? = nil, output: ChildOutput = .null, errors: ChildOutput = .null,
        ownGroup: Bool = true
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.output = output
        self.errors = errors
        self.ownGroup = ownGroup
    }
}

/// Why a child could not be started or listened to.
public enum ChildProcessError: Error, Equatable, CustomStringConvertible {
    /// `code` is an errno, e.g. ENOENT when there is no such program (or no such working directory).
    case cannotStart(executable: String, code: Int32)
    case cannotCapture(executable: String, code: Int32)
    /// It had not ended by then, and was killed.
    case timedOut(executable: String, after: Duration)
    case interrupted(executable: String)

    public var description: String {
        switch self {
        case .cannotStart(let executable, ENOENT):
            "Cannot start \(executable): not found; is it installed and on PATH?"
        case .cannotStart(let executable, let code):
            "Cannot start \(executable): \(String(cString: strerror(code)))."
        case .cannotCapture(let executable, let code):
            "Cannot read the output of \(executable): \(String(cString: strerror(code)))."
        case .timedOut(let executable, let limit):
            "\(executable) did not end within \(limit) and was killed; run it by hand to see what it waits for."
        case .interrupted(let executable):
            "Interrupted while \(executable) ran; it was killed."
        }
    }
}

extension ChildCommand {
    func spawn(output: ChildOutput, errors: ChildOutput) throws(ChildProcessError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }

        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        Self.redirect(STDOUT_FILENO, to: output, in: &actions)
        Self.redirect(STDERR_FILENO, to: errors, in: &actions)
        if let workingDirectory { posix_spawn_file_actions_addchdir_np(&actions, workingDirectory) }
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)

        var mask = sigset_t()
        sigemptyset(&mask)
        posix_spawnattr_setsigmask(&attributes, &mask)
        sigfillset(&mask)
        posix_spawnattr_setsigdefault(&attributes, &mask)
        var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        if ownGroup {
            posix_spawnattr_setpgroup(&attributes, 0)
            flags |= POSIX_SPAWN_SETPGROUP
        }
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let variables = (environment ?? ProcessInfo.processInfo.environment).map { "\($0.key)=\($0.value)" }
        var processID: pid_t = 0
        let code = Self.withCStrings([executable] + arguments) { arguments in
            Self.withCStrings(variables) { variables in
                posix_spawnp(&processID, executable, &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw .cannotStart(executable: executable, code: code) }
        return processID
    }

    private static func redirect(
        _ descriptor: Int32, to output: ChildOutput, in actions: inout posix_spawn_file_actions_t
    ) {
        switch output {
        case .null:
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        case .inherit:
            break
        case .file(let path):
            posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        case .descriptor(let ours):
            posix_spawn_file_actions_adddup2(&actions, ours, descriptor)
        }
    }

    /// Calls `body` with a null-terminated array of C strings that live as long as the call.
    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        pointers.append(nil)
        return body(pointers)
    }
}
