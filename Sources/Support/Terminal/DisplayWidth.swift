extension String {
    /// Terminal columns that the text takes (Unicode Standard Annex 11, simplified to ranges).
    public var displayWidth: Int {
        utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.displayWidth }
    }

    /// Padded with spaces to `width` columns; longer text is returned as it is.
    public func padded(to width: Int, alignment: TextTable.Alignment = .left) -> String {
        let gap = String(repeating: " ", count: max(0, width - displayWidth))
        return alignment == .left ? self + gap : gap + self
    }

    /// At most `width` columns, the last of them an ellipsis when something was cut off.
    public func truncated(to width: Int) -> String {
        guard displayWidth > width else { return self }
        guard width > 0 else { return "" }
        var kept = ""
        var used = 0
        for character in self {
            guard used + character.displayWidth <= width - 1 else { break }
            kept.append(character)
            used += character.displayWidth
        }
        return kept + "…"
    }
}

extension Character {
    /// 0 for a lone combining mark, 2 for East Asian wide characters and emoji, otherwise 1.
    var displayWidth: Int {
        // VARIATION SELECTOR-16 asks for the emoji form.
        if unicodeScalars.contains("\u{FE0F}") { return 2 }
        return unicodeScalars.map(\.displayWidth).max() ?? 0
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
