import Statistics

/// How busy each core of the machine is kept, and when.
struct LoadSchedule: Sendable {
    var load: Load
    var cores: Int
    /// What a ramp takes from nothing to everything.
    var rampSeconds: Double

    /// Busy threads.
    var threads: Int {
        switch load {
        case .idle: 0
        case .constant: 1
        case .burst, .ramp: cores
        }
    }

    /// One stretch of being busy and one of resting.
    struct Stretch: Sendable, Equatable {
        var busySeconds: Double
        var restSeconds: Double
    }

    /// Every thread draws the same numbers from equal generators, so that bursts take all cores at once.
    func stretch(thread: Int, atSeconds elapsed: Double, _ generator: inout SeededGenerator) -> Stretch {
        switch load {
        case .idle: return Stretch(busySeconds: 0, restSeconds: 0.05)
        case .constant: return Stretch(busySeconds: 0.05, restSeconds: 0)
        case .burst:
            let rest = Double.random(in: 1...6, using: &generator)
            return Stretch(busySeconds: Double.random(in: 0.3...2, using: &generator), restSeconds: rest)
        case .ramp:
            let share = min(max(rampShare(atSeconds: elapsed) * Double(cores) - Double(thread), 0), 1)
            let period = Double.random(in: 0.02...0.1, using: &generator)
            return Stretch(busySeconds: period * share, restSeconds: period * (1 - share))
        }
    }

    /// Of all cores.
    func rampShare(atSeconds elapsed: Double) -> Double {
        rampSeconds > 0 ? min(max(elapsed / rampSeconds, 0), 1) : 1
    }
}
