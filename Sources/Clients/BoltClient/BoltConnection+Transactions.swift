internal import Transport

extension BoltConnection {
    /// Begins a transaction, in which every `run` takes part until `commit` or `rollback`; a failure ends it too.
    public func begin(database: String? = nil, mode: AccessMode = .write) throws(BoltError) {
        if transaction != .none { throw .misuse(.transactionOpen, address: stream.address) }
        _ = try exchange(.begin(runExtra(database: database, mode: mode)))
        transaction = .open
    }

    /// Throws `noTransaction` when a failure has ended it: nothing of it was kept.
    public func commit() throws(BoltError) {
        guard try end(with: .commit) else { throw .misuse(.noTransaction, address: stream.address) }
    }

    /// Does nothing where a failure has already ended the transaction.
    public func rollback() throws(BoltError) {
        _ = try end(with: .rollback)
    }

    /// False when there is nothing to end. Whatever the server answers, the caller hears it from here.
    private func end(with request: Request) throws(BoltError) -> Bool {
        guard transaction == .open else {
            transaction = .none
            return false
        }
        try prepareForRequest()
        defer { transaction = .none }
        _ = try exchange(request)
        return true
    }

    /// One request, one SUCCESS.
    func exchange(_ request: Request) throws(BoltError) -> [String: BoltValue] {
        try prepareForRequest()
        try send(MessageBytes(request).bytes, replies: 1)
        return try expectSuccess()
    }
}
