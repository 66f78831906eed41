internal import Arguments
internal import Reports

/// How a command's report is printed; a format that the report does not have is refused with the command line.
struct OutputOptions<Report: RunReport>: ParsableArguments {
    @Option(help: "How the result is printed.")
    var format: ReportFormat<Report> = ReportFormat(.text)

    func print(_ report: Report, in context: Context) throws {
        try context.output(format.value.render(report, layout: context.layout))
    }
}

/// An output format that a report has.
struct ReportFormat<Report: RunReport>: ExpressibleByArgument {
    let value: OutputFormat

    init(_ value: OutputFormat) { self.value = value }

    init?(argument: String) {
        guard let value = OutputFormat(rawValue: argument), OutputFormat.formats(of: Report.self).contains(value)
        else { return nil }
        self.value = value
    }

    var defaultValueDescription: String { value.rawValue }
    static var allValueStrings: [String] { OutputFormat.formats(of: Report.self).map(\.rawValue) }
}
