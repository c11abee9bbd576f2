package org.odradek.sync.client.clone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.task.Recurrences;
import org.odradek.store.Opening;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.clone.CloneTaking.Taken;
import org.odradek.sync.client.keys.CloneSealing;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Token;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Several clones are there, and chunks of some do not open: their author lied, or the server does.
final class OlderCloneTest {
    @TempDir Path folder;
    private final Map<String, byte[]> blobs = new TreeMap<>();
    private final List<CloneOffer> offers = new ArrayList<>();
    private final Shelf shelf = new Shelf(offers, blobs);
    private Writers writers;
    private Store store;
    private CloneTaking taking;

    @BeforeEach
    void open() throws IOException {
        writers = new Writers(7);
        writers.enrolledFounder();
        Stores.prepare(folder, writers.founder);
        var options =
                new StoreOptions(
                        Clock.systemUTC(), writers.randomBytes, new NoRules(), "Desk PC", _ -> {});
        store =
                switch (Stores.open(folder, options)) {
                    case Opening.Opened(var opened) -> opened;
                    case Opening refused -> throw new IllegalStateException(refused.toString());
                };
        taking = new CloneTaking(store, new ServerApi(shelf), writers.randomBytes);
    }

    @AfterEach
    void close() {
        store.close();
        shelf.close();
    }

    /// A clone of two chunks, newer than those before. Answers the path of the last one.
    private String offer(Writers.Device author) {
        var sealing =
                new CloneSealing(
                        writers.founder.keys().contentKeys().getFirst(), writers.randomBytes);
        var names = new ArrayList<Bytes>();
        int half = author.written.size() / 2;
        for (List<SealedEntry> each :
                List.of(
                        author.written.subList(0, half),
                        author.written.subList(half, author.written.size()))) {
            var content = CloneChunk.encode(each);
            var name = sealing.name(content);
            blobs.put(Shelf.CHUNK + name.toHex(), sealing.seal(name, content));
            names.add(name);
        }
        var cut = new Cursor(1, 40L + offers.size(), new Bytes(new byte[32]));
        var manifest =
                new CloneManifest(
                        writers.founder.account(),
                        author.id,
                        cut,
                        VersionVector.EMPTY.with(author.head().entry()),
                        "00",
                        1,
                        List.of(author.head()),
                        names);
        var sealed =
                sealing.sealManifest(
                        CloneManifest.bound(writers.founder.account(), author.id),
                        manifest.signed(RawKeys.signingKey(author.sign.privateKey())));
        offers.addFirst(new CloneOffer(author.id, cut, sealed, names, 0));
        return Shelf.CHUNK + names.getLast().toHex();
    }

    private byte[] spoil(String path) {
        return blobs.put(path, new byte[100]);
    }

    private Taken look() {
        Taken taken = new Taken.More();
        while (taken instanceof Taken.More) {
            taken = taking.step(new Token("t", 1), writers.control());
        }
        return taken;
    }

    private void assertTaken(Writers.Device author) {
        var complete = assertInstanceOf(Taken.Complete.class, look());
        var last = new EntryId(author.id, author.written.size());
        assertEquals(VersionVector.EMPTY.with(last), complete.entries());
        assertEquals(complete.entries(), store.received());
    }

    @Test
    void givenANewestCloneThatDoesNotOpen_whenTaken_thenTheNextOlderOneIs() {
        var honest = writers.enrolled().writes(4);
        offer(honest);
        spoil(offer(writers.enrolled().writes(6)));
        spoil(offer(writers.enrolled().writes(8)));

        assertTaken(honest);
    }

    @Test
    void givenNoCloneThatOpens_whenLookedAtAgainAndAgain_thenOnlyWhatDoesNotOpenIsFetchedAgain() {
        var spoilt = new TreeSet<String>();
        for (int entries = 4; entries < 8; entries++) {
            spoilt.add(offer(writers.enrolled().writes(entries)));
        }
        spoilt.forEach(this::spoil);

        for (int looks = 0; looks < 3; looks++) {
            assertInstanceOf(Taken.Forged.class, look());
        }

        var once = new ArrayList<>(shelf.fetched);
        once.removeAll(spoilt);
        assertEquals(3, once.size(), "whole chunks of three clones");
        assertEquals(3, new HashSet<>(once).size(), "each once");
        assertEquals(9, shelf.fetched.size() - once.size(), "three chunks, three times");
        assertEquals(Map.of(), store.received().seqByDevice());
    }

    @Test
    void givenAChunkThatDidNotOpen_whenTheServerGivesTheRightOne_thenThatCloneIsTaken() {
        var author = writers.enrolled().writes(4);
        var path = offer(author);
        var whole = spoil(path);
        assertInstanceOf(Taken.Forged.class, look());

        blobs.put(path, whole);

        assertTaken(author);
    }

    /// No test here repeats tasks.
    private static final class NoRules implements Recurrences {
        @Override
        public Optional<String> next(String rule, String due, LocalDate after) {
            return Optional.empty();
        }

        @Override
        public boolean isValid(String rule) {
            return false;
        }
    }
}
