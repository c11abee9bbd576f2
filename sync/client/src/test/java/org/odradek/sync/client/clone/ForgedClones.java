package org.odradek.sync.client.clone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.jspecify.annotations.Nullable;
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
import org.odradek.store.snapshot.RowForm;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.clone.CloneTaking.Taken;
import org.odradek.sync.client.keys.CloneSealing;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.clone.HeldClone;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.SignedHead;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Clones as a server may hold them, honest or forged in one thing or another, and a device that takes one.

abstract class ForgedClones {
    static final Cursor CUT = new Cursor(1, 40, new Bytes(new byte[32]));

    @TempDir Path folder;
    @TempDir Path authorsFolder;
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
    String viewHash = "00";
    RowForm form;
    @Nullable List<byte[]> view;
    List<byte[]> log = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        writers = new Writers(7);
        author = writers.enrolled().writes(3);
        other = writers.enrolled().writes(2);
        writers.enrolledFounder();
        Stores.prepare(folder, writers.founder);
        store = open(folder);
        signer = author.sign;
        namedAuthor = author.id;
        heads.addAll(List.of(author.head(), other.head()));
        claimed.putAll(Map.of(author.id, 3L, other.id, 2L));
        chunks.add(new ArrayList<>(author.written));
        chunks.add(new ArrayList<>(other.written));
    }

    Store open(Path at) {
        var options =
                new StoreOptions(
                        Clock.systemUTC(), writers.randomBytes, new NoRules(), "Desk PC", _ -> {});
        return switch (Stores.open(at, options)) {
            case Opening.Opened(var opened) -> opened;
            case Opening refused -> throw new IllegalStateException(refused.toString());
        };
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
                viewHash,
                1,
                heads,
                names,
                view == null ? null : new CloneRows(form, put(view), put(log)));
    }

    List<Bytes> put(List<byte[]> contents) {
        var names = new ArrayList<Bytes>();
        for (var content : contents) {
            var name = sealing().name(content);
            blobs.put("/v1/blobs/" + name.toHex(), sealing().seal(name, content));
            names.add(name);
        }
        return names;
    }

    CloneSealing sealing() {
        return new CloneSealing(
                writers.founder.keys().contentKeys().getFirst(), writers.randomBytes);
    }

    List<Bytes> putChunks() {
        return put(chunks.stream().map(CloneChunk::encode).toList());
    }

    void offer() {
        var manifest = manifest(putChunks());
        offer(manifest, List.copyOf(manifest.blobs()));
    }

    void offer(CloneManifest manifest, List<Bytes> listed) {
        var bound = CloneManifest.bound(writers.founder.account(), namedAuthor);
        var sealed =
                sealing()
                        .sealManifest(
                                bound, manifest.signed(RawKeys.signingKey(signer.privateKey())));
        offers.add(new CloneOffer(namedAuthor, offeredCut, sealed, listed, 0));
    }

    Taken taken() {
        try (var line = new Shelf()) {
            var taking = new CloneTaking(store, new ServerApi(line), writers.randomBytes);
            Taken taken = new Taken.More();
            while (taken instanceof Taken.More) {
                taken = taking.step(new Token("t", 1), writers.control());
            }
            return taken;
        }
    }

    void assertForged(String what) {
        var forged = assertInstanceOf(Taken.Forged.class, taken());

        assertEquals(what, forged.what());
        assertNothingIsTaken();
    }

    void assertNothingIsTaken() {
        assertEquals(Map.of(), store.received().seqByDevice());
        assertEquals(0, store.standing().waiting() + store.standing().parked());
    }

    private final class Shelf implements Transport {
        @Override
        public Raw send(Request request) {
            if (request.path().equals("/v1/clones")) {
                var held =
                        offers.stream()
                                .map(offer -> new HeldClone(offer, 0, List.of(), false))
                                .toList();
                return new Raw.Arrived(200, Wire.encode(new Clones(held)));
            }
            var blob = blobs.get(request.path());
            return blob == null
                    ? new Raw.Arrived(404, Wire.encode(new Refusal.NotFound()))
                    : new Raw.Arrived(200, blob);
        }

        @Override
        public AutoCloseable listen(Token token, Consumer<Wake> woken, Runnable closed) {
            throw new UnsupportedOperationException("nobody listens here");
        }

        @Override
        public void close() {}
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
