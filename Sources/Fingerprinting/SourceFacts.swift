public import Cancellation
import ChildProcess
import FoundationEssentials
public import RunModel

extension Fingerprint.Source {
    /// The commit that is checked out in `folder` (nil: where we run), asked of `git`.
    ///
    /// Nil when there is no git, no work tree or no commit yet, and when git does not answer within `timeout`: a
    /// measurement never waits for, or fails because of, its label.
    public static func current(
        in folder: String? = nil, timeout: Duration = .seconds(5), cancellation: Cancellation? = nil
    ) -> Fingerprint.Source? {
        let git = Git(folder: folder, deadline: ContinuousClock.now + timeout, cancellation: cancellation)
        guard let commit = git.line("rev-parse", "--verify", "--quiet", "HEAD"), isObjectName(commit),
            let status = git.output("status", "--porcelain", "--untracked-files=no", "--ignore-submodules=none")
        else { return nil }
        let branch = git.line("symbolic-ref", "--quiet", "--short", "HEAD")
        return Fingerprint.Source(commit: commit, branch: branch, isDirty: !status.isEmpty)
    }

    /// 40 digits of SHA-1 or 64 of SHA-256.
    private static func isObjectName(_ text: String) -> Bool {
        (text.utf8.count == 40 || text.utf8.count == 64) && text.allSatisfy(\.isHexDigit)
    }
}

/// Asks git without taking its locks, prompting, paging or starting its file system monitor.
private struct Git {
    let folder: String?
    let deadline: ContinuousClock.Instant
    let cancellation: Cancellation?

    /// Standard output; nil when git fails. A status that is longer than the limit is as dirty as its beginning.
    func output(_ arguments: String...) -> String? { run(arguments) }

    /// The only line of the output; nil when it is empty.
    func line(_ arguments: String...) -> String? {
        guard let line = run(arguments)?.split(separator: "\n").first, !line.isEmpty else { return nil }
        return String(line)
    }

    private func run(_ arguments: [String]) -> String? {
        var environment = ProcessInfo.processInfo.environment
        environment["GIT_OPTIONAL_LOCKS"] = "0"
        environment["GIT_TERMINAL_PROMPT"] = "0"
        environment["LC_ALL"] = "C"
        let command = ChildCommand(
            "git", ["--no-pager", "-c", "core.fsmonitor=false"] + arguments, environment: environment,
            workingDirectory: folder)
        let left = deadline - ContinuousClock.now
        guard left > .zero,
            let result = try? ChildProcess.capture(command, timeout: left, limit: 65_536, cancellation: cancellation),
            result.exit.isSuccess
        else { return nil }
        return result.text
    }
}
