/// What a shell offers for a value.
public struct CompletionKind: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case none
        case list([String])
        case file(extensions: [String])
        case directory
        case shellCommand(String)
        /// The words of another command line: first a program, then its arguments.
        case commandLine
    }
    let kind: Kind

    /// The type's own: the values of an enumeration, nothing for free text.
    public static var `default`: CompletionKind { CompletionKind(kind: .none) }
    /// These words; a list that is computed when the script is generated may be as long as it needs.
    public static func list(_ words: [String]) -> CompletionKind { CompletionKind(kind: .list(words)) }
    /// Files, of these extensions (without the dot) when there are any; directories are offered on the way.
    public static func file(extensions: [String] = []) -> CompletionKind {
        CompletionKind(kind: .file(extensions: extensions))
    }
    public static var directory: CompletionKind { CompletionKind(kind: .directory) }
    /// The lines that a shell command prints at the moment of completion.
    public static func shellCommand(_ command: String) -> CompletionKind {
        CompletionKind(kind: .shellCommand(command))
    }
    static var commandLine: CompletionKind { CompletionKind(kind: .commandLine) }
}
