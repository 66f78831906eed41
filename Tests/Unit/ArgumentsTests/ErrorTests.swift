import Arguments
import Testing

@Suite struct ErrorTests {
    func report(_ words: [String]) -> ExitReport {
        do {
            var command = try Demo.parseAsRoot(words)
            try command.run()
            return ExitReport(message: "", exitCode: .success, stream: .standardOutput)
        } catch {
            return Demo.exitReport(for: error)
        }
    }

    static let sentences: [(String, String)] = [
        ("measure --taget x", "Unknown option '--taget'. Did you mean '--target'?"),
        ("measure --targ=x", "Unknown option '--targ'. Did you mean '--target'?"),
        ("measure -target x", "Unknown option '-target'. Did you mean '--target'?"),
        ("measure -qz", "Unknown option '-z'."),
        ("measure --xylophone", "Unknown option '--xylophone'."),
        ("measure --secret-optin 3", "Unknown option '--secret-optin'."),
        (
            "--format json measure",
            "Unknown option '--format' in this place; put it after the subcommand, such as 'measure'."
        ),
        ("mesure", "Unknown subcommand 'mesure'. Did you mean 'measure'?"),
        ("maesure", "Unknown subcommand 'maesure'. Did you mean 'measure'?"),
        ("zzz", "Unknown subcommand 'zzz'; choose one of 'measure', 'history', 'profile', 'track' or 'wrap'."),
        ("help mesure", "Unknown subcommand 'mesure'. Did you mean 'measure'?"),
        ("history list x", "Unexpected argument 'x'."),
        ("history list x y", "2 unexpected arguments: 'x', 'y'."),
        ("measure --target", "Missing value for '--target <target>'."),
        ("measure --target --quiet", "Missing value for '--target <target>'."),
        (
            "measure --target -z",
            "Missing value for '--target <target>'; to give one that starts with a dash, write '--target=-z'."
        ),
        ("measure --target --", "Missing value for '--target <target>'."),
        ("measure --quiet=yes", "The flag '--quiet' takes no value, but 'yes' was given."),
        ("measure -q=yes", "The flag '-q' takes no value, but 'yes' was given."),
        ("measure --blocks ten", "The value 'ten' is invalid for '--blocks <blocks>': expected a whole number."),
        (
            "measure --seed -1",
            "The value '-1' is invalid for '--seed <seed>': expected a whole number that is not negative."
        ),
        ("measure --timeout soon", "The value 'soon' is invalid for '--timeout <timeout>': expected a number."),
        (
            "measure -f jsn",
            "The value 'jsn' is invalid for '--format <format>'; choose one of 'text', 'json', 'csv', 'markdown' or 'junit'."
                + " Did you mean 'json'?"
        ),
        ("wrap 1;2", "The value '1;2' is invalid for '<point>': write it as X,Y."),
        ("history show", "Missing expected argument '<run>'."),
        ("profile -- ls", "Missing expected argument '--rate <rate>'."),
        ("profile --rate 9", "Missing expected argument '<command>'."),
        ("profile --rate 9 ls", "Unexpected argument 'ls'."),
        ("measure --local --remote", "The flags '--local' and '--remote' contradict each other; give only one."),
        ("measure --timeout 0", "The timeout must be positive; give more than 0 seconds."),
    ]

    @Test(arguments: sentences)
    func everyMistakeHasItsSentence(line: String, sentence: String) {
        let report = report(line.split(separator: " ").map(String.init))
        #expect(report.message.split(separator: "\n").first.map(String.init) == "Error: " + sentence)
        #expect(report.exitCode == .validationFailure)
        #expect(report.exitCode.rawValue == 64)
        #expect(report.stream == .standardError)
    }

    @Test func aMistakePointsToTheHelpOfItsCommand() {
        #expect(report(["history", "show"]).message.hasSuffix("\nSee 'demo history show --help'."))
        #expect(report(["measure", "--timeout", "0"]).message.hasSuffix("\nSee 'demo measure --help'."))
    }

    @Test(arguments: [
        ["measure", "--help"], ["measure", "-h"], ["measure", "--bogus", "--help"], ["help", "measure"], ["help", "m"],
        ["measure", "a", "-qh"], ["measure", "--blocks", "ten", "-h"],
    ])
    func helpIsFoundOnEveryWay(words: [String]) {
        let report = report(words)
        #expect(report.message == Demo.helpMessage(for: Measure.self))
        #expect(report.exitCode == .success)
        #expect(report.stream == .standardOutput)
    }

    @Test func aGroupShowsItsHelp() {
        #expect(report([]).message == Demo.helpMessage())
        #expect(report(["help"]).message == Demo.helpMessage())
        #expect(report(["history", "help", "show"]).message == Demo.helpMessage(for: History.Show.self))
        #expect(report(["history", "-h"]).message == Demo.helpMessage(for: History.self))
    }

    @Test func theVersionIsThatOfTheRoot() {
        #expect(report(["--version"]) == ExitReport(message: "1.2.3", exitCode: .success, stream: .standardOutput))
        #expect(report(["measure", "--version"]).exitCode == .validationFailure)
    }

    @Test func errorsOfARunKeepTheirStatus() {
        struct Broken: Error, CustomStringConvertible { var description = "The disk is full." }
        #expect(Demo.exitReport(for: ExitCode(3)).exitCode.rawValue == 3)
        #expect(Demo.exitReport(for: ExitCode(3)).message.isEmpty)
        #expect(Demo.exitReport(for: ValidationError("No.")).exitCode == .validationFailure)
        #expect(Demo.exitReport(for: CleanExit.message("Bye.")).message == "Bye.")
        let broken = Demo.exitReport(for: Broken(), failure: ExitCode(4))
        #expect(
            broken == ExitReport(message: "Error: The disk is full.", exitCode: ExitCode(4), stream: .standardError))
    }

    @Test func aNameOfTheUserDoesNotAskForHelp() {
        struct Load: ParsableCommand {
            @Option(name: .shortAndLong) var host: String
        }
        #expect {
            try Load.parseAsRoot(["--bogus", "-h", "x"])
        } throws: {
            "\($0)" == "Unknown option '--bogus'."
        }
    }

    @Test func aPropertyThatIsNoArgumentIsNamed() {
        struct Wrong: ParsableCommand {
            @Flag var fine = false
            var count = 3
        }
        #expect {
            try Wrong.parse([])
        } throws: {
            "\($0)".contains("'count' is stored, but is no @Option")
                && Wrong.exitReport(for: $0, failure: ExitCode(4)).exitCode == ExitCode(4)
        }
    }
}
