/// Cuts the text of an export into its runs as it is read, so that no more than one run is in memory. It follows
/// braces, brackets and strings only; whether a piece is JSON is for its decoder to say.
struct ExportSplitter {
    enum Piece: Equatable {
        case schema([UInt8])
        case run([UInt8])
    }

    enum Failure: Error, Equatable {
        /// The text is no object with a `runs` array.
        case structure
        case tooLarge
    }

    private enum State {
        case start, memberOrEnd, member, colon, value, afterValue
        case runOrEnd, run, afterRun
        case end
    }

    private let runLimit: Int
    private var state = State.start
    /// The value (or the key) being read, and where in it we are.
    private var piece: [UInt8] = []
    private var isInPiece = false
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var key: [UInt8] = []
    private(set) var hasRuns = false

    init(runLimit: Int = ExportFormat.runLimit) { self.runLimit = runLimit }

    /// Whether the object was closed and nothing but white space follows.
    var isComplete: Bool { state == .end && hasRuns }

    /// - Parameter found: called for each piece that ends within `bytes`.
    mutating func read(
        _ bytes: some Sequence<UInt8>, _ found: (Piece) throws(HistoryError) -> Void
    ) throws(HistoryError) -> Failure? {
        for byte in bytes {
            if isInPiece {
                if let failure = try extend(byte, found) { return failure }
            } else if !Self.isSpace(byte) {
                guard advance(byte) else { return .structure }
            }
        }
        return nil
    }

    /// A byte between values. - Returns: whether it may stand there.
    private mutating func advance(_ byte: UInt8) -> Bool {
        switch (state, byte) {
        case (.start, UInt8(ascii: "{")): state = .memberOrEnd
        case (.memberOrEnd, UInt8(ascii: "}")): state = .end
        case (.memberOrEnd, UInt8(ascii: "\"")), (.member, UInt8(ascii: "\"")):
            state = .member
            begin(byte)
        case (.colon, UInt8(ascii: ":")): state = .value
        case (.value, UInt8(ascii: "[")) where key == Array("runs".utf8) && !hasRuns:
            hasRuns = true
            state = .runOrEnd
        case (.value, _) where key != Array("runs".utf8): begin(byte)
        case (.afterValue, UInt8(ascii: ",")): state = .member
        case (.afterValue, UInt8(ascii: "}")): state = .end
        case (.runOrEnd, UInt8(ascii: "]")), (.afterRun, UInt8(ascii: "]")): state = .afterValue
        case (.afterRun, UInt8(ascii: ",")): state = .run
        case (.runOrEnd, UInt8(ascii: "{")), (.run, UInt8(ascii: "{")):
            state = .run
            begin(byte)
        default: return false
        }
        return true
    }

    private mutating func begin(_ byte: UInt8) {
        isInPiece = true
        piece = [byte]
        isInString = byte == UInt8(ascii: "\"")
        depth = Self.opens(byte) ? 1 : 0
    }

    private mutating func extend(
        _ byte: UInt8, _ found: (Piece) throws(HistoryError) -> Void
    ) throws(HistoryError) -> Failure? {
        if !isInString, depth == 0, Self.endsScalar(byte) {
            try end(found)
            return Self.isSpace(byte) || advance(byte) ? nil : .structure
        }
        guard piece.count < runLimit else { return .tooLarge }
        piece.append(byte)
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
                if depth == 0 { try end(found) }
            }
        } else if byte == UInt8(ascii: "\"") {
            isInString = true
        } else if Self.opens(byte) {
            depth += 1
        } else if Self.closes(byte) {
            depth -= 1
            if depth == 0 { try end(found) }
        }
        return nil
    }

    private mutating func end(_ found: (Piece) throws(HistoryError) -> Void) throws(HistoryError) {
        isInPiece = false
        switch state {
        case .member:
            key = Array(piece.dropFirst().dropLast())
            state = .colon
        case .run:
            state = .afterRun
            try found(.run(piece))
        default:
            state = .afterValue
            if key == Array("schema".utf8) { try found(.schema(piece)) }
        }
        piece = []
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private static func opens(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }
    private static func closes(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") }
    private static func endsScalar(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ",") || closes(byte)
    }
}
