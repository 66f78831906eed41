/// Values with answers computed elsewhere (scipy 1.17.1; each test names the call).
enum Known {
    /// Hollander & Wolfe's permeability data, as in R's `?wilcox.test`.
    static let permeability = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    static let permeabilityAtTerm = [1.15, 0.88, 0.90, 0.74, 1.21]
    /// Each with one wild value.
    static let first = [3.1, 2.9, 3.3, 2.7, 9.9, 3.0, 3.2, 2.8, 3.05, 2.95]
    static let second = [3.6, 3.2, 3.4, 3.9, 3.3, 0.1, 3.5, 3.45, 3.55, 3.7, 3.35]
    static let falling = [5, 4.5, 4.8, 4.1, 4.0, 3.9, 4.2, 3.6, 3.5, 3.7]
}

func isClose(_ a: Double, _ b: Double, within tolerance: Double = 1e-9) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(b))
}
