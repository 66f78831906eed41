import Glibc
import Terminal

/// An interval chart as SVG within a page, which gives the colours.
struct IntervalPlot {
    var chart: IntervalChart

    private let width = 720.0
    private let labelWidth = 130.0
    private let rightMargin = 30.0
    private let rowHeight = 28.0
    private let axisHeight = 24.0

    var svg: String {
        let height = Double(chart.rows.count) * rowHeight + axisHeight + legendHeight
        let scale = PlotScale(chart)
        let rows = chart.rows.enumerated().map { row($0.element, at: Double($0.offset), scale) }
        return "<svg viewBox=\"0 0 \(number(width)) \(number(height))\" role=\"img\" aria-label=\"\(label)\">\n"
            + (band(scale) + ticks(scale) + rows + legend).joined(separator: "\n") + "\n</svg>"
    }

    private var label: String {
        switch chart.axis {
        case .latency: "Latencies with their intervals, logarithmic"
        case .change: "Change of the p50 with its interval; the band is the margin"
        }
    }

    private var bottom: Double { Double(chart.rows.count) * rowHeight }
    private var legendHeight: Double { chart.axis == .latency ? 20 : 0 }

    private func x(_ value: Double, _ scale: PlotScale) -> Double {
        labelWidth + scale.position(value) * (width - labelWidth - rightMargin)
    }

    private func band(_ scale: PlotScale) -> [String] {
        guard case .change(let margin) = chart.axis else { return [] }
        let (left, right) = (x(-margin, scale), x(margin, scale))
        return [
            "<rect class=\"band\" x=\"\(number(left))\" y=\"0\" width=\"\(number(right - left))\""
                + " height=\"\(number(bottom))\"/>"
        ]
    }

    private func ticks(_ scale: PlotScale) -> [String] {
        scale.ticks.map { tick in
            let place = number(x(tick.value, scale))
            let style = chart.axis != .latency && tick.value == 0 ? "zero" : "grid"
            return "<line class=\"\(style)\" x1=\"\(place)\" x2=\"\(place)\" y1=\"0\" y2=\"\(number(bottom))\"/>"
                + "<text class=\"axis\" text-anchor=\"middle\" x=\"\(place)\" y=\"\(number(bottom + 16))\">"
                + MarkupText.escaped(tick.label) + "</text>"
        }
    }

    private func row(_ row: IntervalChart.Row, at index: Double, _ scale: PlotScale) -> String {
        let y = (index + 0.5) * rowHeight
        let name = "<text x=\"0\" y=\"\(number(y + 4))\">\(MarkupText.escaped(shortened(row.label)))</text>"
        return name
            + row.marks.map { mark in
                let line =
                    "<line class=\"interval\" x1=\"\(number(x(mark.lower, scale)))\""
                    + " x2=\"\(number(x(mark.upper, scale)))\" y1=\"\(number(y))\" y2=\"\(number(y))\"/>"
                return "<g><title>\(MarkupText.escaped("\(row.label): \(mark.title)"))</title>\(line)"
                    + shape(mark.shape, x: x(mark.value, scale), y: y) + "</g>"
            }.joined()
    }

    private var legend: [String] {
        guard chart.axis == .latency else { return [] }
        let y = bottom + axisHeight + 10
        let names: [(IntervalChart.Mark.Shape, String)] = [(.dot, "p50"), (.ring, "p95"), (.square, "p99")]
        return names.enumerated().map { index, entry in
            let place = labelWidth + Double(index) * 60
            return shape(entry.0, x: place, y: y)
                + "<text class=\"axis\" x=\"\(number(place + 9))\" y=\"\(number(y + 4))\">\(entry.1)</text>"
        }
    }

    private func shape(_ shape: IntervalChart.Mark.Shape, x: Double, y: Double) -> String {
        switch shape {
        case .dot: "<circle class=\"dot\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"5\"/>"
        case .ring: "<circle class=\"ring\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"4\"/>"
        case .square:
            "<rect class=\"square\" x=\"\(number(x - 4))\" y=\"\(number(y - 4))\" width=\"8\" height=\"8\"/>"
        }
    }

    private func shortened(_ label: String) -> String { label.count > 18 ? label.prefix(17) + "…" : label }

    private func number(_ value: Double) -> String { JSONValue.digits((value * 10).rounded() / 10) }
}

/// Values to places between 0 and 1, and where the axis has its numbers.
struct PlotScale {
    struct Tick {
        var value: Double
        var label: String
    }

    private let range: ClosedRange<Double>
    private let isLogarithmic: Bool
    let ticks: [Tick]

    init(_ chart: IntervalChart) {
        let marks = chart.rows.flatMap(\.marks)
        let low = marks.map(\.lower).min() ?? 0
        let high = marks.map(\.upper).max() ?? 0
        switch chart.axis {
        case .latency:
            isLogarithmic = true
            ticks = Self.decades(low, high)
            let values = ticks.map(\.value) + [low, high]
            range = (values.min() ?? 1).logarithm...(values.max() ?? 10).logarithm
        case .change(let margin):
            isLogarithmic = false
            let reach = max(low.magnitude, high.magnitude, margin) * 1.05
            range = -reach...reach
            ticks = Self.steps(reach)
        }
    }

    func position(_ value: Double) -> Double {
        let place = isLogarithmic ? value.logarithm : value
        let length = range.upperBound - range.lowerBound
        return length > 0 ? min(max((place - range.lowerBound) / length, 0), 1) : 0.5
    }

    /// Powers of ten around the values, with 2 and 5 between them when there are few.
    private static func decades(_ low: Double, _ high: Double) -> [Tick] {
        var decade = 1.0
        while decade * 10 <= low { decade *= 10 }
        var decades = [decade]
        while decade < high, decades.count < 16 {
            decade *= 10
            decades.append(decade)
        }
        let steps = decades.count <= 3 ? [1.0, 2, 5] : [1.0]
        let all = decades.flatMap { base in steps.map { base * $0 } }
        let first = all.last { $0 <= low } ?? all[0]
        let last = all.first { $0 >= high } ?? all[all.count - 1]
        return all.filter { first <= $0 && $0 <= last }.map { value in
            let unit = DurationUnit(for: value)
            return Tick(
                value: value, label: NumberText.duration(nanoseconds: value, in: unit).droppingZeroDecimals)
        }
    }

    /// Five to nine round percentages, 0 among them.
    private static func steps(_ reach: Double) -> [Tick] {
        // 0.01 %, 0.02 %, 0.05 %, 0.1 %, …
        let factors = [2, 2.5, 2]
        var step = 1e-4
        var next = 0
        while reach / step > 4 {
            step *= factors[next % factors.count]
            next += 1
        }
        let count = Int(reach / step)
        return (-count...count).map { index in
            let value = Double(index) * step
            return Tick(value: value, label: NumberText.change(value).droppingZeroDecimals)
        }
    }
}

extension Double {
    /// To the base of 10.
    fileprivate var logarithm: Double { log10(self) }
}
