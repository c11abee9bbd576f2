package org.odradek.sync.server.log;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.log.h2.H2AccountLog;
import org.odradek.sync.server.log.postgresql.PostgresqlAccountLog;
import org.odradek.sync.server.postgresql.Database;
import org.odradek.sync.server.postgresql.InstalledPostgresql;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Durable appends of each engine against the plainest thing that makes the same bytes durable, in the same run and in turn. Prints
/// entries a second and the ratio, each the median of many short rounds; a measure for a person, which runs when `odradek.appends` says
/// how many entries a round has.
@EnabledIfSystemProperty(named = "odradek.appends", matches = "[0-9]+")
final class DurableAppendMeasure {
    /// Many short ones: on a machine that does other things too, only what ran side by side can be compared.
    private static final int ROUNDS = 21;

    private static final String TEXT =
            "What a note says in a line or two, and then some. ".repeat(6);

    @TempDir private Path folder;

    /// Something that makes batches durable, for one writer at a time of those that it has.
    interface Appending {
        void append(int writer, Batch batch) throws Exception;
    }

    /// What a device pushes at once.
    record Batch(List<IncomingEntry> entries, SignedHead head) {
        /// The bodies of its records.
        List<Bytes> bodies() {
            var bodies = new ArrayList<>(entries.stream().map(IncomingEntry::sealed).toList());
            bodies.add(head.encode());
            return bodies;
        }
    }

    @Test
    void givenPostgresql_whenAppendedTo_thenItIsPrintedHowFastAndHowFastAHandWrittenInsertIs()
            throws Exception {
        try (var postgresql = InstalledPostgresql.start();
                var log =
                        PostgresqlAccountLog.open(
                                Database.open(postgresql.url()),
                                TestKeys.bytes(32, 1),
                                new SimpleMeterRegistry())) {
            for (var load : loads()) {
                try (var plain = new PlainInserts(postgresql.url(), load.writers())) {
                    load.compare("PostgreSQL, insert", log, plain);
                }
            }
        }
    }

    @Test
    void givenH2_whenAppendedTo_thenItIsPrintedHowFastAndHowFastAPlainFileIs() throws Exception {
        try (var log =
                H2AccountLog.open(
                        "jdbc:h2:file:" + folder.resolve("log"),
                        TestKeys.bytes(32, 1),
                        new SimpleMeterRegistry())) {
            for (var load : loads()) {
                try (var plain = new GroupCommitFile(folder.resolve("plain"))) {
                    load.compare("H2, file", log, plain);
                }
            }
        }
    }

    private static List<Load> loads() {
        int entries = Integer.getInteger("odradek.appends");
        var loads = new ArrayList<Load>();
        for (int writers : new int[] {1, 8}) {
            for (int batch : new int[] {1, 10, 100}) {
                loads.add(new Load(writers, batch, Math.max(entries / writers / batch, 2)));
            }
        }
        return loads;
    }

    /// @param batches for each writer in each round
    private record Load(int writers, int batchEntries, int batches) {
        void compare(String what, AccountLog log, Appending plain) throws Exception {
            var devices = new ArrayList<TestDevice>();
            for (int writer = 0; writer < writers; writer++) {
                var account = TestAccount.with(number(writer), 11);
                log.signUp(
                        TestCredentials.of(account, "user" + number(writer), 1),
                        account.log().stream().map(ControlRecord::decode).toList(),
                        1);
                devices.add(new TestDevice(account.account(), 11));
            }
            Appending engine =
                    (writer, batch) ->
                            assertInstanceOf(
                                    AppendAnswer.Answered.class,
                                    log.append(
                                            devices.get(writer).account(),
                                            batch.entries(),
                                            List.of(batch.head()),
                                            1L << 40));
            var ours = new double[ROUNDS];
            var theirs = new double[ROUNDS];
            var ratios = new double[ROUNDS];
            long bytes = 0;
            for (int round = -1; round < ROUNDS; round++) {
                var work = devices.stream().map(this::write).toList();
                double our = perSecond(engine, work);
                double their = perSecond(plain, work);
                if (round >= 0) {
                    ours[round] = our;
                    theirs[round] = their;
                    ratios[round] = our / their;
                }
                bytes = work.getFirst().getFirst().entries().getFirst().sealed().size();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %d writers, %3d entries of %d bytes a push: %8.0f and %8.0f"
                            + " entries/s, %.2f%n",
                    what,
                    writers,
                    batchEntries,
                    bytes,
                    median(ours),
                    median(theirs),
                    median(ratios));
        }

        private int number(int writer) {
            return writers * 100_000 + batchEntries * 100 + writer;
        }

        private List<Batch> write(TestDevice device) {
            var written = new ArrayList<Batch>();
            for (int i = 0; i < batches; i++) {
                var entries = new ArrayList<IncomingEntry>();
                for (int j = 0; j < batchEntries; j++) {
                    var entry = device.write(TEXT);
                    entries.add(IncomingEntry.of(entry, new Bytes(entry.encode())));
                }
                written.add(new Batch(entries, device.head()));
            }
            return written;
        }

        private double perSecond(Appending to, List<List<Batch>> work) throws Exception {
            try (var threads = Executors.newFixedThreadPool(writers)) {
                var calls = new ArrayList<Callable<Boolean>>();
                for (int writer = 0; writer < writers; writer++) {
                    int number = writer;
                    calls.add(
                            () -> {
                                for (var batch : work.get(number)) {
                                    to.append(number, batch);
                                }
                                return true;
                            });
                }
                long start = System.nanoTime();
                for (var done : threads.invokeAll(calls)) {
                    done.get();
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                return (double) writers * batches * batchEntries / seconds;
            }
        }
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
