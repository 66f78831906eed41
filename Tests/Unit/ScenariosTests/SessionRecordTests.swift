import Testing

@testable import Scenarios

@Suite struct SessionRecordTests {
    private func userID(_ json: String) -> String? {
        SessionRecord.userID(in: Array(json.utf8), field: "user_id")?.shortText
    }

    @Test func theFieldIsFoundAmongOthersOfAnyType() {
        #expect(userID(#"{"a": [1, {"b": null}], "user_id": "user-7", "c": 1.5, "d": {}, "e": true}"#) == "'user-7'")
        #expect(userID(#"{"user_id": 42}"#) == "42")
    }

    @Test func whatNamesNoUserIsNil() {
        for json in ["", "text", "[]", "{}", #"{"user_id": null}"#, #"{"user_id": {}}"#, #"{"user_id": 1.5}"#] {
            #expect(userID(json) == nil, "\(json)")
        }
    }
}
