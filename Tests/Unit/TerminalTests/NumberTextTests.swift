import Terminal
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (9_412.0, "9.41 µs"), (9_996, "10.0 µs"), (2_350_000, "2.35 ms"), (1_200_000_000, "1.20 s"), (412, "412 ns"),
        (999_600, "1.00 ms"), (0, "0 ns"), (0.5, "0.500 ns"), (12_345_678_900_000, "12,300 s"),
    ])
    func durationsHaveThreeSignificantDigits(nanoseconds: Double, text: String) {
        #expect(NumberText.duration(nanoseconds: nanoseconds) == text)
    }

    @Test func aColumnSharesTheUnitOfItsSmallestValue() {
        #expect(DurationUnit(sharedBy: [9_412, 941_000]) == .microseconds)
        #expect(DurationUnit(sharedBy: [9_412, 94_100_000]) == nil)
        #expect(DurationUnit(sharedBy: []) == nil)
        #expect(NumberText.duration(nanoseconds: 2_348_000, in: .microseconds) == "2,350 µs")
    }

    @Test func intervalsHaveTheDecimalsOfTheValue() {
        #expect(NumberText.duration(nanoseconds: 9_412, lower: 9_203, upper: 10_234) == "9.41 µs (9.20–10.23)")
        #expect(NumberText.duration(nanoseconds: 941_000, lower: 920_400, upper: 962_600) == "941 µs (920–963)")
    }

    @Test(arguments: [(0.0, "0 ns"), (42, "42.0 s"), (185, "3 min 5 s"), (7_260, "2 h 1 min"), (59.9, "1 min 0 s")])
    func elapsed(seconds: Double, text: String) {
        #expect(NumberText.elapsed(seconds: seconds) == text)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (12_480, "12,480"), (-1_234_567, "−1,234,567"),
        (Int64.min, "−9,223,372,036,854,775,808"),
    ])
    func counts(value: Int64, text: String) {
        #expect(NumberText.count(value) == text)
    }

    @Test(arguments: [(34_312.0, "34.3k/s"), (999.6, "1.00k/s"), (1_514_000, "1.51M/s"), (8.5, "8.50/s")])
    func rates(value: Double, text: String) {
        #expect(NumberText.rate(value) == text)
    }

    @Test(arguments: [
        (0.051, "+5.1 %"), (-0.0042, "−0.4 %"), (0, "0.0 %"), (-0.0001, "0.0 %"), (2.5, "+250 %"), (0.9996, "+100 %"),
    ])
    func changes(value: Double, text: String) {
        #expect(NumberText.change(value) == text)
    }

    @Test func ratiosBytesAndPercentages() {
        #expect(NumberText.ratio(14.23) == "14.2×")
        #expect(NumberText.ratio(1.004) == "1.00×")
        #expect(NumberText.bytes(812) == "812 B")
        #expect(NumberText.bytes(1_258_291) == "1.2 MiB")
        #expect(NumberText.bytes(1_048_575) == "1.0 MiB")
        #expect(NumberText.percent(0.02) == "2.0 %")
    }

    @Test func whatIsNoNumberIsAbsent() {
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(NumberText.duration(nanoseconds: value) == "—")
            #expect(NumberText.change(value) == "—")
            #expect(NumberText.ratio(value) == "—")
            #expect(NumberText.scaled(value) == "—")
        }
    }

    /// The expected text comes from whole hundredths, without floating point.
    @Test func fixedDecimalsAgreeWithIntegerArithmetic() {
        for hundredths in stride(from: Int64(0), to: 200_000, by: 37) {
            let fraction = String(hundredths % 100)
            let expected = NumberText.count(hundredths / 100) + "." + (fraction.count == 1 ? "0" : "") + fraction
            #expect(NumberText.fixed(Double(hundredths) / 100, decimals: 2) == expected)
        }
    }
}

@Suite struct DateTextTests {
    /// Known answers of `date -u -d @SECONDS`.
    @Test(arguments: [
        (0.0, "1970-01-01 00:00"), (1_795_529_000, "2026-11-24 14:03"), (951_782_399, "2000-02-28 23:59"),
        (951_868_800, "2000-03-01 00:00"), (-1, "1969-12-31 23:59"),
    ])
    func minutes(seconds: Double, text: String) {
        #expect(DateText.minute(secondsSince1970: seconds) == text)
    }

    @Test func localTimeIsAnOffset() {
        #expect(DateText.minute(secondsSince1970: 0, utcOffsetSeconds: -3600) == "1969-12-31 23:00")
        #expect(DateText.minute(secondsSince1970: 0, utcOffsetSeconds: 19_800) == "1970-01-01 05:30")
    }

    @Test func machinesGetISO8601() {
        #expect(DateText.iso8601(secondsSince1970: 951_782_399.9) == "2000-02-28T23:59:59Z")
        #expect(DateText.iso8601(secondsSince1970: .nan) == nil)
    }
}
