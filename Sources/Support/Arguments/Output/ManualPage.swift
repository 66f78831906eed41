/// One page of the manual for the whole tree, in man(7) form.
struct ManualPage {
    let root: CommandModel
    let version: String
    let date: String

    var text: String {
        let title = root.name.uppercased()
        var lines = [
            ".TH \(Self.argument(title)) 1 \(Self.argument(date)) \(Self.argument("\(root.name) \(version)"))",
            ".SH NAME", Self.line("\(root.name) - \(root.abstract)"),
            ".SH SYNOPSIS", ".B \(Self.argument(root.name))",
        ]
        if !root.subcommands.isEmpty { lines.append(".I subcommand") }
        lines.append(".RI [ options ]")
        lines += section("DESCRIPTION", root.discussion.isEmpty ? root.abstract : root.discussion)
        lines += arguments(root, heading: ".SH OPTIONS")
        if !root.subcommands.isEmpty { lines.append(".SH SUBCOMMANDS") }
        for command in root.all.dropFirst() {
            lines.append(".SS \(Self.argument(command.key))")
            lines.append(Self.line(command.abstract))
            lines += paragraphs(command.discussion)
            lines += arguments(command, heading: nil)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func arguments(_ command: CommandModel, heading: String?) -> [String] {
        let shown = command.arguments.filter { command.path.count == 1 || $0.builtIn == nil }
        guard !shown.isEmpty else { return [] }
        return (heading.map { [$0] } ?? [])
            + shown.flatMap { argument -> [String] in
                let names = argument.names.map { "\\fB\(Self.escaped($0.description))\\fR" }.joined(separator: ", ")
                let value = argument.takesValue ? "\\fI\(Self.escaped(argument.valueName))\\fR" : ""
                let tag = [names, value].filter { !$0.isEmpty }.joined(separator: " ")
                return [".TP", tag] + paragraphs(HelpText.description(of: argument), separator: ".br")
            }
    }

    private func section(_ title: String, _ text: String) -> [String] {
        [".SH \(title)"] + paragraphs(text)
    }

    /// Indented lines are examples and keep their line breaks.
    private func paragraphs(_ text: String, separator: String = ".PP") -> [String] {
        var lines: [String] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix(" ") {
                lines += [".br", Self.line(String(line))]
            } else {
                lines += (lines.isEmpty && separator == ".br" ? [] : [separator]) + [Self.line(String(line))]
            }
        }
        return lines
    }

    private static func argument(_ text: String) -> String {
        "\"" + escaped(text).split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\(dq") + "\""
    }

    /// A line that starts with a dot or an apostrophe would be a request.
    private static func line(_ text: String) -> String {
        let text = escaped(text)
        return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }

    private static func escaped(_ text: String) -> String {
        text.map { $0 == "\\" ? "\\e" : $0 == "-" ? "\\-" : String($0) }.joined()
    }
}

extension ParsableCommand {
    /// The manual page of this root command, in man(7) form.
    /// - Parameter date: the date in the footer; empty leaves it out.
    public static func manualPage(date: String = "") -> String {
        ManualPage(root: CommandModel(Self.self), version: configuration.version, date: date).text
    }
}
