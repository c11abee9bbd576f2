package org.odradek.sync.client.clone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import org.odradek.sync.client.keys.CloneSealing;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.wire.Cursor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A store and an account, and what a clone is made of for it; a test changes what it lies about.
abstract class CloneForgeryFixture {
    static final Cursor CUT = new Cursor(1, 40, new Bytes(new byte[32]));

    @TempDir Path folder;
    final Map<String, byte[]> blobs = new TreeMap<>();
    final List<CloneOffer> offers = new ArrayList<>();
    Writers writers;
    Writers.Device author;
    Writers.Device other;
    Store store;

    // What the clone of each test is made of; a test changes what it lies about.
    ProfileKeys.Pair signer;
    DeviceId namedAuthor;
    Cursor offeredCut = CUT;
    List<SignedHead> heads = new ArrayList<>();
    TreeMap<DeviceId, Long> claimed = new TreeMap<>();
    List<List<SealedEntry>> chunks = new ArrayList<>();

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

    CloneManifest manifest(List<Bytes> names) {
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

    CloneSealing sealing() {
        return new CloneSealing(
                writers.founder.keys().contentKeys().getFirst(), writers.randomBytes);
    }

    List<Bytes> putChunks() {
        var names = new ArrayList<Bytes>();
        for (var chunk : chunks) {
            var content = CloneChunk.encode(chunk);
            var name = sealing().name(content);
            blobs.put("/v1/blobs/" + name.toHex(), sealing().seal(name, content));
            names.add(name);
        }
        return names;
    }

    void offer() {
        var names = putChunks();
        offer(manifest(names), names);
    }

    void offer(CloneManifest manifest, List<Bytes> listed) {
        var bound = CloneManifest.bound(writers.founder.account(), namedAuthor);
        var sealed =
                sealing()
                        .sealManifest(
                                bound, manifest.signed(RawKeys.signingKey(signer.privateKey())));
        offers.add(new CloneOffer(namedAuthor, offeredCut, sealed, listed, 0));
    }

    void assertNothingIsTaken() {
        assertEquals(Map.of(), store.received().seqByDevice());
        assertEquals(0, store.standing().waiting() + store.standing().parked());
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
