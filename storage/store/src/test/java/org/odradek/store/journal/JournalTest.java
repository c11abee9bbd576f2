package org.odradek.store.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.journal.Journals.Collected;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

final class JournalTest {

    private final SimulatedDisk disk = new SimulatedDisk(new Random(1));

    @Test
    void givenNoFolder_whenOpened_thenJournalIsEmpty() {
        OpenResult.Opened opened = Journals.open(disk);

        assertEquals(
                new JournalState(true, new Place(SegmentFormat.HEADER_BYTES), 0, List.of()),
                opened.state());
        assertEquals(List.of(), Collected.from(opened.journal(), Place.START).texts);
    }

    @Test
    void givenAppendedRecords_whenOpenedAgain_thenReplayedInOrder() {
        Journal journal = Journals.open(disk).journal();
        Place first = Journals.append(journal, "one");
        Place second = Journals.append(journal, "two");
        journal.close();

        OpenResult.Opened opened = Journals.open(disk);

        Collected all = Collected.from(opened.journal(), Place.START);
        assertEquals(List.of("one", "two"), all.texts);
        assertEquals(
                List.of(first, second), all.records.stream().map(JournalRecord::place).toList());
        assertEquals(second, all.records.getFirst().next());
        assertEquals(List.of("two"), Collected.from(opened.journal(), first).texts);
        assertEquals(
                new JournalState(false, all.records.getLast().next(), 2, List.of()),
                opened.state());
    }

    @Test
    void givenList_whenAppended_thenOneForceAndPlacesInOrder() {
        Journal journal = Journals.open(disk).journal();
        int forcesBefore = disk.forces();

        AppendResult result =
                journal.append(
                        List.of(
                                new NewRecord(RecordKind.ENTRY, Journals.bytes("a")),
                                new NewRecord(RecordKind.DRAFT, Journals.bytes("b")),
                                new NewRecord(new RecordKind(200), new byte[0])));

        assertEquals(1, disk.forces() - forcesBefore);
        Collected all = Collected.from(journal, Place.START);
        assertEquals(
                new AppendResult.Durable(all.records.stream().map(JournalRecord::place).toList()),
                result);
        assertEquals(
                List.of(RecordKind.ENTRY, RecordKind.DRAFT, new RecordKind(200)),
                all.records.stream().map(JournalRecord::kind).toList());
        assertEquals(List.of("a", "b", ""), all.texts);
    }

    @Test
    void givenMoreThanASegment_whenAppended_thenSegmentsFollowEachOtherAndReadsFindTheirWay() {
        Journal journal = Journals.open(disk).journal();
        List<String> expected = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String text = i + "x".repeat(i * 9);
            expected.add(text);
            places.add(Journals.append(journal, text));
        }

        Journal again = Journals.open(disk).journal();

