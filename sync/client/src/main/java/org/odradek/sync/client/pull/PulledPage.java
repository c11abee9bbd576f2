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

/// A page of the account's log with what each record says by itself, which any thread may find out before it is the page's turn.
///
/// @param next where the server says that the page ends
public record PulledPage(Content content, Cursor next) {
    /// What is in a page.
    public sealed interface Content {
        record Records(List<Read> records) implements Content {
            public Records {
                records = List.copyOf(records);
            }
        }

        /// One of the records is of a format that this version does not know.
        record Newer() implements Content {}

        /// One of the records is what no version writes.
        record Unreadable() implements Content {}
    }

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
        } catch (NewerFormatException e) {
            return new PulledPage(new Content.Newer(), page.next());
        } catch (MalformedCborException | IllegalArgumentException e) {
            return new PulledPage(new Content.Unreadable(), page.next());
        }
        return new PulledPage(new Content.Records(records), page.next());
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
