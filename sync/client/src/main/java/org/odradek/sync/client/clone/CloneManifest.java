package org.odradek.sync.client.clone;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.store.snapshot.RowForm;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Purpose;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.SignedHead;

import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// What a clone is: which entries it holds, what they amount to, and the chunks in which they stand, in order. Signed by the device
/// that made it.
///
/// @param cut           up to where the account's log at the server is in the clone
/// @param entries       the entries that the clone holds, each device's from its first on
/// @param viewHash      what the view of exactly these entries hashes to
/// @param keyGeneration the content key under which the chunks are sealed
/// @param heads         of each device, its signed word for the last of its entries here
/// @param chunks        names at the server of the chunks with the entries
/// @param rows          null when it carries entries alone
record CloneManifest(
        AccountId account,
        DeviceId author,
        Cursor cut,
        VersionVector entries,
        String viewHash,
        int keyGeneration,
        List<SignedHead> heads,
        List<Bytes> chunks,
        @Nullable CloneRows rows) {
    /// Entries alone.
    private static final int ENTRIES = 1;

    /// Entries and rows.
    private static final int WITH_ROWS = 2;

    private static final int MEMBERS = 9;

    CloneManifest {
        Objects.requireNonNull(account, "account");
        heads = List.copyOf(heads);
        chunks = List.copyOf(chunks);
        if (rows != null && rows.log().size() != chunks.size()) {
            throw new IllegalArgumentException(
                    rows.log().size() + " chunks of rows for " + chunks.size() + " of entries");
        }
    }

    /// Every chunk that the clone is made of.
    Set<Bytes> blobs() {
        var all = new HashSet<>(chunks);
        if (rows != null) {
            all.addAll(rows.view());
            all.addAll(rows.log());
        }
        return all;
    }

    /// What the sealed form is bound to.
    static byte[] bound(AccountId account, DeviceId author) {
        return new CborWriter().array(2).bytes(account.bytes()).bytes(author.bytes()).toByteArray();
    }

    /// The deterministic form and the author's signature over it.
    byte[] signed(PrivateKey authorKey) {
        var body = body();
        var signature = Signatures.sign(authorKey, Purpose.CLONE, body);
        return new CborWriter().array(2).bytes(body).bytes(signature.array()).toByteArray();
    }

    private byte[] body() {
        var out =
                rows == null
                        ? new CborWriter().array(MEMBERS).integer(ENTRIES)
                        : new CborWriter().array(MEMBERS + 1).integer(WITH_ROWS);
        out.bytes(account.bytes()).bytes(author.bytes());
        out.array(3).integer(cut.epoch()).integer(cut.position()).bytes(cut.hash().array());
        out.map(entries.seqByDevice().size());
        entries.seqByDevice().forEach((device, seq) -> out.bytes(device.bytes()).integer(seq));
        out.text(viewHash).integer(keyGeneration).array(heads.size());
        heads.forEach(head -> out.bytes(head.encode().array()));
        names(out, chunks);
        if (rows != null) {
            var form = rows.form();
            out.array(5).integer(form.packing()).integer(form.schema()).integer(form.madeBy());
            names(out, rows.view());
            names(out, rows.log());
        }
        return out.toByteArray();
    }

    private static void names(CborWriter out, List<Bytes> names) {
        out.array(names.size());
        names.forEach(name -> out.bytes(name.array()));
    }

    /// A manifest and the signature under it.
    record Signed(CloneManifest manifest, Bytes body, Bytes signature) {
        /// Whether the device with this Ed25519 key, 32 raw bytes, signed it.
        boolean isSignedBy(Bytes deviceSign) {
            return Signatures.verifies(deviceSign, Purpose.CLONE, body.array(), signature);
        }
    }

    /// Throws [MalformedCborException] for what no version writes, [NewerFormatException] for what a newer one does.
    static Signed decode(byte[] encoded) {
        try {
            var envelope = new CborReader(encoded);
            if (envelope.array() != 2) {
                throw new MalformedCborException("not a signed manifest");
            }
            var body = new Bytes(envelope.bytes());
            var signature = new Bytes(envelope.bytes());
            return new Signed(read(new CborReader(body.array())), body, signature);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedCborException(
                    "a manifest that no version writes: " + e.getMessage());
        }
    }

    private static CloneManifest read(CborReader in) {
        int members = in.array();
        long version = in.integer();
        if (version > WITH_ROWS) {
            throw new NewerFormatException("a clone of version " + version);
        }
        if (version < ENTRIES || members != (version == ENTRIES ? MEMBERS : MEMBERS + 1)) {
            throw new MalformedCborException("a manifest of another version");
        }
        var account = AccountId.of(in.bytes());
        var author = DeviceId.of(in.bytes());
        in.array();
        var cut = new Cursor(in.integer(), in.integer(), new Bytes(in.bytes()));
        var seqs = new TreeMap<DeviceId, Long>();
        for (int left = in.map(); left > 0; left--) {
            seqs.put(DeviceId.of(in.bytes()), in.integer());
        }
        var viewHash = in.text();
        int generation = Math.toIntExact(in.integer());
        var heads = new ArrayList<SignedHead>();
        for (int left = in.array(); left > 0; left--) {
            heads.add(SignedHead.decode(new Bytes(in.bytes())));
        }
        var chunks = names(in);
        return new CloneManifest(
                account,
                author,
                cut,
                new VersionVector(seqs),
                viewHash,
                generation,
                heads,
                chunks,
                version == ENTRIES ? null : rows(in));
    }

    private static CloneRows rows(CborReader in) {
        in.array();
        var form =
                new RowForm(
                        Math.toIntExact(in.integer()),
                        Math.toIntExact(in.integer()),
                        Math.toIntExact(in.integer()));
        return new CloneRows(form, names(in), names(in));
    }

    private static List<Bytes> names(CborReader in) {
        var names = new ArrayList<Bytes>();
        for (int left = in.array(); left > 0; left--) {
            names.add(new Bytes(in.bytes()));
        }
        return names;
    }
}
