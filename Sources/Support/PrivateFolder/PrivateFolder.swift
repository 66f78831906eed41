internal import Glibc

/// A folder that nobody but its owner may enter, under any umask.
public enum PrivateFolder {
    public struct Failure: Error, Equatable {
        /// An `errno`.
        public var code: Int32
    }

    /// Makes the folder (0700); one that is there stays as it is.
    ///
    /// - Parameter isKeptOutOfGit: it lies in somebody's project, and must not end in a commit.
    public static func create(_ path: String, isKeptOutOfGit: Bool = false) throws(Failure) {
        guard mkdir(path, 0o700) == 0 else {
            guard errno == EEXIST else { throw Failure(code: errno) }
            return
        }
        // The umask may have taken our own bits.
        guard chmod(path, 0o700) == 0 else { throw Failure(code: errno) }
        if isKeptOutOfGit { keepOutOfGit(path) }
    }

    /// Without the file all else works as well.
    private static func keepOutOfGit(_ folder: String) {
        guard let file = fopen(folder + "/.gitignore", "wx") else { return }
        fputs("# Made by ttaperf.\n*\n", file)
        fclose(file)
    }
}
