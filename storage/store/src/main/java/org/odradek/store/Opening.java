package org.odradek.store;

import java.util.OptionalLong;

/// What became of opening a profile.
public sealed interface Opening {
    /// The profile is this process's until the store is closed.
    record Opened(Store store) implements Opening {}

    /// Another process has it, or this one already does.
    ///
    /// @param pid its process id, as far as it is known
    record HeldByOther(OptionalLong pid) implements Opening {}

    /// A newer version wrote it; nothing was touched.
    record WrittenByNewer() implements Opening {}

    /// It cannot be read; `sentence` says why, for a person. Nothing was touched.
    record NotReadable(String sentence) implements Opening {}
}
