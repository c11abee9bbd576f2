package org.odradek.sync.simulation.user;

import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.Submission;
import org.odradek.store.view.ConflictRow;
import org.odradek.store.view.View;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.simulation.device.SimulatedDevice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Items of which nothing but the title is ever written, each time something new: so that it is known which titles must be shown at the
/// end. A person begins to write, perhaps does other things meanwhile, and ends it: what they saw in the beginning is replaced, and
/// nothing else.
public final class Slates {
    private final RandomGenerator random;
    private final Consumer<String> trace;
    private final Map<ItemId, List<Written>> written = new LinkedHashMap<>();
    private final Map<SimulatedDevice, Begun> begun = new HashMap<>();

    Slates(RandomGenerator random, Consumer<String> trace) {
        this.random = random;
        this.trace = trace;
    }

    private record Written(String title, EntryId entry, Set<String> replaced) {}

    private record Begun(Store store, ItemId item, ViewPosition upon, Set<String> shown) {}

    void add(ItemId item, String title, EntryId made) {
        var titles = new ArrayList<Written>();
        titles.add(new Written(title, made, Set.of()));
        written.put(item, titles);
    }

    boolean holds(ItemId item) {
        return written.containsKey(item);
    }

    /// Begins to write, or ends it.
    void write(SimulatedDevice device, String title) {
        var view = device.store().view();
        var before = begun.remove(device);
        if (before != null && before.store() == device.store()) {
            end(device, before, title);
            return;
        }
        var here = written.keySet().stream().filter(view::knows).toList();
        if (!here.isEmpty()) {
            var item = here.get(random.nextInt(here.size()));
            trace.accept(device.name() + " begins to write slate " + item);
            begun.put(device, new Begun(device.store(), item, view.position(), shown(view, item)));
        }
    }

    private void end(SimulatedDevice device, Begun before, String title) {
        var item = before.item();
        var answer =
                device.submit(
                        Edit.of(before.upon(), Edit.set(item, Field.TITLE, Value.text(title))));
        trace.accept(device.name() + " writes slate " + item + ": " + title);
        if (answer.isEmpty()) {
            // Nobody knows what became of it.
            written.remove(item);
        } else if (answer.get() instanceof Submission.Accepted accepted && holds(item)) {
            written.get(item).add(new Written(title, accepted.entry(), replaced(device, before)));
        }
    }

    /// What was shown. Where a record has rotted, an own title may not have been shown and be back by now; a device's own writes follow each
    /// other, whatever it showed.
    private Set<String> replaced(SimulatedDevice device, Begun before) {
        var replaced = new TreeSet<>(before.shown());
        if (!device.rotten().isEmpty()) {
            written.get(before.item()).stream()
                    .filter(each -> each.entry().device().equals(device.device()))
                    .forEach(each -> replaced.add(each.title()));
        }
        return replaced;
    }

    /// All titles that a device shows of an item.
    public static Set<String> shown(View view, ItemId item) {
        var titles = new TreeSet<String>();
        view.item(item).ifPresent(found -> titles.add(found.row().title()));
        view.conflicts().stream()
                .filter(row -> row.item().equals(item) && row.field().equals("title"))
                .flatMap(row -> row.versions().stream())
                .map(ConflictRow.Version::value)
                .forEach(titles::add);
        return titles;
    }

    public Set<ItemId> items() {
        return written.keySet();
    }

    /// All titles of an item that must be shown where these entries are: those that no other write replaced.
    public Set<String> due(ItemId item, VersionVector received) {
        var here =
                written.get(item).stream().filter(each -> received.covers(each.entry())).toList();
        var due = new TreeSet<String>();
        here.forEach(each -> due.add(each.title()));
        here.forEach(each -> due.removeAll(each.replaced()));
        return due;
    }
}
