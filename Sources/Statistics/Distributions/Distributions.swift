internal import Glibc

/// The standard normal distribution.
public enum NormalDistribution {
    public static func cumulative(_ z: Double) -> Double {
        0.5 * erfc(-z / 2.0.squareRoot())
    }

    /// The z with `cumulative(z) == probability`; infinite at 0 and 1.
    public static func quantile(_ probability: Double) -> Double {
        guard probability > 0 else { return -.infinity }
        guard probability < 1 else { return .infinity }
        // The upper half by symmetry: only there is the distribution function exact to its last digits.
        if probability > 0.5 { return -quantile(1 - probability) }
        return SpecialFunctions.invert(cumulative, target: probability, in: -40...0)
    }
}

/// Student's t distribution; `degreesOfFreedom` may be fractional (Satterthwaite) and is above 0.
public enum StudentDistribution {
    public static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
        let tail =
            0.5
            * SpecialFunctions.regularizedBeta(
                degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5)
        return t > 0 ? 1 - tail : tail
    }

    /// The t with `cumulative(t) == probability`; infinite at 0 and 1.
    public static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
        guard probability > 0 else { return -.infinity }
        guard probability < 1 else { return .infinity }
        if probability > 0.5 { return -quantile(1 - probability, degreesOfFreedom: degreesOfFreedom) }
        var low = -2.0
        while low > -1e12, cumulative(low, degreesOfFreedom: degreesOfFreedom) > probability { low *= 2 }
        return SpecialFunctions.invert(
            { cumulative($0, degreesOfFreedom: degreesOfFreedom) }, target: probability, in: low...0)
    }
}

/// The number of successes in independent trials.
public enum BinomialDistribution {
    /// P(X ≤ successes).
    public static func cumulative(_ successes: Int, trials: Int, probability: Double) -> Double {
        guard successes >= 0 else { return 0 }
        guard successes < trials else { return 1 }
        return SpecialFunctions.regularizedBeta(
            1 - probability, Double(trials - successes), Double(successes + 1))
    }

    /// The exact interval for the probability (Clopper and Pearson, Biometrika 26 (1934)); the counts may be fractions,
    /// as those of an effective sample size are.
    public static func interval(successes: Double, trials: Double, confidence: Double) -> (lower: Double, upper: Double)
    {
        let tail = (1 - confidence) / 2
        func quantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
            SpecialFunctions.invert(
                { SpecialFunctions.regularizedBeta($0, a, b) }, target: probability, in: 0...1)
        }
        return (
            successes <= 0 ? 0 : quantile(tail, successes, trials - successes + 1),
            successes >= trials ? 1 : quantile(1 - tail, successes + 1, trials - successes)
        )
    }
}
