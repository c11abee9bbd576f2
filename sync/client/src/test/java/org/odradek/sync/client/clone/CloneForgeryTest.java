package org.odradek.sync.client.clone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.task.Recurrences;
import org.odradek.store.Opening;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.clone.CloneTaking.Taken;
import org.odradek.sync.client.keys.CloneSealing;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Token;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Clones that a server made up or altered, and clones of a device of the account that lies. Nothing of them is taken.
final class CloneForgeryTest {
    private static final Cursor CUT = new Cursor(1, 40, new Bytes(new byte[32]));

    @TempDir Path folder;
    private final Map<String, byte[]> blobs = new TreeMap<>();
    private final List<CloneOffer> offers = new ArrayList<>();
    private Writers writers;
    private Writers.Device author;
    private Writers.Device other;
    private Store store;

    // What the clone of each test is made of; a test changes what it lies about.
    private ProfileKeys.Pair signer;
    private DeviceId namedAuthor;
    private Cursor offeredCut = CUT;
    private List<SignedHead> heads = new ArrayList<>();
    private TreeMap<DeviceId, Long> claimed = new TreeMap<>();
    private List<List<SealedEntry>> chunks = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        writers = new Writers(7);
        author = writers.enrolled().writes(3);
        other = writers.enrolled().writes(2);
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
        signer = author.sign;
        namedAuthor = author.id;
        heads.addAll(List.of(author.head(), other.head()));
        claimed.putAll(Map.of(author.id, 3L, other.id, 2L));
        chunks.add(new ArrayList<>(author.written));
        chunks.add(new ArrayList<>(other.written));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private CloneManifest manifest(List<Bytes> names) {
        return new CloneManifest(
                writers.founder.account(),
                namedAuthor,
                CUT,
                new VersionVector(claimed),
                "00",
                1,
                heads,
                names);
    }

    private CloneSealing sealing() {
        return new CloneSealing(
                writers.founder.keys().contentKeys().getFirst(), writers.randomBytes);
    }

    private List<Bytes> putChunks() {
        var names = new ArrayList<Bytes>();
        for (var chunk : chunks) {
            var content = CloneChunk.encode(chunk);
            var name = sealing().name(content);
            blobs.put("/v1/blobs/" + name.toHex(), sealing().seal(name, content));
            names.add(name);
        }
        return names;
    }

    private void offer() {
        var names = putChunks();
        offer(manifest(names), names);
    }

    private void offer(CloneManifest manifest, List<Bytes> listed) {
        var bound = CloneManifest.bound(writers.founder.account(), namedAuthor);
        var sealed =
                sealing()
                        .sealManifest(
                                bound, manifest.signed(RawKeys.signingKey(signer.privateKey())));
        offers.add(new CloneOffer(namedAuthor, offeredCut, sealed, listed, 0));
    }

    private Taken taken() {
        try (var line = new Shelf(offers, blobs)) {
            var taking = new CloneTaking(store, new ServerApi(line), writers.randomBytes);
            Taken taken = new Taken.More();
            while (taken instanceof Taken.More) {
                taken = taking.step(new Token("t", 1), writers.control());
            }
            return taken;
        }
    }

    /// What comes of looking twice for what counts of a removed device; the second time nothing is fetched again.
    private Taken regained() {
        try (var line = new Shelf(offers, blobs)) {
            var taking = new CloneTaking(store, new ServerApi(line), writers.randomBytes);
            Taken taken = new Taken.More();
            while (taken instanceof Taken.More) {
                taken = taking.regain(new Token("t", 1), writers.control());
            }
            int fetched = line.fetched.size();
            assertEquals(taken, taking.regain(new Token("t", 1), writers.control()));
            assertEquals(fetched, line.fetched.size());
            return taken;
        }
    }

