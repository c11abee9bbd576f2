package org.odradek.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.odradek.store.journal.Journals.Collected;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// The format is fixed by the first journal ever written: these bytes must be produced, and read, for
/// ever. A change here is a new format version.
final class GoldenBytesTest {

    private static final int COLUMNS = 16;

    @Test
    void givenFixedInputs_whenWritten_thenTheBytesAreTheGoldenOnes() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        Journal journal = Journals.open(disk).journal();
        Journals.append(journal, "An edit, sealed.");
        journal.append(
                List.of(
                        new NewRecord(RecordKind.DRAFT, Journals.bytes("Milk, bre")),
                        new NewRecord(RecordKind.NOTE, new byte[0])));
        journal.append(RecordKind.MARK, new byte[] {0, 0, 16, 0});
        int end = (int) journal.durableEnd().offset();

        byte[] bytes = Arrays.copyOf(disk.bytes(SegmentFormat.name(0)), end);

        assertEquals(golden("journal-v1.hex"), shown(bytes));
    }

    @Test
    void givenGoldenBytes_whenOpened_thenEveryRecordIsRead() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        disk.replace(SegmentFormat.name(0), bytes(golden("journal-v1.hex")));

        Journal journal = Journals.open(disk).journal();

        Collected all = Collected.from(journal, Place.START);
        assertEquals(List.of("An edit, sealed.", "Milk, bre", "", "\0\0\20\0"), all.texts);
        assertEquals(List.of(), all.findings);
    }

    @Test
    void givenAGroupOfRecords_whenWritten_thenTheBytesAreTheGoldenOnes() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        Journal journal = Journals.open(disk).journal();
        journal.append(
                NewRecord.group(
                        Stream.of("A long edit, its beginning,", "its middle,", "and its end.")
                                .map(text -> new NewRecord(RecordKind.ENTRY, Journals.bytes(text)))
                                .toList()));
        Journals.append(journal, "An edit, sealed.");
        int end = (int) journal.durableEnd().offset();

        byte[] bytes = Arrays.copyOf(disk.bytes(SegmentFormat.name(0)), end);

        assertEquals(golden("journal-v1-group.hex"), shown(bytes));
    }

    /// Lines of an offset and sixteen bytes; lines of zeros are left out.
    private static String shown(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        HexFormat hex = HexFormat.ofDelimiter(" ");
        for (int at = 0; at < bytes.length; at += COLUMNS) {
            byte[] line = Arrays.copyOfRange(bytes, at, Math.min(at + COLUMNS, bytes.length));
            if (!Arrays.equals(line, new byte[line.length]) || at + COLUMNS >= bytes.length) {
                text.append(HexFormat.of().toHexDigits((short) at))
                        .append("  ")
                        .append(hex.formatHex(line))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static byte[] bytes(String shown) {
        byte[] bytes = new byte[0];
        for (String line : shown.lines().toList()) {
            int at = HexFormat.fromHexDigits(line.substring(0, 4));
            byte[] more = HexFormat.ofDelimiter(" ").parseHex(line.substring(6));
            bytes = Arrays.copyOf(bytes, at + more.length);
            System.arraycopy(more, 0, bytes, at, more.length);
        }
        return bytes;
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = GoldenBytesTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
