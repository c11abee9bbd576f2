package org.odradek.core.entry;

import org.odradek.core.action.Action;
import org.odradek.core.action.ActionCodec;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Seals entries, once, and opens them. Actions are gathered into one part an item, in order of each item's first action; the order
/// of actions within an item is kept. Thread-safe as far as its source of random bytes is.
public final class EntrySealer {
    private static final int CAUSAL_PART = -1;
    private static final int NONCE_BYTES = 12;

    private final AccountId account;
    private final ContentKeys keys;
    private final IntFunction<byte[]> randomBytes;
    private final ThreadLocal<Sealing> sealings = ThreadLocal.withInitial(Sealing::new);

    /// @param randomBytes gives so many fresh random bytes, of cryptographic quality outside tests
    public EntrySealer(AccountId account, ContentKeys keys, IntFunction<byte[]> randomBytes) {
        this.account = account;
        this.keys = keys;
        this.randomBytes = randomBytes;
    }

    /// Seals an entry after the device's previous one.
    public SealedEntry seal(Entry entry, byte[] previousHash) {
        int generation = keys.newestGeneration();
        var unsealed =
                new Header(
                        Sealing.SUITE,
                        generation,
                        account,
                        entry.id(),
                        previousHash,
                        SealedDigest.of(new byte[0]),
                        List.of());
        var binding = unsealed.binding();
        var extracted = keys.extracted(generation);
        var sealing = sealings.get();
        var causal =
                sealing.seal(
                        extracted,
                        binding,
                        CAUSAL_PART,
                        CausalCodec.encode(entry.causal()),
                        randomBytes.apply(NONCE_BYTES));
        var parts = new ArrayList<byte[]>();
        for (var plain : plainParts(entry.actions())) {
            parts.add(
                    sealing.seal(
                            extracted,
                            binding,
                            parts.size(),
                            plain,
                            randomBytes.apply(NONCE_BYTES)));
        }
        var header =
                new Header(
                        Sealing.SUITE,
                        generation,
                        account,
                        entry.id(),
                        previousHash,
                        SealedDigest.of(causal),
                        parts.stream().map(SealedDigest::of).toList());
        return new SealedEntry(header, causal, new ArrayList<>(parts));
    }

    /// Opens an entry. Throws [TamperedException] when a part is not what was sealed, [NewerFormatException] for a suite or a key
    /// that this device does not have, [MalformedCborException] when an author wrote what no version reads.
    public Entry open(SealedEntry sealed) {
        var header = sealed.header();
        if (!header.account().equals(account)) {
            throw new TamperedException("an entry of another account");
        }
        if (header.suite() != Sealing.SUITE) {
            throw new NewerFormatException("an envelope of suite " + header.suite());
        }
        if (!sealed.isWhole()) {
            throw new TamperedException("parts that the header does not bind");
        }
        var binding = header.binding();
        var extracted = keys.extracted(header.keyGeneration());
        var sealing = sealings.get();
        var causal =
                CausalCodec.decode(sealing.open(extracted, binding, CAUSAL_PART, sealed.causal()));
        var actions = new ArrayList<Action>();
        for (int i = 0; i < sealed.parts().size(); i++) {
            byte[] part = sealed.parts().get(i);
            if (part != null) {
                readPart(sealing.open(extracted, binding, i, part), actions);
            }
        }
        return new Entry(header.id(), causal, actions);
    }

    private static List<byte[]> plainParts(List<Action> actions) {
        Map<ItemId, List<Action>> byItem = new LinkedHashMap<>();
        actions.forEach(
                action ->
                        byItem.computeIfAbsent(action.item(), _ -> new ArrayList<>()).add(action));
        var parts = new ArrayList<byte[]>();
        byItem.forEach(
                (item, ofItem) -> {
                    var out = new CborWriter().array(2).bytes(item.bytes()).array(ofItem.size());
                    ofItem.forEach(action -> ActionCodec.write(out, action));
                    parts.add(out.toByteArray());
                });
        return parts;
    }

    private static void readPart(byte[] plain, List<Action> actions) {
        var in = new CborReader(plain);
        if (in.array() < 2) {
            throw new MalformedCborException("a part has an item and its actions");
        }
        var item = ItemId.of(in.bytes());
        for (int left = in.array(); left > 0; left--) {
            actions.add(ActionCodec.read(in, item));
        }
    }
}
