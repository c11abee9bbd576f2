package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.pull.PulledPage;
import org.odradek.sync.client.pull.Verifying;
import org.odradek.sync.client.pull.Verifying.Verified;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.SignedHead;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pages end anywhere between entries and the heads that vouch for them.
final class VerifyingTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private Verifying verifying;
    private List<SealedEntry> entries;
    private Cursor at = Cursor.START;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        desk.create("ada", PASSWORD);
        for (var title : List.of("one", "two", "three", "four")) {
            desk.note(title, "");
        }
        entries = desk.store.undelivered(10);
        assertEquals(4, entries.size());
        begin();
    }

    /// By the devices that the desk knows now.
    private void begin() {
        var control = desk.facts().controlLog(desk.store.profile().account()).orElseThrow();
        verifying = new Verifying(control, Cursor.START, _ -> Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        server.close();
    }

    private static LogRecord entry(long position, SealedEntry entry) {
        return new LogRecord.Entry(position, new Bytes(entry.encode()));
    }

    private LogRecord head(long position, SealedEntry of) {
        var profile = desk.store.profile();
        var key = RawKeys.signingKey(profile.keys().deviceSign().privateKey());
        var hash = new Bytes(of.header().hash());
        return new LogRecord.Head(
                position, SignedHead.signed(profile.account(), of.id(), hash, key));
    }

    private Verified page(LogRecord... records) {
        var all = new ArrayList<LogRecord>();
        for (var record : records) {
            all.add(record);
            at = new Cursor(1, record.position(), AccountChain.next(at.hash(), record));
        }
        return verifying.page(PulledPage.of(new PullAnswer.Page(all, at, at.position(), 0)));
    }

    private static List<Long> seqs(Verified.Upto taken) {
        return taken.entries().stream().map(entry -> entry.id().seq()).toList();
    }

    @Test
    void givenAPageThatEndsInsideAPush_whenItIsVerified_thenWhatIsVouchedForIsTaken() {
        var first =
                assertInstanceOf(
                        Verified.Upto.class,
                        page(
                                entry(1, entries.get(0)),
                                entry(2, entries.get(1)),
                                head(3, entries.get(1)),
                                entry(4, entries.get(2))));
        var second =
                assertInstanceOf(
                        Verified.Upto.class,
                        page(entry(5, entries.get(3)), head(6, entries.get(3))));

        assertEquals(List.of(1L, 2L), seqs(first));
        assertEquals(3, first.next().position());
        assertEquals(4, first.read().position());
        assertEquals(List.of(3L, 4L), seqs(second));
        assertEquals(second.next(), second.read());
        assertEquals(1, second.heads().size());
    }

    @Test
    void givenEntriesWithoutAHead_whenTheyAreVerified_thenTheyAreHeldBack() {
        assertInstanceOf(
                Verified.Unfinished.class,
                page(entry(1, entries.get(0)), entry(2, entries.get(1))));
    }

    @Test
    void givenAHeadAnEntry_whenTheyAreVerified_thenTheNewestVouchesForAll() {
        var verified =
                assertInstanceOf(
                        Verified.Upto.class,
                        page(
                                entry(1, entries.get(0)),
                                head(2, entries.get(0)),
                                entry(3, entries.get(1)),
                                head(4, entries.get(1)),
                                entry(5, entries.get(2))));

        assertEquals(List.of(1L, 2L), seqs(verified));
        assertEquals(List.of(2L), verified.heads().stream().map(SignedHead::seq).toList());
    }

    @Test
    void givenANewestHeadThatNobodySigned_whenItIsVerified_thenNothingIsTaken() {
        assertInstanceOf(
                Verified.Forged.class,
                page(
                        entry(1, entries.get(0)),
                        head(2, entries.get(0)),
                        entry(3, entries.get(1)),
                        unsigned(4, entries.get(1))));
    }

    /// The newest head is behind an entry for which nobody vouches yet, so that the page is taken up to the one before.
    @Test
    void givenAnUnsignedHeadUpToWhichAPageIsTaken_whenANewerOneIsSigned_thenNothingIsTaken()
            throws IOException {
        try (var phone = new TestDevice(folder.resolve("phone"), "Phone", server.url())) {
            phone.logIn("ada", PASSWORD);
            phone.note("of another device", "");
            var others = phone.store.undelivered(1).getFirst();
            desk.sync();
            begin();

            assertInstanceOf(
                    Verified.Forged.class,
                    page(
                            entry(1, entries.get(0)),
                            unsigned(2, entries.get(0)),
                            entry(3, others),
                            entry(4, entries.get(1)),
                            head(5, entries.get(1))));
        }
    }

    private LogRecord unsigned(long position, SealedEntry of) {
        var hash = new Bytes(of.header().hash());
        var none = new Bytes(new byte[Signatures.SIGNATURE_BYTES]);
        return new LogRecord.Head(
                position,
                new SignedHead(
                        desk.store.profile().account(),
                        of.id().device(),
                        of.id().seq(),
                        hash,
                        none));
    }
}
