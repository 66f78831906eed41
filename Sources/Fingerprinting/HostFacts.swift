import FoundationEssentials
import Glibc
public import RunModel

extension Fingerprint.Host {
    /// The machine that we run on, as far as it tells; what it does not tell is absent.
    public static func current() -> Fingerprint.Host {
        var names = utsname()
        uname(&names)
        let processors = text(ofFile: "/proc/cpuinfo").flatMap(HostFacts.processorModel)
        let system = (text(ofFile: "/etc/os-release") ?? text(ofFile: "/usr/lib/os-release"))
            .flatMap(HostFacts.systemName)
        // As nproc counts them; where the kernel does not tell, those that are on.
        let usable =
            text(ofFile: "/proc/self/status").flatMap(HostFacts.usableProcessors)
            ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        return Fingerprint.Host(
            name: string(names.nodename), cpuModel: processors, cpuCount: usable,
            kernel: "\(string(names.sysname)) \(string(names.release)) \(string(names.machine))",
            operatingSystem: system)
    }

    private static func text(ofFile path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    /// utsname's fields are tuples of characters that a zero ends.
    private static func string<Field>(_ field: Field) -> String {
        withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

/// Readers of the files in which Linux describes a machine.
enum HostFacts {
    /// `model name` of the first processor in `/proc/cpuinfo`; ARM kernels give a `Model` of the whole board, or none.
    static func processorModel(cpuinfo: String) -> String? {
        let fields = cpuinfo.split(whereSeparator: \.isNewline).lazy.compactMap {
            line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (trimmed(line[..<colon]), trimmed(line[line.index(after: colon)...]))
        }
        for name in ["model name", "Model", "cpu model"] {
            if let field = fields.first(where: { $0.name == name && !$0.value.isEmpty }) { return field.value }
        }
        return nil
    }

    /// `PRETTY_NAME` of os-release(5): a shell-like assignment, quoted or not, with backslash escapes.
    static func systemName(osRelease: String) -> String? {
        for line in osRelease.split(whereSeparator: \.isNewline) where line.hasPrefix("PRETTY_NAME=") {
            let name = unquoted(trimmed(line.dropFirst("PRETTY_NAME=".count)))
            return name.isEmpty ? nil : name
        }
        return nil
    }

    /// Processors that a process may run on, out of `/proc/self/status`: `Cpus_allowed` has a bit for each, in groups
    /// of hexadecimal digits. (glibc's sched_getaffinity is not in what Swift reads of its headers.)
    static func usableProcessors(status: String) -> Int? {
        for line in status.split(whereSeparator: \.isNewline) where line.hasPrefix("Cpus_allowed:") {
            let digits = trimmed(line.dropFirst("Cpus_allowed:".count)).split(separator: ",").joined()
            let nibbles = digits.map(\.hexDigitValue)
            let count = nibbles.reduce(0) { $0 + ($1?.nonzeroBitCount ?? 0) }
            return nibbles.contains(nil) || count == 0 ? nil : count
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(
            start.prefix(upTo: start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex))
    }

    private static func unquoted(_ text: String) -> String {
        guard let quote = text.first, quote == "\"" || quote == "'", text.count >= 2, text.last == quote else {
            return text
        }
        let inner = text.dropFirst().dropLast()
        guard quote == "\"" else { return String(inner) }
        var result = ""
        var isEscaped = false
        for character in inner {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }
}
