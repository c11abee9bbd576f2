package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.text.Splice;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Random edits of every kind on several devices, exchanged in any order and more than once, give one view.
final class ConvergenceTest {
    private static final int STEPS = 120;
    private static final List<Field> TEXTS =
            List.of(Field.TITLE, Field.DUE, Field.PRIORITY, Field.ORDER, Field.REPEAT);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void givenAnyEditsInAnyOrder_whenAllHaveArrived_thenViewsAndConflictsAreEqual(long seed) {
        var random = new Random(seed);
        try (var desk = new Desk(folder)) {
            var devices = List.of(desk.device(), desk.device(), desk.device());
            var items = new ArrayList<ItemId>();
            for (int step = 0; step < STEPS; step++) {
                desk.pass(Duration.ofSeconds(random.nextInt(5)));
                var device = devices.get(random.nextInt(devices.size()));
                edit(device, items, random);
                if (random.nextInt(6) == 0) {
                    some(devices, random);
                }
            }
            all(devices, random);
            var first = devices.getFirst();
            for (var device : devices) {
                assertEquals(hash(first), hash(device), "seed " + seed);
                assertEquals(conflicts(first), conflicts(device), "seed " + seed);
                assertEquals(shown(first, items), shown(device, items), "seed " + seed);
                var report = device.store.doctor().examine(true, _ -> {}, () -> false);
                assertEquals(List.of(), report.findings(), "seed " + seed);
                assertEquals(0, report.parked(), "seed " + seed);
            }
        }
    }

    static String hash(Desk.Device device) {
        return device.store.view().viewHash();
    }

    /// All that the rows show, but for what is local.
    static List<String> shown(Desk.Device device, List<ItemId> items) {
        return items.stream()
                .map(
                        item -> {
                            var detail = device.item(item);
                            var row = detail.row();
                            return List.of(
                                            row.title(),
                                            row.tags(),
                                            row.trashed(),
                                            String.valueOf(row.status()),
                                            String.valueOf(row.due()),
                                            String.valueOf(row.parent()),
                                            row.priority(),
                                            row.updatedMs(),
                                            row.subtasks(),
                                            row.conflicts(),
                                            detail.body())
                                    .toString();
                        })
                .toList();
    }

    static List<String> conflicts(Desk.Device device) {
        return device.store.view().conflicts().stream()
                .map(
                        row ->
                                row.id()
                                        + row.field()
                                        + row.shown()
                                        + row.versions().stream()
                                                .map(each -> each.value())
                                                .toList())
                .toList();
    }

    /// One device hears of some entries of another, in any order, some twice.
    private static void some(List<Desk.Device> devices, Random random) {
        var from = devices.get(random.nextInt(devices.size()));
        var to = devices.get(random.nextInt(devices.size()));
        var entries = new ArrayList<SealedEntry>(from.store.undelivered(10_000));
        Collections.shuffle(entries, random);
        to.store.receive(entries.subList(0, entries.size() / 2));
    }

    static void all(List<Desk.Device> devices, Random random) {
        for (int round = 0; round < 2; round++) {
            for (var from : devices) {
                for (var to : devices) {
                    var entries = new ArrayList<SealedEntry>(from.store.undelivered(10_000));
                    Collections.shuffle(entries, random);
                    to.store.receive(entries);
                }
            }
        }
    }

    static void edit(Desk.Device device, List<ItemId> items, Random random) {
        var known =
                items.stream().filter(item -> device.store.view().item(item).isPresent()).toList();
        if (known.size() < 3 || random.nextInt(10) == 0) {
            items.add(create(device, random));
            return;
        }
        var item = known.get(random.nextInt(known.size()));
        device.store.submit(Edit.of(ViewPosition.NEWEST, action(device, item, known, random)));
    }

    private static ItemId create(Desk.Device device, Random random) {
        var id = device.newId();
        var kind = random.nextBoolean() ? ItemKind.NOTE : ItemKind.TASK;
        device.submit(
                new Action.CreateItem(id, kind),
                Edit.set(id, Field.TITLE, Value.text("Item " + random.nextInt(100))));
        return id;
    }

    private static Action action(
            Desk.Device device, ItemId item, List<ItemId> known, Random random) {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> splice(device, item, random);
            case 3 -> {
                var field = TEXTS.get(random.nextInt(TEXTS.size()));
                yield Edit.set(item, field, Value.text(text(field, random)));
            }
            case 4 -> new Action.AddTag(item, "tag" + random.nextInt(3));
            case 5 -> new Action.RemoveTag(item, "tag" + random.nextInt(3));
            case 6 -> Edit.set(item, Field.TRASHED, Value.flag(random.nextInt(3) > 0));
            case 7 ->
                    Edit.set(
                            item,
                            Field.STATUS,
                            random.nextBoolean()
                                    ? new Value.Status(Value.State.DONE, Desk.TODAY)
                                    : new Value.Status(Value.State.OPEN, null));
            default ->
                    Edit.set(
                            item, Field.PARENT, Value.ref(known.get(random.nextInt(known.size()))));
        };
    }

    private static String text(Field field, Random random) {
        return switch (field) {
            case DUE -> "2026-12-0" + (1 + random.nextInt(9));
            case REPEAT -> "FREQ=DAILY";
            case PRIORITY -> random.nextBoolean() ? "high" : "low";
            default -> "value " + random.nextInt(5);
        };
    }

    private static Action splice(Desk.Device device, ItemId item, Random random) {
        var detail = device.item(item);
        int length = detail.body().length();
        int at = length == 0 ? 0 : random.nextInt(length + 1);
        int deleted = length - at == 0 ? 0 : random.nextInt(Math.min(4, length - at) + 1);
        var inserted = random.nextInt(4) == 0 ? "\nline " : "word" + random.nextInt(10) + " ";
        return new Action.EditBody(
                item,
                detail.frontier(),
                List.of(new Splice(at, deleted, inserted)),
                random.nextInt(5) == 0);
    }
}
