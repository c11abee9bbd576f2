package org.odradek.sync.protocol.wire;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;

import java.util.List;
import java.util.Objects;

/// Appends control records by compare-and-set: the first one names the head that it follows. `POST /v1/control`, without a token,
/// since each record proves itself. Sent again it changes nothing and gives the same answer.
public record ControlAppend(AccountId account, List<Bytes> records) {
    /// More than a person does at once, and a bound on signature checks for one request.
    public static final int RECORDS_MAX = 64;

    public ControlAppend {
        Objects.requireNonNull(account, "account");
        records = List.copyOf(records);
        if (records.isEmpty() || records.size() > RECORDS_MAX) {
            throw new IllegalArgumentException(records.size() + " control records");
        }
    }
}
