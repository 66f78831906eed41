public import Arguments
public import Reports

/// How results are printed.
struct OutputOptions: ParsableArguments {
    @Option(help: "How the result is printed.")
    var format: OutputFormat = .text

    func print(_ report: some RunReport, in context: Context) {
        context.output(format.render(report, layout: context.layout))
    }
}

extension OutputFormat: ExpressibleByArgument {}
