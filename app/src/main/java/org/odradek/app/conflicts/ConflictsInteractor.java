package org.odradek.app.conflicts;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Changes;
import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.notice.Notices;
import org.odradek.app.notice.Undoing;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;
import org.odradek.core.action.Action;
import org.odradek.core.conflict.ConflictId;
import org.odradek.core.conflict.ConflictKind;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.Origin;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.Submission;
import org.odradek.store.edit.Planned;
import org.odradek.store.edit.Resolutions;
import org.odradek.store.edit.Resolutions.Choice;
import org.odradek.store.history.History;
import org.odradek.store.view.ConflictRow;
import org.odradek.store.view.ViewPosition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a person decides. FX thread only.
final class ConflictsInteractor {
    private static final int MERGED_MAX = 100;

    /// Where it is kept which merged texts the person found fine.
    private static final String FINE = "merged.fine";

    private final Flow flow;
    private final ConflictsModel model;
    private final Navigator navigator;
    private final Undoing undoing;
    private final Notices notices;
    private final Messages messages;
    private final Set<ConflictId> decidedHere = new HashSet<>();

    ConflictsInteractor(
            Flow flow,
            ConflictsModel model,
            Navigator navigator,
            Undoing undoing,
            Notices notices,
            Messages messages) {
        this.flow = flow;
        this.model = model;
        this.navigator = navigator;
        this.undoing = undoing;
        this.notices = notices;
        this.messages = messages;
    }

    void start() {
        flow.changes().listen(this::changed);
        navigator
                .placeProperty()
                .subscribe(
                        place -> {
                            if (place instanceof Place.Conflicts) {
                                leaveDecided();
                                read();
                                readMerged();
                            }
                        });
    }

    /// What another device decided was seen when the person went elsewhere.
    private void leaveDecided() {
        var chosen = model.chosenProperty().get();
        if (chosen != null && chosen.resolved() != null) {
            model.choose(null);
        }
    }

    private void changed(Changes.Batch batch) {
        if (navigator.placeProperty().get() instanceof Place.Conflicts) {
            if (batch.conflicts() || !batch.items().isEmpty()) {
                read();
            }
            if (batch.changes().stream().anyMatch(change -> !change.bodies().isEmpty())) {
                readMerged();
            }
        }
    }

    private void read() {
        var chosen = model.chosenProperty().get();
        var asked = chosen == null || decidedHere.contains(chosen.id()) ? null : chosen.id();
        flow.reads().ask("conflicts", store -> open(store, asked), this::show);
    }

    /// The open ones, and the chosen one even if another device has just settled it.
    private static List<ConflictRow> open(Store store, @Nullable ConflictId chosen) {
        var open = new ArrayList<>(store.view().conflicts());
        if (chosen != null && open.stream().noneMatch(row -> row.id().equals(chosen))) {
            store.view()
                    .conflict(chosen)
                    .filter(row -> row.resolved() != null)
                    .ifPresent(row -> open.add(0, row));
        }
        return open;
    }

    private void show(List<ConflictRow> rows) {
        var before = model.chosenProperty().get();
        int at = before == null ? 0 : indexOf(model.conflicts(), before.id());
        model.show(rows);
        if (rows.isEmpty()) {
            model.choose(null);
            return;
        }
        int now = before == null ? -1 : indexOf(rows, before.id());
        model.choose(rows.get(now >= 0 ? now : Math.clamp(at, 0, rows.size() - 1)));
    }

    private static int indexOf(List<ConflictRow> rows, ConflictId id) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    void choose(@Nullable ConflictRow row) {
        var left = model.chosenProperty().get();
        model.choose(row);
        if (left != null && left.resolved() != null && !left.equals(row)) {
            read();
        }
    }

    void step(int by) {
        var chosen = model.chosenProperty().get();
        var rows = model.conflicts();
        if (!rows.isEmpty()) {
            int at = chosen == null ? 0 : indexOf(rows, chosen.id()) + by;
            choose(rows.get(Math.clamp(at, 0, rows.size() - 1)));
        }
    }

    void stepPlace(int by) {
        var chosen = model.chosenProperty().get();
        if (chosen != null && !chosen.places().isEmpty()) {
            model.showPlace(
                    Math.floorMod(model.placeProperty().get() + by, chosen.places().size()));
        }
    }

    void writePlace(String text) {
        model.write(model.placeProperty().get(), text);
    }

    /// Decides the chosen conflict.
    void decide(Choice choice) {
        var chosen = model.chosenProperty().get();
        if (chosen != null && chosen.resolved() == null) {
            decide(List.of(chosen), choice);
        }
    }

