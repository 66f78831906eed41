// Placeholder, replaced by the first integration test.
