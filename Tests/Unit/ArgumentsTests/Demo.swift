import Arguments

/// A tree with one of everything; the tests of parsing, help and completion share it.
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Measures how fast a demonstration is.", version: "1.2.3",
        subcommands: [Measure.self, History.self],
        groupedSubcommands: [
            CommandGroup(name: "Other", subcommands: [Profile.self, Track.self, Wrap.self, Secret.self])
        ])
}

enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, markdown, junit
}

enum Place: String, EnumerableFlag {
    case local, remote
}

struct Connection: ParsableArguments {
    @Option(help: ArgumentHelp("The Redis server.", valueName: "url"))
    var redis: String?

    @Option(help: "Seconds to wait for an answer.")
    var timeout: Double = 5

    mutating func validate() throws {
        if timeout <= 0 { throw ValidationError("The timeout must be positive; give more than 0 seconds.") }
    }
}

/// What a module above declares to run its commands in a context.
protocol RunnableInContext: ParsableCommand {
    func run(in context: String) -> String
}

struct Measure: RunnableInContext {
    static let configuration = CommandConfiguration(
        abstract: "Measures scenarios, and says which of their variants is the fastest on this machine.",
        discussion: """
            Blocks continue until the interval is narrow enough or the time budget ends.

              demo measure redis.pipeline --target 'p99 < 10ms'
            """,
        aliases: ["m"])

    @Argument(help: "What to measure.", completion: .list(["redis.pipeline", "redis.pool", "graph:index"]))
    var scenarios: [String] = []

    @Option(name: .shortAndLong, help: "How results are printed.")
    var format: Format = .text

    @Option(name: [.customShort("n"), .long], help: "Blocks of each variant.")
    var blocks: Int = 10

    @Option(help: "A budget such as 'p99 < 10ms'; may be repeated.")
    var target: [String] = []

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Words that describe the run.", discussion: "Found by history."))
    var tag: [String] = []

    @Option(help: "Where the configuration stands.", completion: .file(extensions: ["yml"]))
    var config: String?

    @Option(help: "Where reports go.", completion: .directory)
    var output: String?

    @Option(help: "Seed of the order.", completion: .shellCommand("printf '%s\\n' 17 23"))
    var seed: UInt64?

    @Option(help: .hidden)
    var secretOption: Int?

    @Flag(inversion: .prefixedNo, help: "Whether to use colour.")
    var colour = true

    @Flag(name: .shortAndLong, help: "Say more; repeat for even more.")
    var verbose: Int

    @Flag(name: [.short, .long], help: "Say nothing.")
    var quiet = false

    @Flag(help: "Where the servers are.")
    var place: Place = .local

    @OptionGroup(title: "Connection options")
    var connection: Connection

    func run(in context: String) -> String { "\(context): \(scenarios.count) scenarios" }
}

struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What was measured.", subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists runs.")

        @Option(name: .short, help: "How many.")
        var limit: Int = 20
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows a run.")

        @Argument(
            help: "A selector such as 'latest~1'.", completion: .list(["latest", "latest~1", "tag:before", "#12"]))
        var run: String

        @Argument(help: "How it is printed.")
        var format: Format?
    }
}

struct Profile: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Profiles a command.")

    @Option(help: "Samples a second.")
    var rate: Int

    @Argument(parsing: .postTerminator, help: "The command.")
    var command: [String]
}

struct Track: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Times a command under a name.")

    @Argument(help: "The name.")
    var name: String

    @Argument(parsing: .captureForPassthrough, help: "The command.")
    var command: [String]
}

struct Wrap: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "It's for numbers: [odd] $HOME `ones`.", aliases: ["w"])

    @Argument(help: "x", transform: { try Point($0) })
    var point: Point

    @Argument(help: "y")
    var offset: Int = 0

    struct Point: Equatable, Sendable {
        var x: Int
        var y: Int

        struct Malformed: Error, CustomStringConvertible { var description = "write it as X,Y" }

        init(_ text: String) throws {
            let parts = text.split(separator: ",").compactMap { Int($0) }
            guard parts.count == 2 else { throw Malformed() }
            (x, y) = (parts[0], parts[1])
        }
    }
}

struct Secret: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Not told.", shouldDisplay: false)
}
