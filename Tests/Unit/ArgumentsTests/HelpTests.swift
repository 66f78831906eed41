import Arguments
import Foundation
import Testing

@Suite struct HelpTests {
    @Test func theRootGroupsItsSubcommands() {
        #expect(
            Demo.helpMessage(columns: 80) == """
                OVERVIEW: Measures how fast a demonstration is.

                USAGE: demo <subcommand>

                OPTIONS:
                  --version               Show the version.
                  -h, --help              Show help information.

                SUBCOMMANDS:
                  measure, m              Measures scenarios, and says which of their variants
                                          is the fastest on this machine.
                  history                 What was measured.

                OTHER SUBCOMMANDS:
                  profile                 Profiles a command.
                  track                   Times a command under a name.
                  wrap, w                 It's for numbers: [odd] $HOME `ones`.

                  See 'demo help <subcommand>' for detailed information.
                """)
    }

    @Test func aCommandAtEightyColumns() {
        #expect(
            Demo.helpMessage(for: Measure.self, columns: 80) == """
                OVERVIEW: Measures scenarios, and says which of their variants is the fastest on
                this machine.

                Blocks continue until the interval is narrow enough or the time budget ends.

                  demo measure redis.pipeline --target 'p99 < 10ms'

                USAGE: demo measure [<options>] [<scenarios> ...]

                ARGUMENTS:
                  <scenarios>             What to measure.

                OPTIONS:
                  -f, --format <format>   How results are printed. (values: text, json, csv,
                                          markdown, junit; default: text)
                  -n, --blocks <blocks>   Blocks of each variant. (default: 10)
                  --target <target>       A budget such as 'p99 < 10ms'; may be repeated.
                  --tag <tag>             Words that describe the run.
                                          Found by history.
                  --config <config>       Where the configuration stands.
                  --output <output>       Where reports go.
                  --seed <seed>           Seed of the order.
                  --colour/--no-colour    Whether to use colour. (default: on)
                  -v, --verbose           Say more; repeat for even more.
                  -q, --quiet             Say nothing.
                  --local/--remote        Where the servers are. (default: --local)
                  -h, --help              Show help information.

                CONNECTION OPTIONS:
                  --redis <url>           The Redis server.
                  --timeout <timeout>     Seconds to wait for an answer. (default: 5)
                """)
    }

    @Test func aCommandAtSixtyColumns() {
        #expect(
            Demo.helpMessage(for: History.Show.self, columns: 60) == """
                OVERVIEW: Shows a run.

                USAGE: demo history show <run> [<format>]

                ARGUMENTS:
                  <run>             A selector such as 'latest~1'.
                  <format>          How it is printed. (values: text, json,
                                    csv, markdown, junit)

                OPTIONS:
                  -h, --help        Show help information.
                """)
        #expect(
            Demo.helpMessage(for: History.self, columns: 60) == """
                OVERVIEW: What was measured.

                USAGE: demo history [<subcommand>]

                OPTIONS:
                  -h, --help        Show help information.

                SUBCOMMANDS:
                  list              Lists runs. (default)
                  show              Shows a run.

                  See 'demo help history <subcommand>' for detailed
                  information.
                """)
    }

    @Test(arguments: [40, 60, 80, 120])
    func noLineIsWiderThanTheTerminal(columns: Int) {
        let commands: [any ParsableCommand.Type] = [
            Demo.self, Measure.self, History.self, History.Show.self, Profile.self, Wrap.self,
        ]
        for command in commands {
            let lines = Demo.helpMessage(for: command, columns: columns).split(separator: "\n")
            // Examples keep their form.
            for line in lines where !line.hasPrefix("  demo ") {
                #expect(line.count <= columns, "\(line)")
            }
        }
    }

    @Test func hiddenThingsStayHidden() {
        #expect(!Demo.helpMessage().contains("secret"))
        #expect(!Demo.helpMessage(for: Measure.self).contains("secret"))
        #expect(!Demo.manualPage().contains("secret"))
    }

    @Test func theManualPageFormatsWithoutWarnings() throws {
        let shell = try Shell(.bash)
        defer { shell.remove() }
        let page = shell.folder.appending(path: "demo.1")
        try Data(Demo.manualPage(date: "2026-01-31").utf8).write(to: page)
        let lines = try shell.lines(of: "groff", ["-man", "-ww", "-Tutf8", "-P-cbou", page.path])
        let text = lines.joined(separator: "\n")
        #expect(text.contains("demo - Measures how fast a demonstration is."))
        #expect(text.contains("demo history show"))
        #expect(text.contains("--format format"))
        #expect(text.contains("demo measure redis.pipeline --target 'p99 < 10ms'"))
        #expect(text.contains("It's for numbers: [odd] $HOME `ones`."))
    }

    @Test func mistakesOfTheProgrammerAreFound() {
        struct Wrong: ParsableCommand {
            @Option(help: "One.") var count = 1
            @Flag(name: [.long, .customLong("count")], help: "Two.") var other = false
            @Argument(help: "All.") var all: [String] = []
            @Argument() var last: String
        }
        #expect(
            Wrong.definitionProblems() == [
                "'wrong' has two options named '--count'.",
                "'wrong' has '<last>' behind an argument that takes every word.",
                "'wrong' requires '<last>' behind an argument that may be absent.",
                "'wrong' says nothing about '<last>'.",
                "'wrong' has no abstract.",
            ])
        #expect(Demo.definitionProblems().isEmpty)
    }
}