    @Test
    void
            givenAForgedCloneThatIsNotNeeded_whenLookedAtForWhatCountsOfARemovedOne_thenItIsLeftAlone() {
        writers.revoke(other, 2);
        var twin = writers.new Device(author.id, author.sign).writes(3);
        chunks.getFirst().set(1, twin.written.get(1));
        offer();

        assertInstanceOf(Taken.NoneYet.class, regained());
        assertNothingIsTaken();
    }

    @Test
    void givenACloneWithOtherEntriesOfItsAuthor_whenLookedAtForThat_thenItIsLeftAlone() {
        writers.revoke(other, 2);
        store.receive(author.written);
        var twin = writers.new Device(author.id, author.sign).writes(3);
        chunks.set(0, twin.written);
        heads.set(0, twin.head());
        offer();

        assertInstanceOf(Taken.NoneYet.class, regained());
        assertEquals(Map.of(author.id, 3L), store.received().seqByDevice());
    }

    private boolean owes() {
        try (var line = new Shelf(offers, blobs)) {
            return new CloneOwing(store, new ServerApi(line), writers.randomBytes)
                            .look(new Token("t", 1), writers.control())
                    instanceof CloneOwing.Owing.Owes;
        }
    }

    @Test
    void givenACloneThatOnlyClaimsARemovedDevicesEntries_whenLookedAt_thenOneIsOwedAllTheSame() {
        writers.revoke(other, 1);
        writers.move(other, 2);
        store.receive(other.written);
        heads.set(1, other.headAt(2, author.sign));
        offer();
        assertTrue(owes(), "whoever comes by it believes none of it");

        heads.set(1, other.head());
        offer();

        assertFalse(owes(), "there is one that holds them");
    }

    private void assertForged(String what) {
        var forged = assertInstanceOf(Taken.Forged.class, taken());

        assertEquals(what, forged.what());
        assertNothingIsTaken();
    }

    private void assertNothingIsTaken() {
        assertEquals(Map.of(), store.received().seqByDevice());
        assertEquals(0, store.standing().waiting() + store.standing().parked());
    }

    @Test
    void givenAnHonestClone_whenOffered_thenAllOfItIsTaken() {
        offer();

        assertInstanceOf(Taken.Complete.class, taken());
        assertEquals(claimed, store.received().seqByDevice());
    }

    @Test
    void givenAnAuthorThatTheAccountDoesNotKnow_whenOffered_thenNothingIsTaken() {
        var stranger = writers.stranger();
        signer = stranger.sign;
        namedAuthor = stranger.id;
        offer();

        assertForged("a clone of a device that the account does not know");
    }

    @Test
    void givenAnAuthorThatWasRemoved_whenOffered_thenNothingIsTaken() {
        writers.revoke(author, 3);
        offer();

        assertInstanceOf(Taken.NoneYet.class, taken());
        assertNothingIsTaken();
    }

    @Test
    void givenTheSignatureOfAnotherDevice_whenOffered_thenNothingIsTaken() {
        signer = other.sign;
        offer();

        assertForged("a clone that its author did not sign");
    }

    @Test
    void givenACutMovedInTheOffer_whenOffered_thenNothingIsTaken() {
        offeredCut = new Cursor(1, 50, new Bytes(new byte[32]));
        offer();

        assertForged("a clone that its author did not sign");
    }

    @Test
    void givenAChunkLeftOutOfTheOffer_whenOffered_thenNothingIsTaken() {
        var names = putChunks();
        offer(manifest(names), names.subList(0, 1));

        assertForged("a clone that its author did not sign");
    }

    @Test
    void givenAManifestSealedForAnotherAccount_whenOffered_thenNothingIsTaken() {
        var foreign = new Writers(8);
        var eve = foreign.enrolled();
        var manifest =
                new CloneManifest(
                        foreign.founder.account(),
                        eve.id,
                        CUT,
                        VersionVector.EMPTY,
                        "00",
                        1,
                        List.of(),
                        List.of());
        var sealed =
                new CloneSealing(
                                foreign.founder.keys().contentKeys().getFirst(),
                                foreign.randomBytes)
                        .sealManifest(
                                CloneManifest.bound(foreign.founder.account(), eve.id),
                                manifest.signed(RawKeys.signingKey(eve.sign.privateKey())));
        offers.add(new CloneOffer(author.id, CUT, sealed, List.of(), 0));

        assertForged("a clone that was not sealed for this account");
    }

