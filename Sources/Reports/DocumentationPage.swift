/// The pages that reports point at; a test holds that each exists.
enum DocumentationPage: String, CaseIterable {
    case readingResults = "Docs/reading-results.md"
    case json = "Docs/json-output.md"
}
