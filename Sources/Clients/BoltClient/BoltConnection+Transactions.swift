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
        let state = transaction
        if state == .failed { transaction = .none }
        guard state == .open else { throw .misuse(.noTransaction, address: stream.address) }
        _ = try exchange(.commit)
        transaction = .none
    }

    /// Does nothing where a failure has already ended the transaction.
    public func rollback() throws(BoltError) {
        let state = transaction
        if state == .failed { transaction = .none }
        guard state == .open else { return }
        _ = try exchange(.rollback)
        transaction = .none
    }

    /// One request, one SUCCESS.
    func exchange(_ request: Request) throws(BoltError) -> [String: BoltValue] {
        try prepareForRequest()
        try send(MessageBytes(request).bytes, replies: 1)
        return try expectSuccess()
    }
}
