internal import Glibc
internal import Statistics

/// What wake-ups that have become much dearer, or much cheaper, leave unknown.
///
/// Who waits for a reply is woken once a round trip, or twice where the reply comes in two pieces, and which of them it is
/// can stay for a whole run: it depends on the cores on which client and server happen to be. The control, whose reply is
/// short, does not tell. Where a wake-up costs next to nothing neither matters. But between a run on cheap wake-ups and one
/// on dear ones the difference is as large as the operation: a GET of 20,000 characters took 43 µs in one run and 89 µs in
/// the next, beside equal `PING`s, when the loopback echo had gone from 12 to 41 µs.
///
/// So where the echo has for certain changed by half or more, its change counts as an error, once for each round trip: as a
/// share of the shorter of the two latencies, and as the root mean square of a uniform distribution, which is 1/√3 of it.
struct WakeUpDependence {
    /// From here on the machine is taken to be in another state: equal runs on one in the same state differ by less.
    static let factor = 1.5

    /// Standard error to be added, in logarithms of the ratio.
    let standardError: Double

    init(from base: LaneSeries, to candidate: LaneSeries, echo: Floors.Lane) {
        guard let change = blockShift(from: echo.base, to: echo.candidate)?.interval(confidence: 0.95),
            change.lower > log(Self.factor) || change.upper < -log(Self.factor),
            let before = location(echo.base), let after = location(echo.candidate),
            let latency = [base.logMedians, candidate.logMedians].compactMap(location).min()
        else {
            standardError = 0
            return
        }
        standardError = candidate.roundTrips * abs(exp(after) - exp(before)) / exp(latency) / 3.0.squareRoot()
    }
}
