package org.odradek.exchange;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;
import org.odradek.exchange.KnownItems.Known;
import org.odradek.exchange.portable.ImportCursor;
import org.odradek.exchange.portable.ImportSource;
import org.odradek.exchange.portable.ImportStep;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.store.Edit;
import org.odradek.store.Store;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One run of an import, or of its preview, from the first item to the last. Items are taken in groups: found, planned, and
/// submitted as one edit each, while the source is read on, which is what makes it fast.
final class ImportPass {
    /// A group's texts: below an entry's 1 MiB, so that a group is mostly one entry.
    private static final int GROUP_CHARS_MAX = 400_000;

    /// A group's items: how many the watch waits for at most, and how many texts are in memory.
    private static final int GROUP_ITEMS_MAX = 50;

    private final Store store;
    private final ImportSource source;
    private final List<String> into;
    private final boolean dryRun;
    private final ImportTally tally;
    private final NotebookPlan notebooks;
    private final KnownItems known;
    private final ItemActions actions;
    private final FileIntake files;
    private final ImportBatch batch;
    private final ImportedTexts texts;
    private final Map<String, ItemId> idBySource = new HashMap<>();
    private final Map<ItemId, String> parentWanted = new LinkedHashMap<>();
    private int done;

    ImportPass(
            Store store,
            ImportSource source,
            List<String> into,
            boolean dryRun,
            Clock clock,
            GestureId gesture) {
        this.store = store;
        this.source = source;
        this.into = List.copyOf(into);
        this.dryRun = dryRun;
        this.tally = new ImportTally(source.format());
        this.notebooks = new NotebookPlan(store.view());
        this.known = new KnownItems(store, source);
        this.actions = new ItemActions(clock.getZone(), LocalDate.now(clock));
        this.files = new FileIntake(store.attachments(), dryRun, tally::warn);
        this.batch = new ImportBatch(store, gesture, tally::warn);
        this.texts = new ImportedTexts(store);
    }

    ImportOutcome run(ExchangeWatch watch) throws IOException {
        var total = source.outline().items();
        try (files;
                batch;
                var cursor = source.open()) {
            var group = read(cursor);
            // One group ahead, so that the gesture's last entry can say that it is the last.
            var next = readAfter(group, cursor);
            while (true) {
                if (!watch.goOn(done, total)) {
                    return new ImportOutcome.Stopped(report());
                }
                begin(group, next.items.isEmpty());
                var afterNext = readAfter(next, cursor);
                var refused = end(group);
                if (refused.isPresent()) {
                    return new ImportOutcome.Refused(refused.get(), report());
                }
                if (next.items.isEmpty()) {
                    watch.goOn(total, total);
                    var broken = group.brokenOff.isEmpty() ? next.brokenOff : group.brokenOff;
                    return broken.isEmpty()
                            ? new ImportOutcome.Done(report())
                            : new ImportOutcome.Refused(broken, report());
                }
                group = next;
                next = afterNext;
            }
        }
    }

    /// Items that are read, planned and submitted together.
    private static final class Group {
        private final List<PortableItem> items = new ArrayList<>();

        /// Why the source gives no more, empty while it does.
        private String brokenOff = "";
    }

    private ImportReport report() {
        return tally.report(batch.lastEntry());
    }

    private Group readAfter(Group before, ImportCursor cursor) {
        var ended = before.items.isEmpty() || !before.brokenOff.isEmpty();
        return ended ? new Group() : read(cursor);
    }

    /// Reads a group; it is empty at the end of the source.
    private Group read(ImportCursor cursor) {
        var group = new Group();
        var chars = 0;
        while (group.items.size() < GROUP_ITEMS_MAX && chars < GROUP_CHARS_MAX) {
            Optional<ImportStep> step;
            try {
                step = cursor.next();
            } catch (IOException e) {
                group.brokenOff = "The source cannot be read any further; what was read is in.";
                return group;
            }
            if (step.isEmpty()) {
                return group;
            }
            switch (step.get()) {
                case ImportStep.Noted(var warning) -> tally.warn(warning);
                case ImportStep.ItemRefused(var warning) -> {
                    tally.warn(warning);
                    done++;
                }
                case ImportStep.ItemRead(var item) -> {
                    group.items.add(item);
                    chars += item.body().length();
                }
            }
        }
        return group;
    }

