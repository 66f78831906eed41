/// The candidate that a mistyped word was probably meant to be.
public enum Spelling {
    /// Nil when none is close.
    public static func nearest(to word: String, among candidates: [String]) -> String? {
        // Nobody mistypes a word this long into one of ours; the distance is quadratic.
        guard word.count <= 40 else { return nil }
        let continuations = candidates.filter { $0.hasPrefix(word) }
        if word.count >= 2, continuations.count == 1 { return continuations.first }
        // One mistake in three letters; the dashes in front are no letters.
        let limit = max(1, word.drop { $0 == "-" }.count / 3)
        let best = candidates.map { (candidate: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
        return best.flatMap { $0.distance <= limit ? $0.candidate : nil }
    }

    /// Damerau-Levenshtein distance, in its optimal string alignment form: insertions, deletions, substitutions and
    /// swaps of neighbours.
    static func distance(_ first: String, _ second: String) -> Int {
        let first = Array(first)
        let second = Array(second)
        var beforePrevious: [Int] = []
        var previous = Array(0...second.count)
        for (row, left) in first.enumerated() {
            var current = [row + 1]
            for (column, right) in second.enumerated() {
                var cost = min(
                    previous[column + 1] + 1, current[column] + 1, previous[column] + (left == right ? 0 : 1))
                if row > 0, column > 0, left == second[column - 1], first[row - 1] == right {
                    cost = min(cost, beforePrevious[column - 1] + 1)
                }
                current.append(cost)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[second.count]
    }
}
