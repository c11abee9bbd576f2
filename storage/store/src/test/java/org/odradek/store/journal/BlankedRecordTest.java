package org.odradek.store.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.store.journal.Journals.Collected;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The format lets a purge blank bytes of a payload while every place and the chain stay as they are.
final class BlankedRecordTest {

    @Test
    void givenBlankedPayload_whenOpened_thenPlacesAndChainHoldAndTheRecordSaysSo() {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        Journal journal = Journals.open(disk).journal();
        Journals.append(journal, "one");
        Place two = Journals.append(journal, "keep SECRET");
        Place three = Journals.append(journal, "three");
        journal.close();
        byte[] blanked = Arrays.copyOf(Journals.bytes("keep "), 11);
        disk.replace(SegmentFormat.name(0), blank(disk.bytes(SegmentFormat.name(0)), two, blanked));

        OpenResult.Opened opened = Journals.open(disk);

        assertEquals(List.of(), opened.state().findings());
        Collected all = Collected.from(opened.journal(), Place.START);
        assertEquals(List.of("one", "keep \0\0\0\0\0\0", "three"), all.texts);
        assertTrue(all.records.get(1).blanked());
        assertEquals(three, all.records.get(2).place());
        var read = assertInstanceOf(ReadResult.Whole.class, opened.journal().read(two));
        assertArrayEquals(blanked, read.record().payload());
    }

    /// What a copying purge writes into its copy of the segment.
    private static byte[] blank(byte[] segment, Place place, byte[] payload) {
        int at = (int) place.offset();
        RecordFormat.Header old = RecordFormat.read(segment, at, place).orElseThrow();
        RecordFormat.Header header =
                new RecordFormat.Header(
                        old.kind(),
                        RecordFormat.FLAG_BLANKED,
                        old.payloadBytes(),
                        RecordFormat.crc(payload, 0, payload.length),
                        old.chainBefore(),
                        old.payloadDigest(),
                        place,
                        old.unforcedBytes());
        ByteBuffer record = ByteBuffer.allocate(RecordFormat.recordBytes(payload.length));
        RecordFormat.write(header, payload, record);
        System.arraycopy(record.array(), 0, segment, at, record.position());
        return segment;
    }
}
