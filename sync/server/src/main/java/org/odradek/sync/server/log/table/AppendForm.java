package org.odradek.sync.server.log.table;

import org.odradek.core.cbor.CborWriter;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.server.log.IncomingEntry;

/// How an append stands in the journal: the same maps as [org.odradek.sync.protocol.wire.Wire] writes and reads. Appends are most of a
/// journal, and written by hand they take a fraction of the time.
final class AppendForm {
    private static final byte[] IS = text("is");
    private static final byte[] APPEND = text("append");
    private static final byte[] ACCOUNT = text("account");
    private static final byte[] ENTRIES = text("entries");
    private static final byte[] HEADS = text("heads");
    private static final byte[] BYTES_MAX = text("bytesMax");
    private static final byte[] ID = text("id");
    private static final byte[] DEVICE = text("device");
    private static final byte[] SEQ = text("seq");
    private static final byte[] PREVIOUS_HASH = text("previousHash");
    private static final byte[] HASH = text("hash");
    private static final byte[] SEALED = text("sealed");
    private static final byte[] SIGNATURE = text("signature");

    private AppendForm() {}

    static byte[] encode(Change.Append append) {
        var out = new CborWriter().map(5).encoded(IS).encoded(APPEND);
        out.encoded(ACCOUNT).bytes(append.account().bytes());
        out.encoded(ENTRIES).array(append.entries().size());
        append.entries().forEach(entry -> write(entry, out));
        out.encoded(HEADS).array(append.heads().size());
        append.heads().forEach(head -> write(head, out));
        return out.encoded(BYTES_MAX).integer(append.bytesMax()).toByteArray();
    }

    private static void write(IncomingEntry entry, CborWriter out) {
        out.map(4).encoded(ID).map(2);
        out.encoded(DEVICE).bytes(entry.id().device().bytes());
        out.encoded(SEQ).integer(entry.id().seq());
        out.encoded(PREVIOUS_HASH).bytes(entry.previousHash().array());
        out.encoded(HASH).bytes(entry.hash().array());
        out.encoded(SEALED).bytes(entry.sealed().array());
    }

    private static void write(SignedHead head, CborWriter out) {
        out.map(5).encoded(ACCOUNT).bytes(head.account().bytes());
        out.encoded(DEVICE).bytes(head.device().bytes());
        out.encoded(SEQ).integer(head.seq());
        out.encoded(HASH).bytes(head.hash().array());
        out.encoded(SIGNATURE).bytes(head.signature().array());
    }

    private static byte[] text(String name) {
        return new CborWriter().text(name).toByteArray();
    }
}
