package org.odradek.store;

import java.util.OptionalLong;

/// What became of making a profile another account's device.
public sealed interface Rehoming {
    /// It is that device now. `entries` were sealed anew; the profile as it was is kept in the folder `setAside`, by its name.
    record Done(long entries, String setAside) implements Rehoming {}

    /// A process has the profile open; nothing was changed.
    ///
    /// @param pid its process id, as far as it is known
    record HeldByOther(OptionalLong pid) implements Rehoming {}

    /// It stays as it is; `sentence` says why, for a person.
    record Refused(String sentence) implements Rehoming {}
}
