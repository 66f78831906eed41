internal import BoltClient
internal import Configuration

/// A query as it is run, and how messages call it.
struct GraphQuery: Equatable {
    /// Begins a sentence, e.g. `graph.index.values_query in ttaperf.yml`.
    var name: String
    var text: String
    var parameters: [String: BoltValue] = [:]
    /// The user wrote it.
    var isFromSettings = false

    /// The same for another value.
    func with(_ parameter: String, _ value: BoltValue) -> GraphQuery {
        var query = self
        query.parameters[parameter] = value
        return query
    }
}

extension BoltValue {
    init(_ value: ParameterValue) {
        switch value {
        case .string(let text): self = .string(text)
        case .integer(let number): self = .int(number)
        case .double(let number): self = .float(number)
        case .boolean(let truth): self = .bool(truth)
        }
    }

    /// For messages.
    var shortText: String {
        switch self {
        case .string(let text): "'\(text)'"
        case .int(let number): "\(number)"
        case .float(let number): "\(number)"
        case .bool(let truth): "\(truth)"
        default: "a value"
        }
    }
}
