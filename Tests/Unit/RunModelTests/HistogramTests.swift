import Foundation
import Testing

@testable import RunModel

@Suite struct HistogramTests {
    static let values: [UInt64] =
        [1, 2, 3, 1000, 2047, 2048, 2049, 10000, 123_456, 123_456, 987_654_321, 3_599_999_999_999]
        + (0..<500).map { 30000 + 37 * $0 * $0 % 90000 }

    /// Python: `h = HdrHistogram(1, 3600000000000, 3)`, the values above recorded, then
    /// `zlib.decompress(base64.b64decode(h.encode())[8:])` (hdrhistogram 0.10).
    static let encodedByPython =
        "HISTEwAAAyMAAAAAAAAAAwAAAAAAAAABAAADRjC4oAA/8AAAAAAAAAECAgLHDwKrEAIEwSMC3xkEAQIHAgECEwQLAg"
        + "ICDQIlAi0EAQItAgIFAgIJAi8CBQINAg0CHQIlAgECAgcCBQIZAgkCAgECCQIJAgECBQIfAhMEAwICBwIDAg0CCwQH"
        + "AgECEwIPAgcCBQIBAhsCBQIBAgILBAsCBwICAgMCBQIBAgIEEQIJAgUCAgkCAgMCFQIBAgcCAQIDAgkEEQIPAhEEBw"
        + "ILAgILAg0CAwIBAgUCAgUCEwIBAgUCJQIBAgEEBwIfAgILAgIjAgUEBQIRAgUCAgkCLQILAhUCAwIJAgECCwIbAgEC"
        + "AQIFAhsCAiMEBwIHAgsCBAUCBwIBAgsCAQQVAgcCAQIrAg8CAgECAQICAQIJAgIBAhMCBwILAgIRAiECDwIDAgUGCQ"
        + "IFAg8CAgMCAQICBwICCQIDAgUCAwIPAgILAgUCHQIBAiECDQJHAgsEAgkCAQIBAgcGBQIFAgIDAgMCBQIDAgUCHQID"
        + "AjMCAQIHAgIVAgMCBwIFAgUCCwIFBAsCAwQBAgUEAQIGEQQCAgICAgECIQICBQIFAgIBAgMCBQICAgUEBwIBAgUCAQ"
        + "IHAgMEAgUCAgMEAQICAQIFAgIBAgIEAgcCBwIBAgUCAQYDAgIDAgQBAgICAgIFAgMCCQIJAhMCBQICBwIFAg0CAQIB"
        + "AgMCAQIDAg0CAwIBAgIBAgMCGQICBQIDAgkCAwIDAgECAQQFAgMEAQIEBQICAgQRAgcCDQQFAgIHAgECAQIDAiMCAw"
        + "ICBQQHAgECCQQBBAMCAQIFAg8EBQIBAgMCDQIBAgUCBQIBAgIRBAMCAQICAgkEAwIFAgECAgICBwIHAgUCBQICAgEC"
        + "AwQDBAECAgUCAQICAg0CBQICAwQBAgIBBAIBAgICEQICDwIDBAIBAgkCBQINAgECAwICAgUCDQQJAg0CFwIBAgECAQ"
        + "IBAgMCAQIEBwIFAgECAgICAgUCAg0CAgICCwICAwIEBQIJBhsCAQQFAgUCDwICCQQBAgUCAQQJAgICCwIBAgMEBAMC"
        + "EQIFAgIJAgUEEQIDAgkEAgECCQICAQJrBKHPAQLfvAEC"

    let histogram = Histogram(values)

    @Test func encodesTheSameBytesAsPythonsHdrHistogram() {
        #expect(Data(histogram.encodedV2()).base64EncodedString() == Self.encodedByPython)
    }

    @Test func decodesWhatPythonsHdrHistogramWrote() throws {
        let bytes = try #require(Data(base64Encoded: Self.encodedByPython))
        #expect(try Histogram(encodedV2: bytes) == histogram)
    }

    /// Python: `h.get_value_at_percentile(100 * q)` on the same histogram. Where a rank is no whole number Python
    /// rounds it and Java, the reference, takes the next one up, as we do: on these quantiles both agree.
    @Test(
        arguments: [
            (0, 1), (0.25, 48895), (0.5, 72831), (0.9, 110_335), (486.0 / 512, 115_391), (0.99, 119_871),
            (511.0 / 512, 987_758_591),
            (1, 3_601_330_077_695),
        ] as [(Double, UInt64)])
    func quantilesAreHdrHistograms(quantile: Double, expected: UInt64) {
        #expect(histogram.value(atQuantile: quantile) == expected)
    }

    /// Python: `h.get_mean_value()`, `h.get_total_count()`.
    @Test func meanAndCountAreHdrHistograms() throws {
        #expect(abs(try #require(histogram.mean) - 7_033_751_234.443359) < 1e-3)
        #expect(histogram.count == 512)
    }

    @Test func emptyHasNoFigures() throws {
        let empty = Histogram()
        #expect(empty.value(atQuantile: 0.5) == nil)
        #expect(empty.mean == nil)
        #expect(empty.minimum == nil)
        #expect(try Histogram(encodedV2: empty.encodedV2()) == empty)
    }

    @Test func valuesBeyondTheRangeAreClampedAndCounted() {
        #expect(Histogram([UInt64.max]) == Histogram([3_600_000_000_000]))
        #expect(Histogram([UInt64.max]).count == 1)
    }

    @Test func mergingIsRecordingBoth() {
        let (a, b) = (Array(Self.values.prefix(100)), Array(Self.values.dropFirst(100)))
        #expect(Histogram(a).merged(with: Histogram(b)) == histogram)
        #expect(Histogram().merged(with: histogram) == histogram)
    }

    @Test func everyValueFallsIntoABucketAtMostOneThousandthWide() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let value = UInt64.random(in: 0...3_600_000_000_000, using: &generator) >> UInt64.random(in: 0...40)
            let index = HistogramLayout.index(of: value)
            let (low, high) = (HistogramLayout.lowestValue(at: index), HistogramLayout.highestValue(at: index))
            #expect(low <= value && value <= high)
            #expect(Double(high - low) <= Double(value) / 1000)
        }
    }

    @Test func anyValuesSurviveEncoding() throws {
        for size in [1, 2, 10, 1000] {
            let sample = Histogram(
                (0..<size).map { _ in UInt64.random(in: 0...UInt64.max) >> UInt64.random(in: 0...63) })
            #expect(try Histogram(encodedV2: sample.encodedV2()) == sample)
            let json = try JSONEncoder().encode([sample])
            #expect(try JSONDecoder().decode([Histogram].self, from: json) == [sample])
        }
    }

    @Test func damagedBytesAreRefusedOrReadButNeverCrash() {
        let good = histogram.encodedV2()
        for _ in 0..<3000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...6) {
                bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count))
            _ = try? Histogram(encodedV2: bytes)
        }
        #expect(throws: Histogram.DecodingFailure.truncated) { try Histogram(encodedV2: good.dropLast()) }
        #expect(throws: Histogram.DecodingFailure.notV2) { try Histogram(encodedV2: [0] + good.dropFirst()) }
    }
}
