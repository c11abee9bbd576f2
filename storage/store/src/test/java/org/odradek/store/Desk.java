package org.odradek.store;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.core.task.Recurrences;
import org.odradek.core.text.Splice;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Several devices of one account on one desk, each with its folder, a fixed clock that moves by hand and fixed ids.
final class Desk implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private final Path folder;
    private final ProfileIdentity first;
    private final List<Device> devices = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T09:00:00Z");

    Desk(Path folder) {
        this.folder = folder;
        this.first = new KeyMaking(random(0)).newIdentity("Device 0", now.toEpochMilli());
    }

    private static java.util.function.IntFunction<byte[]> random(long seed) {
        var random = new Random(seed);
        return size -> {
            var bytes = new byte[size];
            synchronized (random) {
                random.nextBytes(bytes);
            }
            return bytes;
        };
    }

    /// The clock of all devices.
    void pass(Duration time) {
        now = now.plus(time);
    }

    Device device() {
        return device(
                new ProfileIdentity(
                        first.account(),
                        new KeyMaking(random(1000 + devices.size())).newDevice(now.toEpochMilli()),
                        "Device " + devices.size(),
                        first.keys()));
    }

    /// A device of this or another account.
    Device device(ProfileIdentity identity) {
        int number = devices.size();
        var at = folder.resolve("device-" + number);
        try {
            Stores.prepare(at, identity);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        var device = new Device(at, number);
        devices.add(device);
        return device;
    }

    /// Where the next device's profile will be.
    Path next() {
        return folder.resolve("device-" + devices.size());
    }

    /// A device in whose folder there is a profile as soon as this has run.
    Device device(Runnable profile) {
        profile.run();
        var device = new Device(next(), devices.size());
        devices.add(device);
        return device;
    }

    @Override
    public void close() {
        devices.forEach(Device::close);
    }

    /// Every device takes in everything that the others have.
    void exchange() {
        for (var from : devices) {
            for (var to : devices) {
                if (from != to) {
                    to.store.receive(from.store.undelivered(100_000));
                }
            }
        }
    }

    /// One device.
    final class Device implements AutoCloseable {
        final Path folder;
        final StoreOptions options;
        Store store;

        Device(Path folder, int number) {
            this.folder = folder;
            this.options =
                    new StoreOptions(
                            clock(),
                            random(2000 + number),
                            new Daily(),
                            "Device " + number,
                            _ -> {});
            this.store = open();
        }

        private Store open() {
            return switch (Stores.open(folder, options)) {
                case Opening.Opened(var opened) -> opened;
                case Opening other -> throw new IllegalStateException(other.toString());
            };
        }

        void restart() {
            store.close();
            reopen();
        }

        /// Opens again what a test has closed.
        void reopen() {
            store = open();
        }

        @Override
        public void close() {
            store.close();
        }

        ItemId newId() {
            return new ItemId(KeyMaking.uuid7(now.toEpochMilli(), options.randomBytes()));
        }

        Submission.Accepted submit(Action... actions) {
            return accepted(store.submit(Edit.of(ViewPosition.NEWEST, actions)));
        }

        ItemId note(String title, String body) {
            var id = newId();
            var actions = new ArrayList<Action>();
            actions.add(new Action.CreateItem(id, ItemKind.NOTE));
            actions.add(Edit.set(id, Field.TITLE, Value.text(title)));
            if (!body.isEmpty()) {
                actions.add(
                        new Action.EditBody(
                                id,
                                new java.util.TreeSet<>(),
                                List.of(new Splice(0, 0, body)),
                                true));
            }
            submit(actions.toArray(Action[]::new));
            return id;
        }

        void type(ItemId item, int at, int deleted, String inserted) {
            var frontier = item(item).frontier();
            submit(
                    new Action.EditBody(
                            item, frontier, List.of(new Splice(at, deleted, inserted)), false));
        }

        void set(ItemId item, Field field, Value value) {
            submit(Edit.set(item, field, value));
        }

        ItemDetail item(ItemId id) {
            return store.view().item(id).orElseThrow();
        }

        List<ItemRow> list(ListQuery.Scope scope) {
            var view = store.view();
            return view.rows(view.ids(ListQuery.of(scope, ListQuery.Sort.TITLE, TODAY)));
        }

        List<String> titles(ListQuery.Scope scope) {
            return list(scope).stream().map(ItemRow::title).toList();
        }
    }

    static Submission.Accepted accepted(Submission submission) {
        return switch (submission) {
            case Submission.Accepted accepted -> accepted;
            case Submission.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("the desk stands in one zone");
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    /// Knows the one rule that these tests use: every day.
    static final class Daily implements Recurrences {
        @Override
        public Optional<String> next(String rule, String due, LocalDate after) {
            if (due.contains("T")) {
                var next = LocalDateTime.parse(due);
                while (!next.toLocalDate().isAfter(after)) {
                    next = next.plusDays(1);
                }
                return Optional.of(next.toString());
            }
            var next = LocalDate.parse(due).plusDays(1);
            return Optional.of((next.isAfter(after) ? next : after.plusDays(1)).toString());
        }

        @Override
        public boolean isValid(String rule) {
            return rule.equals("FREQ=DAILY");
        }
    }
}
