package org.odradek.store.journal;

import java.util.Optional;

/// Something in the journal's bytes that is not as it was written.
public sealed interface Finding {

    /// Bytes that had been forced are damaged or missing; records before and after are kept.
    ///
    /// @param from first damaged byte
    /// @param to where the next whole record or segment begins
    record Gap(Place from, Place to) implements Finding {}

    /// A whole record that does not follow the one before it: something was exchanged or taken out.
    record ChainBroken(Place at) implements Finding {}

    /// The header of a segment is damaged; its records were found by themselves.
    record HeaderDamaged(Place segment) implements Finding {}

    /// What had been written after the last force was torn, and was cut off: none of it had been
    /// acknowledged.
    ///
    /// @param from where the journal ends now
    /// @param bytes how much was cut off, up to the last byte that is not zero
    /// @param wholeRecords how many whole records came after the torn one
    /// @param keptAs name of the file to which the bytes were copied, if they could be
    record TailCut(Place from, long bytes, int wholeRecords, Optional<String> keptAs)
            implements Finding {}

    /// The journal ends before the place that the caller knew to be durable: a lost or older file.
    record EndsBeforeTrusted(Place trusted, Place end) implements Finding {}
}
