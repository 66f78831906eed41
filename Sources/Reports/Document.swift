import RunModel
public import Terminal

/// What a report says to people, before any output format: sections of blocks.
public struct Document: Sendable, Equatable {
    public var sections: [Section]

    public init(sections: [Section]) { self.sections = sections }

    public struct Section: Sendable, Equatable {
        /// A section without one belongs to the whole document.
        public var heading: StyledText?
        /// 1 for a main section, 2 for a part of the one before.
        public var level: Int
        public var blocks: [Block]
        /// Shown by formats that can draw, after the blocks; it says nothing that the blocks do not.
        public var chart: IntervalChart?

        public init(
            _ heading: StyledText? = nil, level: Int = 1, blocks: [Block], chart: IntervalChart? = nil
        ) {
            self.heading = heading
            self.level = level
            self.blocks = blocks
            self.chart = chart
        }
    }

    public enum Block: Sendable, Equatable {
        case paragraph(StyledText)
        /// A line with a mark before it, e.g. `✗`, and lines that explain it.
        case item(Mark, StyledText, details: [StyledText])
        case table(TextTable)
        case fields([Field])
        /// What to type next, and what for.
        case next(NextStep)
    }

    public struct Field: Sendable, Equatable {
        public var label: String
        public var text: StyledText

        public init(_ label: String, _ text: StyledText) {
            self.label = label
            self.text = text
        }
    }

    /// Readable without colour: the sign differs too.
    public enum Mark: Sendable {
        case good, bad, warning, note, equal, unknown, advice

        var text: StyledText {
            switch self {
            case .good: StyledText("✓", .good)
            case .bad: StyledText("✗", .bad)
            case .warning: StyledText("!", .warn)
            case .note: StyledText("·", .dim)
            case .equal: StyledText("=", .dim)
            case .unknown: StyledText("?", .warn)
            case .advice: StyledText("→", .bold)
            }
        }
    }
}

/// The next sensible command.
public struct NextStep: Sendable, Equatable {
    public var command: String
    /// What for, e.g. `hold this run against the one before`.
    public var purpose: String

    public init(command: String, purpose: String) {
        self.command = command
        self.purpose = purpose
    }

    /// Measures scenarios again, by `measure` or `gate`. Servers of the user's are not named: their URLs may hold
    /// passwords.
    init(
        _ subcommand: String, _ scenarios: [ScenarioID], inSandbox: Bool, options: [String] = [], purpose: String
    ) {
        let words = ["ttaperf", subcommand] + scenarios.map(\.rawValue) + (inSandbox ? ["--sandbox"] : []) + options
        self.init(command: words.joined(separator: " "), purpose: purpose)
    }
}
