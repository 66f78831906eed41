import Statistics

/// How often of how many times, with the exact 95 % interval (Clopper and Pearson).
struct Rate: Codable, Sendable, Equatable {
    var count: Int
    var of: Int
    /// Nil when there was nothing to count.
    var share: Double?
    var lower: Double?
    var upper: Double?

    init(_ count: Int, of all: Int) {
        self.count = count
        of = all
        guard all > 0 else { return }
        share = Double(count) / Double(all)
        let interval = BinomialDistribution.interval(
            successes: Double(count), trials: Double(all), confidence: 0.95)
        (lower, upper) = (interval.lower, interval.upper)
    }

    /// Of those that answer; nil is no answer.
    init(_ answers: [Bool?]) {
        let known = answers.compactMap(\.self)
        self.init(known.count { $0 }, of: known.count)
    }
}
