import Testing

@testable import Sandbox

@Suite struct SandboxSizeTests {
    @Test(arguments: [("small", 2_000), ("medium", 20_000), ("large", 200_000), ("100", 100), ("1000000", 1_000_000)])
    func namesAndNumbersInRangeAreSizes(text: String, count: Int) {
        #expect(SandboxSize(text)?.nodeCount == count)
    }

    @Test(arguments: ["", "99", "1000001", "-5", "Small", "2e3", "12 "])
    func anythingElseIsNone(text: String) {
        #expect(SandboxSize(text) == nil)
    }

    @Test func aSizeReadsAsItIsWritten() {
        #expect(SandboxSize.medium.description == "medium")
        #expect(SandboxSize("1234")?.description == "1234")
    }
}
