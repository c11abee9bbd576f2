package org.odradek.store.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.core.action.Action;
import org.odradek.core.action.ItemKind;
import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.Causal;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.Gesture;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.core.item.Stamp;
import org.odradek.core.task.Recurrences;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.ReviewPlace;
import org.odradek.core.text.Splice;
import org.odradek.store.journal.Place;
import org.odradek.store.log.Devices;
import org.odradek.store.log.EntryRow;
import org.odradek.store.log.LogTable;
import org.odradek.store.schema.Database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/// What is carried along while a device types is, place for place, what a review of the whole history finds.
final class CarriedPlacesTest {
    private static final DeviceId SELF = new DeviceId(new UUID(0, 1));
    private static final DeviceId OTHER = new DeviceId(new UUID(0, 2));
    private static final ItemId NOTE = new ItemId(new UUID(0, 3));
    private static final String LINES = "one\ntwo\nthree\nfour\nfive\nsix\n";
    private static final int PIECES = 30;

    @TempDir Path folder;
    private Database database;
    private Devices devices;
    private LogTable log;
    private Materializer materializer;
    private long position;

    @BeforeEach
    void open() throws Exception {
        database = ((Database.Opened.Ready) Database.open(folder)).database();
        var connection = database.writer();
        devices = new Devices(connection);
        log = new LogTable(connection, devices);
        materializer =
                new Materializer(
                        connection,
                        devices,
                        log,
                        new ViewHash(new byte[32]),
                        new NoRules(),
                        ViewHash.empty());
        write(SELF, Origin.USER, new Action.CreateItem(NOTE, ItemKind.NOTE));
        edit(SELF, Origin.USER, new TreeSet<>(), 0, 0, LINES);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

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

    private SortedSet<BodyEventId> frontier() throws SQLException {
        return materializer.state(NOTE).body();
    }

    private void edit(
            DeviceId device,
            Origin origin,
            SortedSet<BodyEventId> parents,
            int at,
            int deleted,
            String inserted)
            throws SQLException {
        var splices = List.of(new Splice(at, deleted, inserted));
        write(device, origin, new Action.EditBody(NOTE, parents, splices, false));
    }

    /// An entry of its own, and a batch of its own.
    private void write(DeviceId device, Origin origin, Action action) throws SQLException {
        var of = devices.of(device);
        var id = new EntryId(device, of.arrived() + 1);
        var none = new TreeSet<EntryId>();
        var gesture = new Gesture(new GestureId(new UUID(1, position)), 0, true);
        var hlc = new Hlc(++position, 0);
        var causal =
                new Causal(VersionVector.EMPTY, none, hlc, position, "UTC", origin, gesture, null);
        var entry = new Entry(id, causal, List.of(action));
        var stamp = new Stamp(id, VersionVector.EMPTY, none, hlc, position, origin);
        var plan = materializer.plan(stamp, entry);
        materializer.take(plan, new ViewPosition(position), device.equals(SELF));
        of.arrive(new byte[32], VersionVector.EMPTY);
        log.insert(
                of.entryKey(id.seq()),
                LogTable.State.APPLIED,
                EntryRow.of(entry, stamp, position, new Place(position)),
                new byte[32],
                materializer.keys(plan.items()));
        materializer.finish();
    }

    private List<ReviewPlace> reviewed() throws SQLException {
        var key = materializer.keys(List.of(NOTE))[0];
        return OpenConflicts.places(
                database.writer(), devices.keys(), key, materializer.state(NOTE));
    }

    private void bothEdit(String line) throws SQLException {
        var parents = frontier();
        int at = materializer.body(NOTE).indexOf(line);
        edit(SELF, Origin.USER, parents, at, 1, "MINE");
        edit(OTHER, Origin.USER, parents, at + 1, 1, "THEIRS");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givenOpenPlaces_whenTypedAnywhere_thenTheSameAreCarriedAsAReviewFinds(long seed)
            throws SQLException {
        var random = new Random(seed);
        for (var line : List.of("two", "four", "six")) {
            bothEdit(line);
        }
        assertEquals(3, materializer.placesCarried(NOTE).size());
        int moved = 0;
        for (int piece = 1; piece <= PIECES; piece++) {
            var before = materializer.placesCarried(NOTE);
            int length = materializer.body(NOTE).length();
            int at = random.nextInt(length + 1);
            int deleted = random.nextInt(4) == 0 ? Math.min(2, length - at) : 0;
            var inserted = random.nextInt(3) == 0 ? "\n" : "x" + piece;
            var origin = random.nextInt(3) == 0 ? Origin.USER : Origin.IMPORT;
            edit(SELF, origin, frontier(), at, deleted, inserted);

            var carried = materializer.placesCarried(NOTE);
            assertEquals(reviewed(), carried, "seed " + seed + ", piece " + piece);
            moved += carried.isEmpty() || carried.equals(before) ? 0 : 1;
        }
        assertTrue(moved > 0, "nothing was carried, seed " + seed);
    }
}
