/// How many columns an output has; a pipe or a file has no limit, so that lines stay whole for other tools.
public struct TerminalWidth: Sendable, Equatable {
    /// nil: no limit.
    public let columns: Int?

    public static let unlimited = TerminalWidth(columns: nil)

    /// Below 40 columns nothing would be readable: a narrower terminal wraps by itself.
    public init(columns: Int?) { self.columns = columns.map { max(40, $0) } }

    /// `COLUMNS` is a wish and goes first; then the window; a terminal that tells nothing has 80.
    public init(isTerminal: Bool, windowColumns: Int?, environment: [String: String]) {
        if let wish = environment["COLUMNS"].flatMap(Int.init), wish > 0 {
            self.init(columns: wish)
        } else if isTerminal {
            self.init(columns: windowColumns.flatMap { $0 > 0 ? $0 : nil } ?? 80)
        } else {
            self.init(columns: nil)
        }
    }
}
