import Digests
import FoundationEssentials

extension Settings {
    /// Grows whenever an operation, a control or a turn becomes other work with equal settings.
    private static let method = 3

    /// SHA-256 of what changes the measurement, in hexadecimal, first 16 digits.
    ///
    /// Two runs with different hashes did not measure the same work. Connections are left out (the fingerprint names
    /// the servers), and so are the choice of scenarios, targets, margins and the time budget, which change what is
    /// judged but not what one sample does.
    public var fingerprintHash: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let measured = MeasuredSettings(
            method: Self.method, scenarios: scenarios, warmUpNanoseconds: measure.warmUp.wholeNanoseconds,
            blockNanoseconds: measure.block.wholeNanoseconds)
        // Plain values with finite numbers always encode.
        let canonical = (try? encoder.encode(measured)).map(Array.init) ?? []
        return String(SHA256Digest.hexadecimal(of: canonical).prefix(16))
    }
}

private struct MeasuredSettings: Encodable {
    var method: Int
    var scenarios: ScenarioSettings
    var warmUpNanoseconds: Int64
    var blockNanoseconds: Int64
}

extension Duration {
    fileprivate var wholeNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