    @Test
    void givenAManifestOfAnotherAccountUnderTheSameKeys_whenOffered_thenNothingIsTaken() {
        var names = putChunks();
        var mine = manifest(names);
        offer(
                new CloneManifest(
                        new Writers(8).founder.account(),
                        mine.author(),
                        mine.cut(),
                        mine.entries(),
                        mine.viewHash(),
                        1,
                        mine.heads(),
                        names),
                names);

        assertForged("a clone that its author did not sign");
    }

    @Test
    void givenChunksInAnotherOrder_whenADeviceLogIsInTwo_thenNothingIsTaken() {
        chunks.set(0, new ArrayList<>(author.written.subList(2, 3)));
        chunks.add(new ArrayList<>(author.written.subList(0, 2)));
        offer();

        assertForged("an entry that does not follow its device's chain");
    }

    @Test
    void givenAChunkInAnothersPlace_whenFetched_thenNothingIsTaken() {
        offer();
        var names = new ArrayList<>(blobs.keySet());
        Collections.reverse(names);
        var contents = new ArrayList<>(blobs.values());
        for (int i = 0; i < names.size(); i++) {
            blobs.put(names.get(i), contents.get(i));
        }

        assertForged("a chunk that no device of this account sealed");
    }

    @Test
    void givenTheLastEntryOfAnotherDeviceLeftOut_whenVerified_thenNothingIsTaken() {
        chunks.get(1).removeLast();
        offer();

        assertForged("a clone that lacks some of what it names");
    }

    @Test
    void givenALogCutBeforeItsHead_whenVerified_thenNothingIsTaken() {
        chunks.get(1).removeLast();
        claimed.put(other.id, 1L);
        offer();

        assertForged("a log without the word of its device");
    }

    @Test
    void givenNoHeadOfADevice_whenVerified_thenNothingIsTaken() {
        heads.removeLast();
        offer();

        assertForged("a log without the word of its device");
    }

    @Test
    void givenAHeadSignedByTheAuthorForAnother_whenVerified_thenNothingIsTaken() {
        heads.set(1, other.headAt(2, author.sign));
        offer();

        assertForged("a head that its device did not sign");
    }

    @Test
    void givenAnEntryPutIn_whenVerified_thenNothingIsTaken() {
        var twin = writers.new Device(other.id, other.sign).writes(2);
        chunks.get(1).set(1, twin.written.get(1));
        offer();

        assertForged("an entry that does not follow its device's chain");
    }

    @Test
    void givenAnotherLastEntryThanTheHeads_whenVerified_thenNothingIsTaken() {
        var twin = writers.new Device(other.id, other.sign);
        twin.written.add(other.written.getFirst());
        twin.writes(1);
        chunks.get(1).set(1, twin.written.get(1));
        offer();

        assertForged("a head of another chain");
    }

    @Test
    void givenAnEntryOfADeviceThatTheManifestDoesNotName_whenVerified_thenNothingIsTaken() {
        chunks.get(1).addAll(writers.stranger().writes(1).written);
        offer();

        assertForged("an entry that does not follow its device's chain");
    }

    @Test
    void givenWhatARemovedDeviceWroteLater_whenVerified_thenNothingIsTaken() {
        writers.revoke(other, 1);
        offer();

        assertForged("entries that a device wrote after it was removed");
    }

    @Test
    void givenAForgedCloneBesideAnHonestOne_whenOffered_thenTheHonestOneIsTaken() {
        signer = other.sign;
        offer();
        signer = author.sign;
        offer();

        assertInstanceOf(Taken.Complete.class, taken());
        assertTrue(store.received().seqByDevice().equals(claimed));
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
