internal import Glibc
internal import Reports

/// The page that GitHub Actions shows of a job's step: it names a file for it in GITHUB_STEP_SUMMARY.
enum StepSummary {
    /// A summary that cannot be written is a warning: the exit code carries the verdict.
    static func append(_ report: some RunReport, in context: Context) {
        guard let path = context.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
        guard !write(OutputFormat.markdown.render(report), to: path) else { return }
        context.errors("Warning: cannot write the step summary to \(path) (\(String(cString: strerror(errno)))).\n")
    }

    private static func write(_ text: String, to path: String) -> Bool {
        // A pipe that nobody reads is an error, not a wait.
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o644)
        guard descriptor >= 0 else { return false }
        guard let file = fdopen(descriptor, "a") else {
            close(descriptor)
            return false
        }
        let isAccepted = fputs(text, file) >= 0
        // What the buffer still held is written only now.
        return fclose(file) == 0 && isAccepted
    }
}
