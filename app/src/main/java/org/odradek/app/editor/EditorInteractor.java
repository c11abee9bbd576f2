package org.odradek.app.editor;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Changes;
import org.odradek.app.flow.Delays;
import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.notice.Undoing;
import org.odradek.app.place.Navigator;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.action.Versioned;
import org.odradek.core.action.WriteId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ViewPosition;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a person does with the open item but for its body. FX thread only.
final class EditorInteractor {
    /// A title that nobody goes on typing is one version.
    private static final Duration TITLE_IDLE = Duration.ofSeconds(2);

    /// How much of an unfinished title a kill may cost.
    private static final Duration DRAFT_EVERY = Duration.ofMillis(200);

    private static final int TITLE_CHARS_MAX = 500;

    private final Flow flow;
    private final EditorModel model;
    private final Navigator navigator;
    private final Undoing undoing;
    private final Messages messages;
    private final BodyInteractor body;
    private @Nullable ItemId opening;
    private ViewPosition touched = new ViewPosition(0);
    private @Nullable TitleEdit title;

    /// A title that is being typed: what it was made upon, and what it is now.
    private static final class TitleEdit {
        final ItemId item;
        final SortedSet<WriteId> over;
        String text;
        Delays.@Nullable Delay commit;
        Delays.@Nullable Delay draft;

        TitleEdit(ItemId item, SortedSet<WriteId> over, String text) {
            this.item = item;
            this.over = over;
            this.text = text;
        }
    }

    EditorInteractor(
            Flow flow,
            EditorModel model,
            Navigator navigator,
            Undoing undoing,
            Messages messages,
            BodyInteractor body) {
        this.flow = flow;
        this.model = model;
        this.navigator = navigator;
        this.undoing = undoing;
        this.messages = messages;
        this.body = body;
    }

    void start() {
        navigator.itemProperty().subscribe(this::open);
        flow.changes().listen(this::changed);
    }

    // Opening

    private void open(@Nullable ItemId id) {
        commitTitle();
        body.close();
        opening = id;
        if (id == null) {
            model.show(null);
            return;
        }
        read(id);
    }

    private record Opened(Optional<ItemDetail> detail, @Nullable String draft) {}

    private void read(ItemId id) {
        flow.reads()
                .ask(
                        "editor.item",
                        store ->
                                new Opened(
                                        store.view().item(id),
                                        store.facts()
                                                .get(draftName(id))
                                                .map(
                                                        bytes ->
                                                                new String(
                                                                        bytes,
                                                                        StandardCharsets.UTF_8))
                                                .orElse(null)),
                        opened -> show(id, opened));
    }

    private void show(ItemId id, Opened opened) {
        if (!id.equals(opening)) {
            return;
        }
        var detail = opened.detail().orElse(null);
        if (detail != null && touched.compareTo(detail.position()) > 0) {
            read(id);
            return;
        }
        boolean first = model.itemProperty().get() == null || !isShown(id);
        model.show(detail);
        if (detail != null && first) {
            body.open(detail);
            if (opened.draft() != null && !opened.draft().equals(detail.row().title())) {
                typeTitle(opened.draft());
            }
        }
    }

    private boolean isShown(ItemId id) {
        var shown = model.itemProperty().get();
        return shown != null && shown.row().id().equals(id) && body.isOpen(id);
    }

    private void changed(Changes.Batch batch) {
        batch.changes().forEach(body::changed);
        var id = opening;
        if (id == null) {
            return;
        }
        boolean again = false;
        for (var change : batch.changes()) {
            if (change.items().contains(id) || change.bodies().containsKey(id)) {
                touched = change.position();
                again |= !change.own() || !change.bodies().containsKey(id);
            }
            again |= change.conflicts();
        }
        if (again || !isShown(id)) {
            read(id);
        }
    }

    // Title

    /// The title field holds this; it becomes a version when the person stops.
    void typeTitle(String text) {
        var shown = model.itemProperty().get();
        if (shown == null) {
            return;
        }
        var editing = title;
        if (editing == null || !editing.item.equals(shown.row().id())) {
            if (text.equals(shown.row().title())) {
                return;
            }
            editing = new TitleEdit(shown.row().id(), titleHeads(shown), text);
            title = editing;
        }
        editing.text = text.substring(0, Math.min(text.length(), TITLE_CHARS_MAX));
        if (editing.commit != null) {
            editing.commit.cancel();
        }
        editing.commit = flow.delays().after(TITLE_IDLE, this::commitTitle);
        if (editing.draft == null) {
            var edit = editing;
            editing.draft = flow.delays().idle(DRAFT_EVERY, () -> keepDraft(edit));
        }
    }

    private static SortedSet<WriteId> titleHeads(ItemDetail shown) {
        return shown.heads().getOrDefault(Field.TITLE.wireName(), new TreeSet<>());
    }

    private void keepDraft(TitleEdit edit) {
        edit.draft = null;
        if (edit == title) {
            var bytes = edit.text.getBytes(StandardCharsets.UTF_8);
            flow.edits().run(store -> put(store, draftName(edit.item), bytes), _ -> {});
        }
    }

    private static boolean put(Store store, String name, byte[] bytes) {
        store.facts().put(name, bytes);
        return true;
    }

    private static boolean drop(Store store, String name) {
        store.facts().remove(name);
        return true;
    }

    private static String draftName(ItemId id) {
        return "draft.title." + id;
    }

    /// Makes the typed title a version, if it differs.
    void commitTitle() {
        var editing = title;
        title = null;
        if (editing == null) {
            return;
        }
        if (editing.commit != null) {
            editing.commit.cancel();
        }
        var write =
                new Action.SetField(
                        editing.item,
                        Field.TITLE.wireName(),
                        List.of(Versioned.own(Value.text(editing.text))),
                        editing.over);
        flow.edits().submit(flow.edit(write));
        flow.edits().run(store -> drop(store, draftName(editing.item)), _ -> {});
    }

    /// The title on screen: what is being typed, else what is stored.
    String titleShown() {
        var editing = title;
        var shown = model.itemProperty().get();
        if (shown == null) {
            return "";
        }
        return editing != null && editing.item.equals(shown.row().id())
                ? editing.text
                : shown.row().title();
    }

    // Tags

    void addTag(String name) {
        var shown = model.itemProperty().get();
        var clean = name.strip().replaceFirst("^#+", "");
        if (shown != null && !clean.isEmpty()) {
            flow.edits().submit(flow.edit(new Action.AddTag(shown.row().id(), clean)));
        }
    }

    void removeTag(String name) {
        var shown = model.itemProperty().get();
        if (shown != null) {
            undoing.submit(
                    flow.edit(new Action.RemoveTag(shown.row().id(), name)),
                    messages.text("editor.tag.removed", name));
        }
    }

    void restore() {
        var shown = model.itemProperty().get();
        if (shown != null) {
            undoing.submit(
                    flow.edit(Edit.set(shown.row().id(), Field.TRASHED, Value.flag(false))),
                    messages.count("did.restored", 1));
        }
    }
}
