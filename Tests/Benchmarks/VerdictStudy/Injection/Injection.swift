/// Makes some kinds of requests really slower.
protocol Injection: AnyObject, Sendable {
    var requests: [SlowedRequest] { get }

    /// How much slower each kind of `requests` becomes, in the injection's own measure; what a client sees is
    /// proportional to it, and the calibration finds how. 0: not at all.
    func setAll(_ amounts: [Double])
}
