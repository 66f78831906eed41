/// Moments as `2026-11-24 14:03`, by the proleptic Gregorian calendar.
public enum DateText {
    /// - Parameter utcOffsetSeconds: seconds east of UTC; 0 gives UTC.
    public static func minute(secondsSince1970 seconds: Double, utcOffsetSeconds: Int = 0) -> String {
        guard let moment = Moment(seconds, utcOffsetSeconds) else { return NumberText.absent }
        return "\(moment.date) \(moment.hour):\(moment.minute)"
    }

    /// ISO 8601 in UTC, `2026-11-24T14:03:20Z`, for machines.
    public static func iso8601(secondsSince1970 seconds: Double) -> String? {
        guard let moment = Moment(seconds, 0) else { return nil }
        return "\(moment.date)T\(moment.hour):\(moment.minute):\(moment.second)Z"
    }

    private struct Moment {
        let date, hour, minute, second: String

        init?(_ seconds: Double, _ utcOffsetSeconds: Int) {
            // Years 1 to 9999.
            guard seconds > -62_135_596_800, seconds < 253_402_214_400 else { return nil }
            let local = Int(seconds.rounded(.down)) + utcOffsetSeconds
            let secondOfDay = ((local % 86_400) + 86_400) % 86_400
            date = Self.date(daysSince1970: (local - secondOfDay) / 86_400)
            hour = Self.twoDigits(secondOfDay / 3600)
            minute = Self.twoDigits(secondOfDay / 60 % 60)
            second = Self.twoDigits(secondOfDay % 60)
        }

        /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
        private static func date(daysSince1970 days: Int) -> String {
            let shifted = days + 719_468
            let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
            let dayOfEra = shifted - era * 146_097
            let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let shiftedMonth = (5 * dayOfYear + 2) / 153
            let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
            let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
            let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
            let digits = String(year)
            let padding = String(repeating: "0", count: max(0, 4 - digits.count))
            return "\(padding)\(digits)-\(twoDigits(month))-\(twoDigits(day))"
        }

        private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    }
}
