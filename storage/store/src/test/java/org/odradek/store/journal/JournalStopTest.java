package org.odradek.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.odradek.store.journal.Journals.Collected;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A journal whose disk fails stops, reads on, and goes on after it was reopened.
final class JournalStopTest {

    private static final Stop FULL = new Stop(StopCause.DISK_FULL, "full");
    private static final Stop FAILED = new Stop(StopCause.FAULT, "failed");

    private final SimulatedDisk disk = new SimulatedDisk(new Random(1));

    @Test
    void givenFailingForce_whenAppended_thenStoppedAndNotRetried() {
        Journal journal = Journals.open(disk).journal();
        Place one = Journals.append(journal, "one");
        disk.failAt(1, SimulatedDisk.Fault.FAILURE);

        AppendResult failed = journal.append(RecordKind.ENTRY, Journals.bytes("two"));
        int operations = disk.operations();
        AppendResult refused = journal.append(RecordKind.ENTRY, Journals.bytes("three"));

        assertEquals(new AppendResult.NotWritten(FAILED), failed);
        assertEquals(new AppendResult.NotWritten(FAILED), refused);
        assertEquals(operations, disk.operations());
        assertEquals(Optional.of(FAILED), journal.stopped());
        assertEquals("one", Journals.text(journal.read(one).payloadOrThrow()));
    }

    @Test
    void givenStopped_whenReopened_thenTheUnacknowledgedIsGoneAndWritingGoesOn() {
        Journal journal = Journals.open(disk).journal();
        Journals.append(journal, "one");
        Place end = journal.durableEnd();
        disk.failAt(1, SimulatedDisk.Fault.FAILURE);
        journal.append(RecordKind.ENTRY, Journals.bytes("two"));

        ReopenResult result = journal.reopen();

        assertInstanceOf(ReopenResult.Running.class, result);
        assertEquals(end, Journals.append(journal, "three"));
        assertEquals(
                List.of("one", "three"),
                Collected.from(Journals.open(disk).journal(), Place.START).texts);
    }

    @Test
    void givenFullDisk_whenAppended_thenStoppedUntilThereIsRoom() {
        Journal journal = Journals.open(disk).journal();
        disk.capacityBytes(SegmentFormat.HEADER_BYTES + 2048);
        List<String> acknowledged = new ArrayList<>();
        AppendResult result = journal.append(RecordKind.ENTRY, Journals.bytes("note"));
        while (result instanceof AppendResult.Durable) {
            acknowledged.add("note");
            result = journal.append(RecordKind.ENTRY, Journals.bytes("note"));
        }

        ReopenResult stillFull = journal.reopen();
        AppendResult refused = journal.append(RecordKind.ENTRY, Journals.bytes("x".repeat(500)));
        disk.capacityBytes(1 << 20);
        ReopenResult running = journal.reopen();
        Journals.append(journal, "last");

        assertEquals(new AppendResult.NotWritten(FULL), result);
        assertInstanceOf(ReopenResult.Running.class, stillFull);
        assertEquals(new AppendResult.NotWritten(FULL), refused);
        assertInstanceOf(ReopenResult.Running.class, running);
        assertEquals(2048 / 72, acknowledged.size());
        acknowledged.add("last");
        assertEquals(
                acknowledged, Collected.from(Journals.open(disk).journal(), Place.START).texts);
    }

    @Test
    void givenReadOnlyFolder_whenOpened_thenStoppedButReadable() {
        Journals.append(Journals.open(disk).journal(), "one");
        disk.readOnly(true);

        Journal journal = Journals.open(disk).journal();

        Stop denied = new Stop(StopCause.NO_ACCESS, "denied");
        assertEquals(Optional.of(denied), journal.stopped());
        assertEquals(List.of("one"), Collected.from(journal, Place.START).texts);
        assertEquals(new ReopenResult.StillStopped(denied), journal.reopen());
        disk.readOnly(false);
        assertInstanceOf(ReopenResult.Running.class, journal.reopen());
        Journals.append(journal, "two");
        assertEquals(List.of("one", "two"), Collected.from(journal, Place.START).texts);
    }

    @Test
    void givenAcknowledgedRecordDamaged_whenReopened_thenSaidAndStillStopped() {
        Journal journal = Journals.open(disk).journal();
        Place one = Journals.append(journal, "one");
        Place two = Journals.append(journal, "two");
        disk.failAt(0, SimulatedDisk.Fault.FAILURE);
        journal.append(RecordKind.ENTRY, Journals.bytes("three"));
        disk.flip(SegmentFormat.name(0), (int) one.offset());

        ReopenResult result = journal.reopen();

        assertEquals(new ReopenResult.AcknowledgedLost(List.of(new Finding.Gap(one, two))), result);
        assertEquals(Optional.of(FAILED), journal.stopped());
    }

    @Test
    void givenOlderFileUnderneath_whenReopened_thenTheLossIsSaid() {
        Journal journal = Journals.open(disk).journal();
        Journals.append(journal, "one");
        byte[] older = disk.bytes(SegmentFormat.name(0));
        Place two = Journals.append(journal, "two");
        Place end = journal.durableEnd();
        disk.failAt(0, SimulatedDisk.Fault.FAILURE);
        journal.append(RecordKind.ENTRY, Journals.bytes("three"));
        disk.replace(SegmentFormat.name(0), older);

        ReopenResult result = journal.reopen();

        assertEquals(new ReopenResult.AcknowledgedLost(List.of(new Finding.Gap(two, end))), result);
    }
}
