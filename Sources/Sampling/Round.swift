/// The order of the lanes in each round: a random permutation, then the same backwards.
///
/// The mirrored pair balances a drift that is linear in time (an "ABBA" design; Cochran and Cox,
/// Experimental Designs, 2nd ed. 1957, section 4.5), and the random choice of the first keeps any
/// periodic disturbance from always meeting the same lane.
struct RoundOrder<Generator: RandomNumberGenerator> {
    private var generator: Generator
    private var order: [Int]
    private var isMirrored = true

    init(laneCount: Int, generator: Generator) {
        self.generator = generator
        order = Array(0..<laneCount)
    }

    mutating func next() -> [Int] {
        if isMirrored {
            order.shuffle(using: &generator)
        } else {
            order.reverse()
        }
        isMirrored.toggle()
        return order
    }
}
