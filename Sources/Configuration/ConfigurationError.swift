import Glibc
import RunModel

/// What is wrong with the settings file, and where.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Problem: Sendable, Equatable {
        /// `code` is an errno.
        case unreadable(code: Int32)
        case notARegularFile
        case tooLarge(limitBytes: Int)
        case notUTF8
        case tab
        /// libyaml's own words.
        case syntax(String)
        case tooDeep(limit: Int)
        case tooManyValues(limit: Int)
        /// Anchors, aliases, tags, several documents, keys that are no text.
        case unsupported(String)
        case duplicateKey(String, firstLine: Int)
        case unknownKey(String, section: String, suggestion: String?, allowed: [String])
        case missingKey(String, section: String, why: String)
        case wrongType(key: String, expected: String, found: String)
        case invalidValue(key: String, value: String, allowed: String)
    }

    /// As the user named it.
    public var file: String
    /// Absent when the file could not be read at all.
    public var mark: SourceMark?
    public var problem: Problem

    public init(file: String, mark: SourceMark?, problem: Problem) {
        self.file = file
        self.mark = mark
        self.problem = problem
    }

    public var description: String {
        guard let mark else { return "\(file): \(problem.sentence)" }
        return "\(file):\(mark.line):\(mark.column): \(problem.sentence)"
    }
}

extension ConfigurationError.Problem {
    var sentence: String {
        switch self {
        case .unreadable(let code):
            "cannot be read: \(String(cString: strerror(code))); 'ttaperf init' writes a new one"
        case .notARegularFile:
            "is not a regular file; name the settings file itself"
        case .tooLarge(let limit):
            "has more than \(limit) bytes; is it a settings file?"
        case .notUTF8:
            "this byte is not UTF-8; save the file as UTF-8"
        case .tab:
            "a tab stands where YAML allows spaces only; indent with spaces"
        case .syntax(let reason):
            "not valid YAML: \(reason)"
        case .tooDeep(let limit):
            "nested more than \(limit) deep; no setting is"
        case .tooManyValues(let limit):
            "more than \(limit) values; is it a settings file?"
        case .unsupported(let what):
            "\(what) are not supported here; write the value itself"
        case .duplicateKey(let key, let firstLine):
            "key '\(Self.shown(key))' stands already in line \(firstLine); remove one of them"
        case .unknownKey(let key, let section, let suggestion?, _):
            "unknown key '\(Self.shown(key))' in \(section); did you mean '\(suggestion)'?"
        case .unknownKey(let key, let section, nil, let allowed):
            "unknown key '\(Self.shown(key))' in \(section); allowed: \(allowed.joined(separator: ", "))"
        case .missingKey(let key, let section, let why):
            "\(section) needs the key '\(key)': \(why)"
        case .wrongType(let key, let expected, let found):
            "\(key) must be \(expected), not \(found)"
        case .invalidValue(let key, let value, let allowed):
            "\(key): '\(value)' is not allowed; write \(allowed)"
        }
    }
    /// A key of somebody's own, unless it may be a URL with a password; shortened when it is no key at all.
    private static func shown(_ key: String) -> String {
        if key.contains("@") { return "…" }
        return key.count > 60 ? key.prefix(60) + "…" : key
    }
}
