package org.odradek.core.item;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Versioned;
import org.odradek.core.action.WriteId;
import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Random edits on several devices, delivered in random causal orders: the same set gives the same state, byte for byte.
class ItemStateConvergenceTest {
    private static final int DEVICES = 4;
    private static final int STEPS = 120;
    private static final ItemId ITEM = new ItemId(new UUID(1, 1));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void givenRandomEdits_whenEveryDeviceHasAll_thenAllStatesAreEqual(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var devices = new ArrayList<Device>();
        for (int i = 0; i < DEVICES; i++) {
            devices.add(new Device(new DeviceId(new UUID(100 + i, i))));
        }

        for (int step = 0; step < STEPS; step++) {
            var device = devices.get(random.nextInt(DEVICES));
            if (random.nextInt(3) == 0) {
                device.edit(random);
            } else {
                device.receiveOne(random, devices.get(random.nextInt(DEVICES)));
            }
        }
        for (var device : devices) {
            while (devices.stream().anyMatch(other -> device.receiveOne(random, other))) {
                // Everything that any device has arrives in the end.
            }
        }

        var first = ItemStateCodec.encode(devices.getFirst().state);
        for (var device : devices) {
            assertArrayEquals(first, ItemStateCodec.encode(device.state), "seed " + seed);
        }
        assertEquals(devices.getFirst().state, ItemStateCodec.decode(first), "seed " + seed);
    }

    private record Made(Stamp stamp, Action action) {}

    private static final class Device {
        private final DeviceId id;
        private final List<Made> log = new ArrayList<>();
        private VersionVector received = VersionVector.EMPTY;
        private ItemState state = ItemState.empty(ITEM);

        private Device(DeviceId id) {
            this.id = id;
        }

        private void edit(RandomGenerator random) {
            var entry = new EntryId(id, received.seq(id) + 1);
            var origin = random.nextInt(8) == 0 ? Origin.HOUSEKEEPING : Origin.USER;
            var hlc = new Hlc(1000 + random.nextInt(50), 0);
            var stamp = new Stamp(entry, received, new TreeSet<>(), hlc, hlc.wallMs(), origin);
            apply(new Made(stamp, action(random)));
        }

        private Action action(RandomGenerator random) {
            return switch (random.nextInt(10)) {
                case 0 ->
                        new Action.CreateItem(
                                ITEM, random.nextBoolean() ? ItemKind.NOTE : ItemKind.TASK);
                case 1 -> set(random, Field.TITLE, Value.text("title " + random.nextInt(4)));
                case 2 -> set(random, Field.TRASHED, Value.flag(random.nextInt(3) > 0));
                case 3 -> new Action.AddTag(ITEM, "tag" + random.nextInt(2));
                case 4 -> new Action.RemoveTag(ITEM, "tag" + random.nextInt(2));
                case 5 -> new Action.Attach(ITEM, "f", new byte[32], 5);
                case 6 -> new Action.Detach(ITEM, "f", new byte[32], 5);
                case 7 -> new Action.Purge(ITEM);
                case 8 -> set(random, Field.PINNED, Value.flag(random.nextBoolean()));
                default ->
                        set(
                                random,
                                Field.PARENT,
                                Value.ref(new ItemId(new UUID(2, random.nextInt(3)))));
            };
        }

        /// Mostly over all heads, as a screen that is up to date gives; sometimes over what was there before.
        private Action set(RandomGenerator random, Field field, Value value) {
            var over = new TreeSet<WriteId>(state.register(field).headIds());
            if (random.nextInt(3) == 0) {
                over.pollLast();
            }
            return new Action.SetField(ITEM, field.wireName(), List.of(Versioned.own(value)), over);
        }

        private boolean receiveOne(RandomGenerator random, Device other) {
            var ready =
                    other.log.stream()
                            .filter(made -> !received.covers(made.stamp().entry()))
                            .filter(made -> received.covers(made.stamp().seen()))
                            .toList();
            if (ready.isEmpty()) {
                return false;
            }
            apply(ready.get(random.nextInt(ready.size())));
            return true;
        }

        private void apply(Made made) {
            state = state.apply(made.stamp(), made.action());
            received = received.with(made.stamp().entry());
            log.add(made);
        }
    }
}
