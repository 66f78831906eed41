/// What a client says (https://neo4j.com/docs/bolt/current/bolt/message/). DISCARD is missing on purpose: it would
/// cancel the query whose time is measured.
enum Request {
    case hello([String: BoltValue])
    case logon([String: BoltValue])
    case goodbye
    case reset
    case run(query: String, parameters: [String: BoltValue], extra: [String: BoltValue])
    /// `count` -1 is everything; without `queryID` the last RUN's result is meant.
    case pull(count: Int64, queryID: Int64?)
    case begin([String: BoltValue])
    case commit
    case rollback
    case route(context: [String: BoltValue], extra: [String: BoltValue])

    static let everything = Request.pull(count: -1, queryID: nil)

    var tag: UInt8 {
        switch self {
        case .hello: 0x01
        case .goodbye: 0x02
        case .reset: 0x0F
        case .run: 0x10
        case .begin: 0x11
        case .commit: 0x12
        case .rollback: 0x13
        case .pull: 0x3F
        case .route: 0x66
        case .logon: 0x6A
        }
    }

    var fields: [BoltValue] {
        switch self {
        case .goodbye, .reset, .commit, .rollback: []
        case .hello(let extra), .logon(let extra), .begin(let extra): [.dictionary(extra)]
        case .run(let query, let parameters, let extra):
            [.string(query), .dictionary(parameters), .dictionary(extra)]
        case .pull(let count, let queryID):
            [.dictionary(queryID.map { ["n": .int(count), "qid": .int($0)] } ?? ["n": .int(count)])]
        case .route(let context, let extra): [.dictionary(context), .list([]), .dictionary(extra)]
        }
    }
}
