package org.odradek.store.journal;

import java.util.List;

/// What opening found.
///
/// @param created whether the journal was made just now
/// @param end where the next record will begin
/// @param recordsScanned whole records found after the trusted place
/// @param findings what was not as it should be, in the order of the places
public record JournalState(
        boolean created, Place end, long recordsScanned, List<Finding> findings) {

    public JournalState {
        findings = List.copyOf(findings);
    }
}
