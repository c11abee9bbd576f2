package org.odradek.store.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odradek.store.journal.Journals.Collected;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Bytes changed behind the journal's back: what was written later is never lost over it.
final class JournalDamageTest {

    private static final String FIRST = SegmentFormat.name(0);

    private final SimulatedDisk disk = new SimulatedDisk(new Random(1));
    private final List<Place> places = new ArrayList<>();
    private Place end = Place.START;

    @BeforeEach
    void writeFourRecords() {
        Journal journal = Journals.open(disk).journal();
        for (String text : List.of("one", "two", "three", "four")) {
            places.add(Journals.append(journal, text));
        }
        end = journal.durableEnd();
        journal.close();
    }

    @Test
    void givenFlippedPayload_whenOpened_thenGapIsReportedAndLaterRecordsAreKept() {
        disk.flip(FIRST, offset(1) + RecordFormat.HEADER_BYTES);

        OpenResult.Opened opened = Journals.open(disk);

        List<Finding> gap = List.of(new Finding.Gap(places.get(1), places.get(2)));
        assertEquals(new JournalState(false, end, 3, gap), opened.state());
        Collected all = Collected.from(opened.journal(), Place.START);
        assertEquals(List.of("one", "three", "four"), all.texts);
        assertEquals(gap, all.findings);
        assertEquals(new ReadResult.Damaged(places.get(1)), opened.journal().read(places.get(1)));
    }

    @Test
    void givenEachBitOfARecordFlipped_whenOpened_thenOnlyThatRecordIsMissing() {
        int start = offset(1);
        int used = RecordFormat.HEADER_BYTES + "two".length();
        for (int offset = start; offset < start + used; offset++) {
            disk.flip(FIRST, offset);

            List<String> texts = Collected.from(Journals.open(disk).journal(), Place.START).texts;

            assertEquals(List.of("one", "three", "four"), texts, "Flipped at " + offset);
            disk.flip(FIRST, offset);
        }
    }

    @Test
    void givenGap_whenAppended_thenNewRecordsFollowAndTheGapStays() {
        disk.flip(FIRST, offset(1));
        Journal journal = Journals.open(disk).journal();

        Journals.append(journal, "five");
        journal.close();

        Collected all = Collected.from(Journals.open(disk).journal(), Place.START);
        assertEquals(List.of("one", "three", "four", "five"), all.texts);
        assertEquals(List.of(new Finding.Gap(places.get(1), places.get(2))), all.findings);
    }

    @Test
    void givenDamagedLastRecordThatTheDatabaseKnows_whenOpened_thenGapAndNoPlaceIsUsedAgain() {
        disk.flip(FIRST, offset(3) + 20);
        Place trusted = places.get(3);

        OpenResult.Opened opened = Journals.open(disk, trusted);

        assertEquals(
                List.of(
                        new Finding.Gap(trusted, end),
                        new Finding.EndsBeforeTrusted(trusted, trusted)),
                opened.state().findings());
        assertEquals(end, Journals.append(opened.journal(), "five"));
        assertEquals(
                List.of("one", "two", "three", "five"),
                Collected.from(opened.journal(), Place.START).texts);
    }

    @Test
    void givenTornLastRecord_whenOpened_thenCutAndACopyKept() {
        byte[] bytes = disk.bytes(FIRST);
        int tornAt = offset(3) + 30;
        Arrays.fill(bytes, tornAt, bytes.length, (byte) 0);
        disk.replace(FIRST, bytes);

        OpenResult.Opened opened = Journals.open(disk);

        String copy = SegmentFormat.name(places.get(3).offset()) + ".0.cut";
        Finding cut = new Finding.TailCut(places.get(3), 30, 0, Optional.of(copy));
        assertEquals(new JournalState(false, places.get(3), 3, List.of(cut)), opened.state());
        assertArrayEquals(Arrays.copyOfRange(bytes, offset(3), tornAt), disk.bytes(copy));
        assertEquals(places.get(3), Journals.append(opened.journal(), "again"));
        assertEquals(
                List.of("one", "two", "three", "again"),
                Collected.from(Journals.open(disk).journal(), Place.START).texts);
    }

