package org.odradek.store.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/// What a device of the account can do that lies about rows: it packs others.
public final class Forging {
    private Forging() {}

    /// The piece of an item's rows with one text in place of another of the same length; other pieces as they are.
    public static byte[] replaced(byte[] piece, String text, String other) {
        var plain = new ArrayList<byte[]>();
        new Pieces().join(piece).ifPresent(whole -> plain.add(PackedRows.plain(whole)));
        var chars = new String(plain.getFirst(), StandardCharsets.ISO_8859_1);
        if (plain.getFirst()[0] != CarriedTable.ITEM.ordinal() || !chars.contains(text)) {
            return piece;
        }
        var forged = new ArrayList<byte[]>();
        Pieces.cut(
                PackedRows.pack(chars.replace(text, other).getBytes(StandardCharsets.ISO_8859_1)),
                forged::add);
        return forged.getFirst();
    }
}
