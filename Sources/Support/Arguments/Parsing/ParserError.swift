internal import Spelling

/// What is wrong with a command line, in one sentence; all but `definition` are the user's to mend.
enum ParserError: Error, CustomStringConvertible {
    case unknownOption(String, suggestion: String?)
    case misplacedOption(String, subcommand: String)
    case unknownSubcommand(String, suggestion: String?, all: [String])
    case unexpectedArguments([String])
    case missingValue(option: String, next: String?)
    case unwantedValue(option: String, value: String)
    case invalidValue(String, argument: String, reason: String?, allowed: [String])
    case missingArgument(String)
    case contradiction(first: String, second: String)
    /// The command is declared in a way that cannot be parsed.
    case definition(String)

    var description: String {
        switch self {
        case .unknownOption(let option, let suggestion):
            "Unknown option '\(option)'." + Self.didYouMean(suggestion)
        case .misplacedOption(let option, let subcommand):
            "Unknown option '\(option)' in this place; put it after the subcommand, such as '\(subcommand)'."
        case .unknownSubcommand(let word, let suggestion, let all):
            suggestion == nil
                ? "Unknown subcommand '\(word)'; choose one of \(Self.list(all))."
                : "Unknown subcommand '\(word)'." + Self.didYouMean(suggestion)
        case .unexpectedArguments(let words):
            words.count == 1
                ? "Unexpected argument \(Self.list(words))."
                : "\(words.count) unexpected arguments: \(words.map { "'\($0)'" }.joined(separator: ", "))."
        case .missingValue(let option, let next):
            "Missing value for '\(option)'"
                + (next.map { "; to give one that starts with a dash, write '\(Self.name(of: option))=\($0)'." } ?? ".")
        case .unwantedValue(let option, let value):
            "The flag '\(option)' takes no value, but '\(value)' was given."
        case .invalidValue(let value, let argument, let reason, let allowed):
            "The value '\(value)' is invalid for '\(argument)'"
                + (allowed.isEmpty ? "" : "; choose one of \(Self.list(allowed))")
                + (reason.map { ": \($0.hasSuffix(".") ? String($0.dropLast()) : $0)" } ?? "") + "."
                + Self.didYouMean(allowed.count > 4 ? Spelling.nearest(to: value, among: allowed) : nil)
        case .missingArgument(let argument):
            "Missing expected argument '\(argument)'."
        case .contradiction(let first, let second):
            "The flags '\(first)' and '\(second)' contradict each other; give only one."
        case .definition(let problem):
            "This command is declared wrongly: \(problem)."
        }
    }

    private static func didYouMean(_ suggestion: String?) -> String {
        suggestion.map { " Did you mean '\($0)'?" } ?? ""
    }

    /// `'a', 'b' or 'c'`.
    private static func list(_ words: [String]) -> String {
        let quoted = words.map { "'\($0)'" }
        guard quoted.count > 1, let last = quoted.last else { return quoted.joined() }
        return quoted.dropLast().joined(separator: ", ") + " or " + last
    }

    /// `--name` of `--name <value>`.
    private static func name(of spelling: String) -> String {
        String(spelling.prefix { $0 != " " })
    }
}
