package org.odradek.core.entry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Versioned;
import org.odradek.core.action.WriteId;
import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Splice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;

class SealedEntryTest {
    private static final AccountId ACCOUNT = new AccountId(new UUID(1, 2));
    private static final DeviceId DEVICE = new DeviceId(new UUID(3, 4));
    private static final DeviceId OTHER = new DeviceId(new UUID(5, 6));
    private static final ItemId NOTE = new ItemId(new UUID(7, 8));
    private static final ItemId NOTEBOOK = new ItemId(new UUID(9, 10));
    private static final String MARKER = "Pay rent, said the marker";

    @Test
    void givenOneActionOfEachKind_whenSealedAndOpened_thenTheEntryIsEqual() {
        var entry = entry();

        var opened = sealer(ACCOUNT, key(1)).open(SealedEntry.decode(seal(entry).encode()));

        assertEquals(entry.id(), opened.id());
        assertEquals(entry.causal().seen(), opened.causal().seen());
        assertEquals(entry.actions(), opened.actions());
    }

    @Test
    void givenFixedRandomness_whenSealed_thenTheBytesAreThoseOfTheFirstVersion()
            throws IOException {
        var golden = golden("entry-v1.hex");

        var encoded = seal(entry()).encode();

        assertEquals(golden, HexFormat.of().formatHex(encoded));
    }

    @Test
    void givenTheBytesOfTheFirstVersion_whenOpened_thenTheyAreRead() throws IOException {
        var encoded = HexFormat.of().parseHex(golden("entry-v1.hex"));

        var opened = sealer(ACCOUNT, key(1)).open(SealedEntry.decode(encoded));

        assertEquals(byItem(entry()), byItem(opened));
    }

    @Test
    void givenASealedEntry_whenAnyByteIsFlipped_thenItDoesNotOpenOrDecode() {
        var encoded = seal(entry()).encode();
        var sealer = sealer(ACCOUNT, key(1));

        for (int i = 0; i < encoded.length; i++) {
            var tampered = Arrays.copyOf(encoded, encoded.length);
            tampered[i] ^= 0x40;

            assertThrows(
                    RuntimeException.class,
                    () -> sealer.open(SealedEntry.decode(tampered)),
                    "byte " + i);
        }
    }

    @Test
    void givenPartsOfTwoEntries_whenSwapped_thenTheyDoNotOpen() {
        var one = seal(entry());
        var other = sealer(ACCOUNT, key(1)).seal(entry(2), one.header().hash());
        var swapped = new SealedEntry(one.header(), one.causal(), other.parts());

        assertFalse(swapped.isWhole());
        assertThrows(TamperedException.class, () -> sealer(ACCOUNT, key(1)).open(swapped));
    }

    @Test
    void givenAnotherAccountOrKey_whenOpened_thenItIsRefused() {
        var sealed = seal(entry());

        assertThrows(
                TamperedException.class,
                () -> sealer(new AccountId(new UUID(1, 3)), key(1)).open(sealed));
        assertThrows(TamperedException.class, () -> sealer(ACCOUNT, key(2)).open(sealed));
    }

    @Test
    void givenAPurgedPart_whenOpened_thenTheOthersAreReadAndTheHashStays() {
        var sealed = seal(entry());
        var parts = new ArrayList<byte @Nullable []>(sealed.parts());
        parts.set(0, null);
        var purged =
                SealedEntry.decode(
                        new SealedEntry(sealed.header(), sealed.causal(), parts).encode());

        var opened = sealer(ACCOUNT, key(1)).open(purged);

        assertTrue(purged.isWhole());
        assertArrayEquals(sealed.header().hash(), purged.header().hash());
        assertEquals(Map.of(NOTEBOOK, byItem(entry()).get(NOTEBOOK)), byItem(opened));
    }

    @Test
    void givenAnActionOfANewerVersion_whenOpened_thenItIsKeptByteForByte() {
        var encoded = new CborWriter().array(3).integer(99).text("new").flag(true).toByteArray();
        var entry =
                new Entry(
                        new EntryId(DEVICE, 1),
                        causal(),
                        List.of(new Action.Unknown(NOTE, encoded)));

        var opened = sealer(ACCOUNT, key(1)).open(seal(entry));

        assertEquals(entry.actions(), opened.actions());
        assertFalse(opened.isUnderstood());
    }

    @Test
    void givenTextOfTheEntry_whenSealed_thenItsBytesAreNowhereInClear() {
        var encoded = new String(seal(entry()).encode(), StandardCharsets.ISO_8859_1);

        assertFalse(encoded.contains(MARKER));
        assertFalse(encoded.contains("title"));
    }

    @Test
    void givenTheSameEntrySealedTwice_whenCompared_thenNoNonceOrPartRepeats() {
        var sealer = sealer(ACCOUNT, key(1));

        var one = sealer.seal(entry(), new byte[32]);
        var two = sealer.seal(entry(), new byte[32]);

        var nonces = new TreeSet<String>();
        for (var sealed : List.of(one, two)) {
            nonces.add(nonce(sealed.causal()));
            sealed.parts().forEach(part -> nonces.add(nonce(Objects.requireNonNull(part))));
        }
        assertEquals(2 * (1 + one.parts().size()), nonces.size());
    }

