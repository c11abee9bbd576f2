package org.odradek.sync.client.clone;

import org.odradek.store.snapshot.RowForm;
import org.odradek.sync.protocol.Bytes;

import java.util.List;
import java.util.Objects;

/// The rows that a clone carries beside its entries, for a device that makes rows of the same form.
///
/// @param view names of the chunks with the view's rows, in the order of use
/// @param log  names of the chunks with what the log's tables say of each chunk's entries, in the order of those
record CloneRows(RowForm form, List<Bytes> view, List<Bytes> log) {
    CloneRows {
        Objects.requireNonNull(form, "form");
        view = List.copyOf(view);
        log = List.copyOf(log);
    }
}
