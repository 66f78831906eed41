import COpenSSL
import FoundationEssentials

extension Settings {
    /// SHA-256 of what changes the measurement, in hexadecimal, first 16 digits.
    ///
    /// Two runs with different hashes did not measure the same work. Connections are left out (the fingerprint names
    /// the servers), and so are the choice of scenarios, targets, margins and the time budget, which change what is
    /// judged but not what one sample does.
    public var fingerprintHash: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let measured = MeasuredSettings(
            scenarios: scenarios, warmUpNanoseconds: measure.warmUp.wholeNanoseconds,
            blockNanoseconds: measure.block.wholeNanoseconds)
        // Plain values with finite numbers always encode.
        let canonical = (try? encoder.encode(measured)).map(Array.init) ?? []
        return String(SHA256Digest.hexadecimal(of: canonical).prefix(16))
    }
}

private struct MeasuredSettings: Encodable {
    var scenarios: ScenarioSettings
    var warmUpNanoseconds: Int64
    var blockNanoseconds: Int64
}

extension Duration {
    fileprivate var wholeNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}

enum SHA256Digest {
    /// FIPS 180-4, by OpenSSL; 64 lower-case digits.
    static func hexadecimal(of bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
        let digits = Array("0123456789abcdef")
        return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