    /// Stores the merged text with what the person wrote in its places.
    void storeMerged() {
        var chosen = model.chosenProperty().get();
        if (chosen == null || chosen.kind() != ConflictKind.TEXT) {
            return;
        }
        var written = model.edited();
        if (written.isEmpty()) {
            decide(new Choice.KeepShown());
            return;
        }
        flow.edits()
                .run(
                        store ->
                                store.view()
                                        .item(chosen.item())
                                        .map(item -> withPlaces(item.body(), chosen, written)),
                        body ->
                                body.ifPresent(
                                        text -> decide(List.of(chosen), new Choice.Anew(text))));
    }

    /// From the last place to the first, so that no place moves another.
    static String withPlaces(String body, ConflictRow conflict, Map<Integer, String> written) {
        var text = new StringBuilder(body);
        written.entrySet().stream()
                .sorted(Map.Entry.<Integer, String>comparingByKey(Comparator.reverseOrder()))
                .forEach(
                        entry -> {
                            var place = conflict.places().get(entry.getKey());
                            text.replace(place.start(), place.end(), entry.getValue());
                        });
        return text.toString();
    }

    private sealed interface Outcome {
        record Done(EntryId entry) implements Outcome {}

        record NotDone(String sentence) implements Outcome {}
    }

    /// Decides several alike: one entry, one undo.
    void decide(List<ConflictRow> conflicts, Choice choice) {
        var upon = flow.changes().position();
        flow.edits()
                .run(
                        store -> submit(store, conflicts, choice, upon),
                        outcome -> {
                            switch (outcome) {
                                case Outcome.Done(var entry) -> {
                                    conflicts.forEach(row -> decidedHere.add(row.id()));
                                    undoing.said(entry, words(conflicts, choice));
                                    read();
                                }
                                case Outcome.NotDone(var sentence) -> notices.say(sentence);
                            }
                        });
    }

    private Outcome submit(
            Store store, List<ConflictRow> conflicts, Choice choice, ViewPosition upon) {
        var resolutions = new Resolutions(store.view());
        List<Action> actions = new ArrayList<>();
        for (var conflict : conflicts) {
            switch (resolutions.resolve(conflict, choice)) {
                case Planned.Ready ready -> actions.addAll(ready.actions());
                case Planned.Already _ -> {}
                case Planned.Refused refused -> {
                    return new Outcome.NotDone(refused.sentence());
                }
            }
        }
        if (actions.isEmpty()) {
            return new Outcome.NotDone(messages.text("conflict.already"));
        }
        return switch (store.submit(Edit.of(upon, actions).as(Origin.RESOLVE))) {
            case Submission.Accepted done -> new Outcome.Done(done.entry());
            case Submission.Refused refused -> new Outcome.NotDone(refused.sentence());
        };
    }

    private String words(List<ConflictRow> conflicts, Choice choice) {
        if (conflicts.size() > 1) {
            return messages.count("conflict.decided.many", conflicts.size());
        }
        var conflict = conflicts.getFirst();
        var value =
                switch (choice) {
                    case Choice.Take(var n) -> value(conflict, n);
                    case Choice.Anew(var text) ->
                            conflict.kind() == ConflictKind.TEXT ? null : text;
                    case Choice.KeepShown _ -> value(conflict, conflict.shown());
                    case Choice.Both _, Choice.Newest _, Choice.ThisDevice _ -> null;
                };
        return value == null || conflict.kind() != ConflictKind.VALUE
                ? messages.text("conflict.decided")
                : messages.text("conflict.kept", value);
    }

    private static @Nullable String value(ConflictRow conflict, int n) {
        return conflict.versions().stream()
                .filter(version -> version.n() == n)
                .map(ConflictRow.Version::value)
                .findFirst()
                .orElse(null);
    }

    // Merged for you

    private void readMerged() {
        flow.reads().ask("conflicts.merged", ConflictsInteractor::merged, model::showMerged);
    }

    private static List<History.Merged> merged(Store store) {
        var fine = fine(store);
        return store.history().merged(MERGED_MAX).stream()
                .filter(merge -> !fine.contains(merge.entry().toString()))
                .toList();
    }

    private static Set<String> fine(Store store) {
        return store.facts()
                .get(FINE)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split("\n"))
                .map(lines -> Set.copyOf(Arrays.asList(lines)))
                .orElse(Set.of());
    }

    /// The person has seen this merge and leaves it.
    void fine(History.Merged merge) {
        flow.edits()
                .run(
                        store -> {
                            var all = new HashSet<>(fine(store));
                            all.add(merge.entry().toString());
                            store.facts()
                                    .put(
                                            FINE,
                                            String.join("\n", all)
                                                    .getBytes(StandardCharsets.UTF_8));
                            return merged(store);
                        },
                        model::showMerged);
    }

    void takeBack(History.Merged merge) {
        flow.edits()
                .write(
                        store -> store.history().revertMerged(merge.entry()),
                        done -> undoing.said(done.entry(), messages.text("merged.taken")));
    }

    void open(ConflictRow conflict) {
        navigator.go(new Place.All(), conflict.item());
    }

    void open(History.Merged merge) {
        navigator.go(new Place.All(), merge.item());
    }
}