    /// Plans a group and begins to submit it; with the last one, what was left for the end.
    private void begin(Group group, boolean last) {
        var found = known.find(group.items);
        files.begin(news(group.items, found));
        for (var i = 0; i < group.items.size(); i++) {
            var item = group.items.get(i);
            switch (found.get(i)) {
                case Known.New(var id) -> create(item, id);
                case Known.Here here -> keepOrUpdate(item, here);
            }
        }
        if (last) {
            addEmptyNotebooks();
            addParents();
        }
        batch.begin(!last);
    }

    private static List<PortableItem> news(List<PortableItem> items, List<Known> found) {
        var news = new ArrayList<PortableItem>();
        for (var i = 0; i < items.size(); i++) {
            if (found.get(i) instanceof Known.New) {
                news.add(items.get(i));
            }
        }
        return news;
    }

    /// Answers a sentence when the store takes no more.
    private Optional<String> end(Group group) {
        done += group.items.size();
        return batch.await();
    }

    private void create(PortableItem item, ItemId id) {
        var notebook = notebook(item.notebook());
        var taken = item.tagged(TagCheck.usable(item, tally::warn)).with(files.usable(item));
        var all = new ArrayList<>(actions.create(id, taken, notebook));
        all.addAll(files.attach(id, taken.files()));
        idBySource.put(item.sourceId(), id);
        if (item.parent() != null) {
            parentWanted.put(id, item.parent());
        }
        addPart(item.sourceId(), all, () -> tally.created(taken));
    }

    private void keepOrUpdate(PortableItem item, Known.Here here) {
        var id = here.row().id();
        idBySource.put(item.sourceId(), id);
        var detail = store.view().item(id);
        if (here.row().trashed()
                || detail.isEmpty()
                || detail.get().body().equals(item.body())
                || id.toString().equals(item.sourceId())) {
            tally.skipped();
            return;
        }
        var before = texts.of(id);
        if (before.text().equals(item.body())) {
            tally.skipped();
            return;
        }
        var names = detail.get().attachments().stream().map(file -> file.name()).toList();
        var newFiles =
                files.usable(item).stream().filter(file -> !names.contains(file.name())).toList();
        var newTags = TagCheck.missing(item, detail.get().row().tags(), tally::warn);
        var all = new ArrayList<>(actions.update(id, item, before, newTags));
        all.addAll(files.attach(id, newFiles));
        addPart(item.sourceId(), all, () -> tally.updated(newTags, newFiles));
    }

    private void addPart(String name, List<Action> all, Runnable whenWritten) {
        if (dryRun) {
            whenWritten.run();
        } else {
            batch.add(name, all, whenWritten);
        }
    }

    private @Nullable ItemId notebook(List<String> path) {
        // The notebook that it goes into is the person's, not the source's, and is not counted.
        var above = new ArrayList<Action>();
        notebooks.ensure(into, above);
        addPart(String.join("/", into), above, () -> {});
        var whole = new ArrayList<>(into);
        whole.addAll(path);
        var making = new ArrayList<Action>();
        var notebook = notebooks.ensure(whole, making);
        var count = making.stream().filter(Action.CreateItem.class::isInstance).count();
        if (count > 0) {
            addPart(
                    String.join("/", path),
                    making,
                    () -> {
                        for (var i = 0; i < count; i++) {
                            tally.madeNotebook();
                        }
                    });
        }
        return notebook.orElse(null);
    }

    private void addEmptyNotebooks() {
        for (var path : source.outline().notebooks()) {
            var whole = new ArrayList<>(into);
            whole.addAll(path);
            if (notebooks.isNews(whole)) {
                notebook(path);
            }
        }
    }

    private void addParents() {
        var all = new ArrayList<Action>();
        parentWanted.forEach(
                (child, parent) -> {
                    var id = idBySource.get(parent);
                    if (id == null) {
                        tally.warn(
                                new ImportWarning(parent, "A task's parent is not in the source."));
                    } else {
                        all.add(Edit.set(child, Field.PARENT, Value.ref(id)));
                    }
                });
        addPart("parents of tasks", all, () -> {});
    }
}