    @Test
    void givenTornBatch_whenOpened_thenItsLaterRecordsAreCutAndCopiedAside() {
        Journal journal = Journals.open(disk).journal();
        NewRecord record = new NewRecord(RecordKind.ENTRY, Journals.bytes("batch"));
        Place first = journal.append(List.of(record, record, record)).placesOrThrow().getFirst();
        long bytes = journal.durableEnd().offset() - first.offset() - 3;
        disk.flip(FIRST, (int) first.offset());

        List<Finding> findings = Journals.open(disk).state().findings();

        String copy = SegmentFormat.name(first.offset()) + ".0.cut";
        assertEquals(List.of(new Finding.TailCut(first, bytes, 2, Optional.of(copy))), findings);
    }

    @Test
    void givenDamagedHeader_whenOpened_thenReportedAndRecordsFound() {
        disk.flip(FIRST, 20);

        OpenResult.Opened opened = Journals.open(disk);

        List<Finding> damaged = List.of(new Finding.HeaderDamaged(Place.START));
        assertEquals(damaged, opened.state().findings());
        Collected all = Collected.from(opened.journal(), Place.START);
        assertEquals(List.of("one", "two", "three", "four"), all.texts);
        assertEquals(damaged, all.findings);
    }

    @Test
    void givenMissingSegment_whenOpened_thenGapIsReportedAndLaterRecordsAreKept() {
        Journal journal = Journals.open(disk).journal();
        List<Place> more = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            more.add(Journals.append(journal, "x".repeat(900)));
        }
        journal.close();
        List<String> names = disk.list();
        long second = SegmentFormat.base(names.get(1)).getAsLong();
        long third = SegmentFormat.base(names.get(2)).getAsLong();
        disk.remove(names.get(1));

        OpenResult.Opened opened = Journals.open(disk);

        assertEquals(
                List.of(new Finding.Gap(new Place(second), new Place(third))),
                opened.state().findings());
        long lost =
                more.stream()
                        .filter(place -> place.offset() > second && place.offset() < third)
                        .count();
        assertEquals(34 - lost, opened.state().recordsScanned());
    }

    @Test
    void givenLostFiles_whenOpened_thenSaidAndPlacesGoOnBehindTheTrustedOne() {
        disk.remove(FIRST);
        Place trusted = places.get(3);

        OpenResult.Opened opened = Journals.open(disk, trusted);

        assertEquals(
                List.of(new Finding.EndsBeforeTrusted(trusted, Place.START)),
                opened.state().findings());
        Place next = Journals.append(opened.journal(), "new");
        assertEquals(true, next.isAfter(trusted));
        Collected all = Collected.from(Journals.open(disk).journal(), Place.START);
        assertEquals(List.of("new"), all.texts);
    }

    @Test
    void givenExchangedRecord_whenOpened_thenBrokenChainIsReported() {
        SimulatedDisk other = new SimulatedDisk(new Random(2));
        Journal journal = Journals.open(other).journal();
        for (String text : List.of("one", "TWO", "three", "four")) {
            Journals.append(journal, text);
        }
        byte[] bytes = disk.bytes(FIRST);
        System.arraycopy(other.bytes(FIRST), offset(1), bytes, offset(1), offset(2) - offset(1));
        disk.replace(FIRST, bytes);

        List<Finding> findings = Journals.open(disk).state().findings();

        assertEquals(List.of(new Finding.ChainBroken(places.get(2))), findings);
    }

    @Test
    void givenJournalBytesInsideAPayload_whenTheRecordIsDamaged_thenTheyAreNotTakenForRecords() {
        Journal journal = Journals.open(disk).journal();
        byte[] inside = Arrays.copyOfRange(disk.bytes(FIRST), offset(0), (int) end.offset());
        Place place = journal.append(RecordKind.ENTRY, inside).placesOrThrow().getFirst();
        Place after = Journals.append(journal, "after");
        disk.flip(FIRST, (int) place.offset());

        Collected all = Collected.from(Journals.open(disk).journal(), places.get(3));

        assertEquals(List.of(new Finding.Gap(place, after)), all.findings);
        assertEquals(List.of("after"), all.texts);
    }

    private int offset(int record) {
        return (int) places.get(record).offset();
    }
}
