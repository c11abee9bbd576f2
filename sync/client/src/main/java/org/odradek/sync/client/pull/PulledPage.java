package org.odradek.sync.client.pull;

import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.PullAnswer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A page of the account's log with what each record says by itself, which any thread may find out before it is the page's turn.
///
/// @param records empty when one of them cannot be read
public record PulledPage(Optional<List<Read>> records, Cursor next) {
    /// A record, decoded and hashed.
    public sealed interface Read {
        long position();

        Bytes hash();

        /// @param whole whether its parts are those that its header binds
        record Entry(long position, Bytes hash, SealedEntry entry, boolean whole) implements Read {}

        record Head(long position, Bytes hash, SignedHead head) implements Read {}
    }

    public static PulledPage of(PullAnswer.Page page) {
        var records = new ArrayList<Read>(page.records().size());
        try {
            for (var record : page.records()) {
                records.add(read(record));
            }
        } catch (MalformedCborException | NewerFormatException | IllegalArgumentException e) {
            return new PulledPage(Optional.empty(), page.next());
        }
        return new PulledPage(Optional.of(records), page.next());
    }

    private static Read read(LogRecord record) {
        return switch (record) {
            case LogRecord.Entry(long position, var sealed) -> {
                var entry = SealedEntry.decode(sealed.array());
                yield new Read.Entry(
                        position, AccountChain.recordHash(entry.header()), entry, entry.isWhole());
            }
            case LogRecord.Head(long position, var head) ->
                    new Read.Head(position, AccountChain.recordHash(head), head);
        };
    }
}