    private static String nonce(byte[] part) {
        return HexFormat.of().formatHex(part, 0, 12);
    }

    @Test
    void givenTitlesOfOneToTwentyCharacters_whenSealed_thenTheirSizesTellNothing() {
        var sizes = new TreeSet<Integer>();

        for (int length = 1; length <= 20; length++) {
            var title = set(NOTE, Field.TITLE, Value.text("x".repeat(length)));
            var entry = new Entry(new EntryId(DEVICE, 1), causal(), List.of(title));
            sizes.add(seal(entry).encode().length);
        }

        assertEquals(1, sizes.size());
    }

    @Test
    void givenAnotherSuite_whenOpened_thenItIsNotReadAsThisOne() {
        var sealed = seal(entry());
        var header = sealed.header();
        var other =
                new Header(
                        0,
                        header.keyGeneration(),
                        header.account(),
                        header.id(),
                        header.previousHash(),
                        header.causal(),
                        header.parts());

        assertThrows(
                NewerFormatException.class,
                () ->
                        sealer(ACCOUNT, key(1))
                                .open(new SealedEntry(other, sealed.causal(), sealed.parts())));
    }

    private static Map<ItemId, List<Action>> byItem(Entry entry) {
        var byItem = new TreeMap<ItemId, List<Action>>();
        entry.actions()
                .forEach(
                        action ->
                                byItem.computeIfAbsent(action.item(), _ -> new ArrayList<>())
                                        .add(action));
        return byItem;
    }

    private static SealedEntry seal(Entry entry) {
        return sealer(ACCOUNT, key(1)).seal(entry, new byte[32]);
    }

    private static EntrySealer sealer(AccountId account, byte[] key) {
        IntFunction<byte[]> countingBytes =
                new IntFunction<>() {
                    private int calls;

                    @Override
                    public byte[] apply(int count) {
                        var bytes = new byte[count];
                        Arrays.fill(bytes, (byte) ++calls);
                        return bytes;
                    }
                };
        return new EntrySealer(account, ContentKeys.of(List.of(key)), countingBytes);
    }

    private static byte[] key(int seed) {
        var key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }

    private static Entry entry() {
        return entry(1);
    }

    private static Entry entry(long seq) {
        var over = new TreeSet<>(List.of(new WriteId(new EntryId(OTHER, 12), 0)));
        var frontier = new TreeSet<>(List.of(new BodyEventId(11, 12), new BodyEventId(-1, 0)));
        return new Entry(
                new EntryId(DEVICE, seq),
                causal(),
                List.of(
                        new Action.CreateItem(NOTE, ItemKind.TASK),
                        new Action.CreateItem(NOTEBOOK, ItemKind.NOTEBOOK),
                        set(NOTE, Field.TITLE, Value.text(MARKER)),
                        new Action.SetField(
                                NOTE,
                                Field.STATUS.wireName(),
                                List.of(
                                        new Versioned(
                                                new Value.Status(
                                                        Value.State.DONE,
                                                        LocalDate.of(2026, 12, 1)),
                                                new EntryId(OTHER, 3))),
                                over),
                        set(NOTE, Field.NOTEBOOK, Value.ref(NOTEBOOK)),
                        set(NOTE, Field.PINNED, Value.flag(true)),
                        set(NOTE, Field.DUE, Value.NONE),
                        set(NOTEBOOK, Field.NAME, Value.text("Küche 🍳")),
                        new Action.EditBody(
                                NOTE, frontier, List.of(new Splice(3, 1, "é\r\n")), true),
                        new Action.ReviewBody(NOTE, frontier),
                        new Action.AddTag(NOTE, "home"),
                        new Action.RemoveTag(NOTE, "work"),
                        new Action.Attach(NOTE, "a/scan.png", key(9), 1180),
                        new Action.Detach(NOTE, "b.png", key(8), 7),
                        new Action.MarkReminder(
                                NOTE, "2026-12-01T09:00", "snoozed", "2026-12-01T10:00"),
                        new Action.Purge(NOTE)));
    }

    private static Action set(ItemId item, Field field, Value value) {
        return new Action.SetField(
                item, field.wireName(), List.of(Versioned.own(value)), new TreeSet<>());
    }

    private static Causal causal() {
        return new Causal(
                new VersionVector(new TreeMap<>(Map.of(OTHER, 12L))),
                new TreeSet<>(List.of(new EntryId(OTHER, 5))),
                new Hlc(1_795_000_000_000L, 3),
                1_795_000_000_001L,
                "Europe/Berlin",
                Origin.USER,
                new Gesture(new GestureId(new UUID(13, 14)), 0, true),
                new ServerSight(2, 77, key(4)));
    }

    private static String golden(String name) throws IOException {
        try (var in =
                Objects.requireNonNull(SealedEntryTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
        }
    }
}
