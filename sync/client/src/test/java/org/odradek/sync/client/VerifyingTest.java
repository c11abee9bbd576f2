package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.Header;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.pull.PulledPage;
import org.odradek.sync.client.pull.Verifying;
import org.odradek.sync.client.pull.Verifying.Verified;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.PullAnswer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pages end anywhere between entries and the heads that vouch for them.
final class VerifyingTest {
    private static final String PASSWORD = "correct horse battery staple";

    /// More pages than are held back.
    private static final long MANY = 20;

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private Verifying verifying;
    private List<SealedEntry> entries;
    private Cursor at = Cursor.START;
    private final Map<EntryId, Bytes> taken = new HashMap<>();

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
        verifying =
                new Verifying(
                        control, Cursor.START, entry -> Optional.ofNullable(taken.get(entry)));
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
        var verified =
                verifying.page(PulledPage.of(new PullAnswer.Page(all, at, at.position(), 0)));
        if (verified instanceof Verified.Upto upto) {
            upto.entries()
                    .forEach(entry -> taken.put(entry.id(), new Bytes(entry.header().hash())));
        }
        return verified;
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

    /// Another device gives back what a server lost, and knows one head of it.
    @Test
    void givenOneHeadBehindManyPages_whenTheyAreVerified_thenTheyAreReadAgainAndTakenPageByPage() {
        var again = assertInstanceOf(Verified.Again.class, manyPagesAndTheirHead());
        assertEquals(Cursor.START, again.from());
        at = again.from();

        for (var entry : entries) {
            assertTrue(verifying.isAhead());
            var taken = assertInstanceOf(Verified.Upto.class, page(entry(entry)));
            assertEquals(List.of(entry.id().seq()), seqs(taken));
            assertEquals(at, taken.next());
        }
        var last = assertInstanceOf(Verified.Upto.class, page(head(MANY + 1, entries.getLast())));
        assertEquals(List.of(MANY), last.heads().stream().map(SignedHead::seq).toList());
        assertFalse(verifying.isAhead());
    }

    @Test
    void givenManyPagesThatAreReadAgain_whenOneHoldsAnotherEntry_thenNothingOfItIsTaken() {
        at = assertInstanceOf(Verified.Again.class, manyPagesAndTheirHead()).from();

        assertInstanceOf(Verified.Forged.class, page(entry(altered(entries.getFirst()))));
    }

    @Test
    void givenManyPagesThatAreReadAgain_whenOneHasMovedOn_thenNothingOfItIsTaken() {
        at = assertInstanceOf(Verified.Again.class, manyPagesAndTheirHead()).from();
        assertInstanceOf(Verified.Upto.class, page(entry(entries.getFirst())));

        assertInstanceOf(Verified.Forged.class, page(entry(3, entries.get(1))));
    }

    @Test
    void givenOneHeadBehindManyPages_whenNobodySignedIt_thenNothingIsTaken() {
        manyPages();

        assertInstanceOf(Verified.Forged.class, page(unsigned(MANY + 1, entries.getLast())));
    }

    @Test
    void givenAnOlderHeadBehindManyPages_whenTheyAreVerified_thenTheNewestIsAwaited() {
        manyPages();

        assertInstanceOf(Verified.Unfinished.class, page(head(MANY + 1, entries.getFirst())));
        assertInstanceOf(Verified.Again.class, page(head(MANY + 2, entries.getLast())));
    }

    @Test
    void givenPagesWithoutEnd_whenNoHeadComes_thenItIsNoticed() {
        int pages = 0;
        Verified verified;
        do {
            verified = page(entry(++pages, entries.getFirst()));
        } while (verified instanceof Verified.Unfinished && pages < 10_000);

        assertEquals(new Verified.Forged("entries without a signed head"), verified);
    }

    @Test
    void givenTwoEntriesOfOneNumber_whenAHeadVouchesForOne_thenNothingIsTaken() {
        assertInstanceOf(
                Verified.Forged.class,
                page(
                        entry(1, altered(entries.getFirst())),
                        entry(2, entries.getFirst()),
                        head(3, entries.getFirst())));
    }

    /// It needs no key to make an entry, and has the device's own, newer word.
    @Test
    void givenAnotherEntryOfANumberThatIsHere_whenANewerHeadComesAgain_thenItVouchesForNothing() {
        assertInstanceOf(
                Verified.Upto.class,
                page(
                        entry(1, entries.get(0)),
                        entry(2, entries.get(1)),
                        entry(3, entries.get(2)),
                        head(4, entries.get(2))));

        assertInstanceOf(
                Verified.Unfinished.class,
                page(entry(5, altered(entries.get(1))), head(6, entries.get(2))));
        assertInstanceOf(Verified.Unfinished.class, page(head(7, entries.get(2))));
    }

    @Test
    void givenWhatIsHere_whenItComesAgainWithItsHead_thenItIsVouchedFor() {
        page(
                entry(1, entries.get(0)),
                entry(2, entries.get(1)),
                entry(3, entries.get(2)),
                head(4, entries.get(2)));

        assertInstanceOf(
                Verified.Upto.class, page(entry(5, entries.get(1)), head(6, entries.get(2))));
    }

    private void manyPages() {
        for (long seq = entries.size() + 1; seq <= MANY; seq++) {
            desk.note("another", "");
        }
        entries = desk.store.undelivered((int) MANY + 1);
        assertEquals(MANY, entries.size());
        for (var entry : entries) {
            assertInstanceOf(Verified.Unfinished.class, page(entry(entry)));
        }
    }

    private Verified manyPagesAndTheirHead() {
        manyPages();
        return page(head(MANY + 1, entries.getLast()));
    }

    /// Another entry of the same number, as whoever does not have the device's key can make it.
    private static SealedEntry altered(SealedEntry entry) {
        var header = entry.header();
        return new SealedEntry(
                new Header(
                        header.suite(),
                        header.keyGeneration() + 1,
                        header.account(),
                        header.id(),
                        header.previousHash(),
                        header.causal(),
                        header.parts()),
                entry.causal(),
                entry.parts());
    }

    private static LogRecord entry(SealedEntry entry) {
        return entry(entry.id().seq(), entry);
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
