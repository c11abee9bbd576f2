package org.odradek.sync.simulation.user;

import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.Submission;
import org.odradek.store.view.View;
import org.odradek.sync.simulation.device.SimulatedDevice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Items that are only ever renamed and trashed, so that it is known which of them lie in the trash at the end: those that somebody trashed
/// who knew of all renames but for such as came after. Whoever renames what they know to be in the trash does not bring it back.
public final class Bins {
    private final RandomGenerator random;
    private final Consumer<String> trace;
    private final Map<ItemId, List<Done>> done = new LinkedHashMap<>();

    Bins(RandomGenerator random, Consumer<String> trace) {
        this.random = random;
        this.trace = trace;
    }

    private record Done(boolean trashes, EntryId entry, VersionVector known) {
        boolean knows(Done other) {
            return known.covers(other.entry);
        }
    }

    void add(ItemId item) {
        done.put(item, new ArrayList<>());
    }

    boolean holds(ItemId item) {
        return done.containsKey(item);
    }

    /// Renames one, or trashes it.
    void change(SimulatedDevice device, String title) {
        var view = device.store().view();
        var here = done.keySet().stream().filter(view::knows).toList();
        if (here.isEmpty()) {
            return;
        }
        var item = here.get(random.nextInt(here.size()));
        boolean trashes = !isTrashed(view, item) && random.nextBoolean();
        var known = device.store().received();
        var answer =
                device.submit(
                        Edit.of(
                                view.position(),
                                trashes
                                        ? Edit.set(item, Field.TRASHED, Value.flag(true))
                                        : Edit.set(item, Field.TITLE, Value.text(title))));
        trace.accept(device.name() + (trashes ? " trashes " : " renames ") + item);
        if (answer.isEmpty()) {
            // Nobody knows what became of it.
            done.remove(item);
        } else if (answer.get() instanceof Submission.Accepted accepted) {
            done.get(item).add(new Done(trashes, accepted.entry(), known));
        }
    }

    public Set<ItemId> items() {
        return done.keySet();
    }

    /// Whether a device shows an item in the trash.
    public static boolean isTrashed(View view, ItemId item) {
        return view.item(item).filter(found -> found.row().trashed()).isPresent();
    }

    /// Whether an item lies in the trash where these entries are.
    public boolean isDue(ItemId item, VersionVector received) {
        var here = done.get(item).stream().filter(each -> received.covers(each.entry())).toList();
        var trashings = here.stream().filter(Done::trashes).toList();
        return trashings.stream()
                .filter(one -> trashings.stream().noneMatch(later -> later.knows(one)))
                .anyMatch(
                        one ->
                                here.stream()
                                        .filter(each -> !each.trashes())
                                        .allMatch(each -> one.knows(each) || each.knows(one)));
    }
}
