package org.odradek.store.doctor;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.VersionVector;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/// Checks everything. Runs on the caller's thread, which must be a platform thread; the store goes on meanwhile.
public interface Doctor {
    /// Verifies journal, chains and the live view's hash; with `rebuild` also makes the view anew beside the live one and compares.
    ///
    /// @param progress from 0 to 1
    /// @param cancelled asked now and then
    Report examine(boolean rebuild, DoubleConsumer progress, BooleanSupplier cancelled);

    /// The hash of the view that just these entries make, each of which is here; made anew beside the live one.
    ///
    /// @param cancelled asked now and then; then there is no answer
    Optional<String> viewHashOf(VersionVector entries, BooleanSupplier cancelled);

    /// What was found.
    ///
    /// @param rebuiltHash null without a rebuild
    /// @param findings    one sentence each; empty when all is well
    record Report(
            long entries,
            String viewHash,
            @Nullable String rebuiltHash,
            boolean ok,
            int parked,
            List<String> findings) {}
}
