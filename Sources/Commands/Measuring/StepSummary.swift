internal import Glibc
internal import Reports

/// The page that GitHub Actions shows of a job's step: it names a file for it in GITHUB_STEP_SUMMARY.
enum StepSummary {
    static func append(_ report: some RunReport, in context: Context) {
        guard let path = context.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
        guard let file = fopen(path, "a") else { return warn(path, in: context) }
        let isWritten = fputs(OutputFormat.markdown.render(report), file) >= 0 && fflush(file) == 0
        if !isWritten { warn(path, in: context) }
        fclose(file)
    }

    private static func warn(_ path: String, in context: Context) {
        context.errors("Warning: cannot write the step summary to \(path) (\(String(cString: strerror(errno)))).\n")
    }
}
