internal import Arguments
internal import Cancellation
internal import Configuration
internal import History
internal import RunModel
internal import Scenarios

/// What a gate holds its run against.
struct BaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("A stored run: \(RunSelector.allowed); otherwise latest.", valueName: "run"),
        transform: RunSelector.read)
    var base: RunSelector?

    @Option(
        help: ArgumentHelp(
            "A run in a file of 'history export', e.g. of another machine: the last one of 'measure'.",
            valueName: "file"),
        completion: .file(extensions: ["json"]))
    var baseFile: String?

    @Option(
        help: ArgumentHelp("A second Redis, measured in turn with the first: the base.", valueName: "url"))
    var againstRedis: String?

    @Option(
        help: ArgumentHelp("A second graph server, measured in turn with the first: the base.", valueName: "url"))
    var againstNeo4j: String?

    /// The base is measured too, in the same invocation.
    var isEndpoint: Bool { againstRedis != nil || againstNeo4j != nil }

    func validate() throws {
        if base != nil, baseFile != nil {
            throw ValidationError("A stored base and a file were both named; give --base or --base-file.")
        }
        if isEndpoint, base != nil || baseFile != nil {
            throw ValidationError(
                "A stored base and a second server were both named; give --base or --base-file, or --against-….")
        }
    }

    /// The number of the base in `store`; one that comes from a file is in it afterwards.
    func number(in store: HistoryStore, cancellation: Cancellation) throws -> Int {
        guard let baseFile else { return try store.resolve(base ?? RunSelector(.latest)) }
        let numbers = try store.importRuns(from: baseFile, isInterrupted: { cancellation.isCancelled })
            .map(\.number)
        // A candidate that a gate refused must not be its next base.
        guard let last = try numbers.last(where: { try store.summary(of: $0).origin == .measure }) else {
            throw UsageError(
                "\(baseFile) holds no run of 'ttaperf measure'; export one with 'ttaperf history export'.")
        }
        return last
    }
}