        assertTrue(disk.list().size() >= 5, "Segments: " + disk.list());
        assertEquals(expected, Collected.from(again, Place.START).texts);
        for (int i = 0; i < places.size(); i++) {
            assertEquals(
                    expected.get(i), Journals.text(again.read(places.get(i)).payloadOrThrow()));
            assertEquals(
                    expected.subList(i + 1, expected.size()),
                    Collected.from(again, places.get(i)).texts);
        }
    }

    @Test
    void givenTrustedPlace_whenOpened_thenOnlyLaterRecordsAreScanned() {
        Journal journal = Journals.open(disk).journal();
        Journals.append(journal, "one");
        Place trusted = Journals.append(journal, "two");
        Journals.append(journal, "three");

        JournalState state = Journals.open(disk, trusted).state();

        assertEquals(new JournalState(false, journal.durableEnd(), 1, List.of()), state);
    }

    @Test
    void givenRecordLargerThanBuffers_whenAppended_thenReadBack() {
        Journal journal = Journals.open(disk).journal();
        byte[] large = new byte[JournalOptions.PAYLOAD_BYTES_MAX];
        new Random(7).nextBytes(large);

        Place place = journal.append(RecordKind.ENTRY, large).placesOrThrow().getFirst();
        Journals.append(journal, "after");

        assertArrayEquals(large, Journals.open(disk).journal().read(place).payloadOrThrow());
        assertEquals(List.of("after"), Collected.from(journal, place).texts);
    }

    @Test
    void givenPayloadBeyondTheBound_whenMade_thenRefusedWithItsSize() {
        byte[] tooLarge = new byte[JournalOptions.PAYLOAD_BYTES_MAX + 1];

        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new NewRecord(RecordKind.ENTRY, tooLarge));

        assertEquals("A payload has at most 2097152 bytes: 2097153", e.getMessage());
    }

    @Test
    void givenPlaceOfNoRecord_whenRead_thenDamaged() {
        Journal journal = Journals.open(disk).journal();
        Place place = Journals.append(journal, "one");
        Place between = new Place(place.offset() + 8);
        Place end = journal.durableEnd();

        assertEquals(new ReadResult.Damaged(between), journal.read(between));
        assertEquals(new ReadResult.Damaged(end), journal.read(end));
        assertEquals(new ReadResult.Damaged(Place.START), journal.read(Place.START));
    }

    @Test
    void givenNewerFormat_whenOpened_thenSaidAndUntouched() {
        SegmentFormat.Header newer =
                new SegmentFormat.Header(7, Journals.PROFILE, 0, Chain.first(Journals.PROFILE));
        byte[] bytes = SegmentFormat.write(newer);
        disk.replace(SegmentFormat.name(0), bytes);

        OpenResult result = Journal.open(disk, Journals.smallOptions(), Place.START);

        assertEquals(new OpenResult.NewerFormat(7, 1), result);
        assertArrayEquals(bytes, disk.bytes(SegmentFormat.name(0)));
        assertEquals(0, disk.operations());
    }

    @Test
    void givenOtherProfile_whenOpened_thenSaidAndUntouched() throws Exception {
        Journals.open(disk).journal().close();
        int operations = disk.operations();
        UUID other = new UUID(1, 2);

        OpenResult result = Journal.open(disk, JournalOptions.of(other), Place.START);

        assertEquals(new OpenResult.OtherProfile(other, Journals.PROFILE), result);
        assertEquals(operations, disk.operations());
        assertEquals(Optional.of(Journals.PROFILE), Journal.profileOf(disk));
    }

    @Test
    void givenClosedJournal_whenAppended_thenNotWritten() {
        Journal journal = Journals.open(disk).journal();
        journal.close();

        AppendResult result = journal.append(RecordKind.ENTRY, new byte[1]);

        assertEquals(
                new AppendResult.NotWritten(new Stop(StopCause.CLOSED, "closed by its owner")),
                result);
        assertInstanceOf(ReopenResult.StillStopped.class, journal.reopen());
        assertThrows(JournalStoppedException.class, result::placesOrThrow);
    }

    @Test
    void givenRealFolder_whenAppendedAndOpenedAgain_thenReplayed(@TempDir Path folder) {
        DiskFiles files = new DiskFiles(folder.resolve("journal"));
        List<String> expected = new ArrayList<>();
        try (Journal journal = Journals.open(files).journal()) {
            for (int i = 0; i < 200; i++) {
                expected.add("note " + i);
                Journals.append(journal, "note " + i);
            }
        }

        try (Journal again = Journals.open(files).journal()) {
            assertEquals(expected, Collected.from(again, Place.START).texts);
        }
    }

    @Test
    void givenInterruptedThread_whenAppending_thenDurableAndFilesStayOpen(@TempDir Path folder) {
        try (Journal journal = Journals.open(new DiskFiles(folder)).journal()) {
            Thread.currentThread().interrupt();
            Journals.append(journal, "one");
            for (int i = 0; i < 100; i++) {
                Journals.append(journal, "more".repeat(i));
            }

            boolean interruptKept = Thread.interrupted();
            Place after = Journals.append(journal, "after");

            assertTrue(interruptKept);
            assertEquals("after", Journals.text(journal.read(after).payloadOrThrow()));
        }
    }
}
