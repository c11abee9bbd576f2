package org.odradek.sync.client.clone;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Purpose;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.wire.Cursor;

import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// What a clone is: which entries it holds, what they amount to, and the chunks in which they stand, in order. Signed by the device
/// that made it.
///
/// @param cut           up to where the account's log at the server is in the clone
/// @param entries       the entries that the clone holds, each device's from its first on
/// @param viewHash      what the view of exactly these entries hashes to
/// @param keyGeneration the content key under which the chunks are sealed
/// @param heads         of each device, its signed word for the last of its entries here
/// @param chunks        names at the server
record CloneManifest(
        AccountId account,
        DeviceId author,
        Cursor cut,
        VersionVector entries,
        String viewHash,
        int keyGeneration,
        List<SignedHead> heads,
        List<Bytes> chunks) {
    private static final int VERSION = 1;
    private static final int MEMBERS = 9;

    CloneManifest {
        Objects.requireNonNull(account, "account");
        heads = List.copyOf(heads);
        chunks = List.copyOf(chunks);
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
        var out = new CborWriter().array(MEMBERS).integer(VERSION);
        out.bytes(account.bytes()).bytes(author.bytes());
        out.array(3).integer(cut.epoch()).integer(cut.position()).bytes(cut.hash().array());
        out.map(entries.seqByDevice().size());
        entries.seqByDevice().forEach((device, seq) -> out.bytes(device.bytes()).integer(seq));
        out.text(viewHash).integer(keyGeneration).array(heads.size());
        heads.forEach(head -> out.bytes(head.encode().array()));
        out.array(chunks.size());
        chunks.forEach(name -> out.bytes(name.array()));
        return out.toByteArray();
    }

    /// A manifest and the signature under it.
    record Signed(CloneManifest manifest, Bytes body, Bytes signature) {
        /// Whether the device with this Ed25519 key, 32 raw bytes, signed it.
        boolean isSignedBy(Bytes deviceSign) {
            return Signatures.verifies(deviceSign, Purpose.CLONE, body.array(), signature);
        }
    }

    /// Throws [MalformedCborException] for what this version does not write.
    static Signed decode(byte[] encoded) {
        try {
            var envelope = new CborReader(encoded);
            if (envelope.array() != 2) {
                throw new MalformedCborException("not a signed manifest");
            }
            var body = new Bytes(envelope.bytes());
            var signature = new Bytes(envelope.bytes());
            return new Signed(read(new CborReader(body.array())), body, signature);
        } catch (IllegalArgumentException e) {
            throw new MalformedCborException(
                    "a manifest that no version writes: " + e.getMessage());
        }
    }

    private static CloneManifest read(CborReader in) {
        if (in.array() != MEMBERS || in.integer() != VERSION) {
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
        var chunks = new ArrayList<Bytes>();
        for (int left = in.array(); left > 0; left--) {
            chunks.add(new Bytes(in.bytes()));
        }
        return new CloneManifest(
                account, author, cut, new VersionVector(seqs), viewHash, generation, heads, chunks);
    }
}
