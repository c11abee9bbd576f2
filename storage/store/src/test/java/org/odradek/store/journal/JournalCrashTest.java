package org.odradek.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.store.journal.Journals.Collected;
import org.odradek.store.journal.SimulatedDisk.Fault;
import org.odradek.store.journal.SimulatedDisk.PowerCut;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Power cuts and failing disks at random operations, over many lives of one journal: every acknowledged
/// record is there, in order, and nothing is there that was not appended.
final class JournalCrashTest {

    private static final int SEEDS = Integer.getInteger("odradek.crash.seeds", 200);
    private static final int LIVES = 8;

    @Test
    void givenPowerCuts_whenOpenedAgain_thenEveryAcknowledgedRecordIsThere() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Lives(seed).runPowerCuts();
        }
    }

    @Test
    void givenFailures_whenReopened_thenExactlyTheAcknowledgedRecordsAreThere() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Lives(seed).runFailures();
        }
    }

    /// Seed 1239 once found this: the zeros over a refused record were in the cache, their force failed,
    /// the next attempt read zeros and was content, and a power cut brought the record back.
    @Test
    void givenReopeningThatFailsAnywhere_whenPowerIsCutLater_thenTheRefusedRecordStaysAway() {
        for (int failing = 0; failing < 16; failing++) {
            for (int seed = 0; seed < 20; seed++) {
                SimulatedDisk disk = new SimulatedDisk(new Random(seed));
                Journal journal = Journals.open(disk).journal();
                Journals.append(journal, "one");
                disk.failAt(1, Fault.FAILURE);
                journal.append(RecordKind.ENTRY, Journals.bytes("two".repeat(200)));
                disk.failAt(failing, Fault.FAILURE);
                journal.reopen();
                ReopenResult result = journal.reopen();

                Journal later = Journals.open(disk.afterPowerCut()).journal();

                String where = "Failing at " + failing + ", seed " + seed;
                assertInstanceOf(ReopenResult.Running.class, result, where);
                assertEquals(List.of("one"), Collected.from(later, Place.START).texts, where);
            }
        }
    }

    @Test
    void givenRecordsOfAFailedForce_whenAnotherProcessReadsThem_thenTheySurviveAPowerCut() {
        for (int seed = 0; seed < 50; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new Random(seed));
            Journal journal = Journals.open(disk).journal();
            Journals.append(journal, "one");
            disk.failAt(1, Fault.FAILURE);
            journal.append(RecordKind.ENTRY, Journals.bytes("two"));

            List<String> read = Collected.from(Journals.open(disk).journal(), Place.START).texts;
            Journal later = Journals.open(disk.afterPowerCut()).journal();

            assertEquals(List.of("one", "two"), read);
            assertEquals(read, Collected.from(later, Place.START).texts, "Seed " + seed);
        }
    }

    @Test
    void givenEveryPrefixOfAWrite_whenOpenedAgain_thenTheRecordsBeforeAreThere() {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        Journal journal = Journals.open(disk).journal();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            expected.add("note " + i);
            Journals.append(journal, "note " + i);
        }
        int from = (int) journal.durableEnd().offset();
        byte[] before = disk.bytes(SegmentFormat.name(0));
        Journals.append(journal, "torn".repeat(40));
        byte[] after = disk.bytes(SegmentFormat.name(0));
        int to = from + RecordFormat.HEADER_BYTES + 160;

        for (int end = from; end <= to; end++) {
            byte[] torn = before.clone();
            System.arraycopy(after, from, torn, from, end - from);
            SimulatedDisk next = new SimulatedDisk(new Random(end));
            next.replace(SegmentFormat.name(0), torn);
            Journal reopened = Journals.open(next).journal();
            List<String> now = new ArrayList<>(expected);
            if (end == to) {
                now.add("torn".repeat(40));
            }

            assertEquals(now, Collected.from(reopened, Place.START).texts, "Torn at " + end);
        }
    }

    @Test
    void givenEveryPrefixOfAGroup_whenOpenedAgain_thenAllOfThemAreThereOrNone() {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        Journal journal = Journals.open(disk).journal();
        Journals.append(journal, "before");
        int from = (int) journal.durableEnd().offset();
        byte[] before = disk.bytes(SegmentFormat.name(0));
        List<String> texts = List.of("one".repeat(8), "two".repeat(8), "three".repeat(8));
        journal.append(
                NewRecord.group(
                        texts.stream()
                                .map(text -> new NewRecord(RecordKind.ENTRY, Journals.bytes(text)))
                                .toList()));
        byte[] after = disk.bytes(SegmentFormat.name(0));
        int to = (int) journal.durableEnd().offset();

        for (int end = from; end <= to; end++) {
            byte[] torn = before.clone();
            System.arraycopy(after, from, torn, from, end - from);
            SimulatedDisk next = new SimulatedDisk(new Random(end));
            next.replace(SegmentFormat.name(0), end % 2 == 0 ? torn : Arrays.copyOf(torn, end));
            Journal reopened = Journals.open(next).journal();
            Journals.append(reopened, "behind");
            List<String> now = new ArrayList<>(List.of("before"));
            if (end == to) {
                now.addAll(texts);
            }
            now.add("behind");

            Collected all = Collected.from(Journals.open(next).journal(), Place.START);
            assertEquals(now, all.texts, "Torn at " + end);
            assertEquals(List.of(), all.findings, "Torn at " + end);
        }
    }

    /// One seed's story.
    private static final class Lives {

        private final int seed;
        private final Random random;
        private final List<String> acknowledged = new ArrayList<>();
        private final List<String> uncertain = new ArrayList<>();
        private SimulatedDisk disk;
        private int number;
        private boolean isGroup;

        Lives(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.disk = new SimulatedDisk(random);
        }

        void runPowerCuts() {
            for (int life = 0; life < LIVES; life++) {
                disk.failAt(random.nextInt(60), Fault.POWER_CUT);
                try {
                    Journal journal = Journals.open(disk).journal();
                    settle(journal, life);
                    appendUntil(journal);
                } catch (PowerCut e) {
                    disk = disk.afterPowerCut();
                }
            }
            settle(Journals.open(disk).journal(), LIVES);
        }

        void runFailures() {
            for (int life = 0; life < LIVES; life++) {
                disk.failAt(random.nextInt(60), Fault.FAILURE);
                Journal journal = Journals.open(disk).journal();
                while (journal.stopped().isPresent()) {
                    assertInstanceOf(ReopenResult.Running.class, reopen(journal), "Seed " + seed);
                }
                settle(journal, life);
                if (random.nextInt(4) == 0) {
                    disk = disk.afterPowerCut();
                    continue;
                }
                appendUntil(journal);
                boolean dies = random.nextInt(3) == 0;
                if (!dies) {
                    assertInstanceOf(ReopenResult.Running.class, reopen(journal), "Seed " + seed);
                    uncertain.clear();
                    settle(journal, life);
                }
                disk = random.nextBoolean() ? disk.afterPowerCut() : disk;
            }
        }

        /// A second failure may meet the reopening itself; the next one then goes well.
        private ReopenResult reopen(Journal journal) {
            if (random.nextInt(3) == 0) {
                disk.failAt(random.nextInt(4), Fault.FAILURE);
            }
            ReopenResult result = journal.reopen();
            while (result instanceof ReopenResult.StillStopped) {
                result = journal.reopen();
            }
            return result;
        }

        private void appendUntil(Journal journal) {
            while (disk.faultPending()) {
                List<NewRecord> batch = new ArrayList<>();
                List<String> texts = new ArrayList<>();
                int size = 1 + random.nextInt(3);
                for (int i = 0; i < size; i++) {
                    String text = number++ + "-" + "x".repeat(random.nextInt(1500));
                    texts.add(text);
                    batch.add(new NewRecord(RecordKind.ENTRY, Journals.bytes(text)));
                }
                uncertain.addAll(texts);
                isGroup = random.nextBoolean();
                switch (journal.append(isGroup ? NewRecord.group(batch) : batch)) {
                    case AppendResult.Durable durable -> {
                        assertEquals(size, durable.places().size());
                        acknowledged.addAll(texts);
                        uncertain.clear();
                    }
                    case AppendResult.NotWritten _ -> {
                        return;
                    }
                }
            }
        }

        /// Holds what is there against what was acknowledged and, behind it, a leading part of what was
        /// under way; that counts as acknowledged from now on.
        private void settle(Journal journal, int life) {
            Collected all = Collected.from(journal, Place.START);
            String where = "Seed " + seed + ", life " + life;
            int more = all.texts.size() - acknowledged.size();
            assertTrue(!isGroup || more <= 0 || more == uncertain.size(), where);
            List<String> expected = new ArrayList<>(acknowledged);
            expected.addAll(uncertain.subList(0, Math.clamp(more, 0, uncertain.size())));
            assertEquals(expected, all.texts, where);
            assertEquals(List.of(), all.findings, where);
            acknowledged.clear();
            acknowledged.addAll(expected);
            uncertain.clear();
        }
    }
}
