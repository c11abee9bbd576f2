package org.odradek.exchange;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.core.entry.ItemId;
import org.odradek.exchange.ExportWish.Scope;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.exchange.portable.PortableFile;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.exchange.portable.PortableTask;
import org.odradek.store.Store;
import org.odradek.store.view.AttachmentRow;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The items of an export, by id, and each on demand; what was imported comes first, so that it gets its old file names back.
final class ExportContent {
    private static final int ROWS_AT_ONCE = 1_000;

    private final Store store;
    private final Map<ItemId, List<String>> pathByNotebook = new LinkedHashMap<>();
    private final List<ItemId> ids;
    private final boolean withEmptyNotebooks;
    private final Set<List<String>> importedFolders = new HashSet<>();

    ExportContent(Store store, Scope scope, boolean withTrash) {
        this.store = store;
        // Chosen items bring along no folders but their own.
        this.withEmptyNotebooks = !(scope instanceof Scope.Items);
        readNotebooks(scope);
        this.ids = ids(scope, withTrash);
        findImportedFolders();
    }

    /// Whether the item came in with an import: its id is derived (a UUIDv8), not made by a person.
    static boolean isImported(ItemId id) {
        return id.value().version() == 8;
    }

    /// Paths from the export's top, parents first.
    List<List<String>> notebooks() {
        return withEmptyNotebooks
                ? pathByNotebook.values().stream().filter(path -> !path.isEmpty()).toList()
                : List.of();
    }

    /// Whether something imported lies in or below it.
    boolean isImportedFolder(List<String> path) {
        return importedFolders.contains(path);
    }

    List<ItemId> ids() {
        return ids;
    }

    /// The item, empty when it went away meanwhile.
    Optional<PortableItem> item(ItemId id, Consumer<ImportWarning> warnings) {
        return store.view().item(id).map(detail -> portable(detail, warnings));
    }

    private void readNotebooks(Scope scope) {
        for (var row : store.view().notebooks()) {
            var parent = row.parent() == null ? null : pathByNotebook.get(row.parent());
            switch (scope) {
                case Scope.Notebook(var top) when row.id().equals(top) ->
                        pathByNotebook.put(top, List.of());
                case Scope.Notebook _ -> {
                    if (parent != null) {
                        pathByNotebook.put(row.id(), below(parent, row.name()));
                    }
                }
                case Scope.Everything _, Scope.Items _ ->
                        pathByNotebook.put(
                                row.id(), below(parent == null ? List.of() : parent, row.name()));
            }
        }
    }

    private List<ItemId> ids(Scope scope, boolean withTrash) {
        var all = new ArrayList<ItemId>();
        switch (scope) {
            case Scope.Everything _ -> all.addAll(list(new ListQuery.Scope.All()));
            case Scope.Notebook(var notebook) ->
                    all.addAll(list(new ListQuery.Scope.InNotebook(notebook, true)));
            case Scope.Items(var items) -> all.addAll(items);
        }
        if (withTrash) {
            all.addAll(list(new ListQuery.Scope.Trash()));
        }
        all.sort(Comparator.comparing(id -> !isImported(id)));
        return all;
    }

    private List<ItemId> list(ListQuery.Scope scope) {
        return store.view().ids(ListQuery.of(scope, ListQuery.Sort.CREATED, LocalDate.EPOCH));
    }

    private void findImportedFolders() {
        var imported = ids.stream().filter(ExportContent::isImported).toList();
        for (var from = 0; from < imported.size(); from += ROWS_AT_ONCE) {
            var some = imported.subList(from, Math.min(imported.size(), from + ROWS_AT_ONCE));
            for (var row : store.view().rows(some)) {
                for (var path = path(row); !path.isEmpty() && importedFolders.add(path); ) {
                    path = path.subList(0, path.size() - 1);
                }
            }
        }
    }

    private List<String> path(ItemRow row) {
        return row.notebook() == null
                ? List.of()
                : pathByNotebook.getOrDefault(row.notebook(), List.of());
    }

    private PortableItem portable(ItemDetail detail, Consumer<ImportWarning> warnings) {
        var row = detail.row();
        return PortableItem.note(row.id().toString(), row.title(), detail.body())
                .in(path(row))
                .tagged(row.tags())
                .asTask(task(row))
                .at(Instant.ofEpochMilli(row.createdMs()), Instant.ofEpochMilli(row.updatedMs()))
                .under(row.parent() == null ? null : row.parent().toString())
                .marked(row.pinned(), row.trashed())
                .with(files(detail, warnings));
    }

    private List<PortableFile> files(ItemDetail detail, Consumer<ImportWarning> warnings) {
        var files = new ArrayList<PortableFile>();
        for (var row : detail.attachments()) {
            if (store.attachments().has(row.sha256())) {
                files.add(
                        new PortableFile(
                                row.name(), row.sha256(), row.sizeBytes(), () -> open(row)));
            } else {
                warnings.accept(
                        new ImportWarning(
                                detail.row().title(),
                                "A file of it is not on this device yet: " + row.name() + "."));
            }
        }
        return files;
    }

    private InputStream open(AttachmentRow row) throws IOException {
        return store.attachments()
                .open(row.sha256())
                .orElseThrow(() -> new IOException("the file " + row.sha256() + " went away"));
    }

    private static @Nullable PortableTask task(ItemRow row) {
        if (row.kind() != ItemKind.TASK) {
            return null;
        }
        var status =
                switch (Objects.requireNonNull(row.status())) {
                    case OPEN -> PortableTask.Status.OPEN;
                    case DONE -> PortableTask.Status.DONE;
                    case CANCELLED -> PortableTask.Status.CANCELLED;
                };
        return new PortableTask(
                status,
                completed(row.completedOn()),
                row.due(),
                row.reminder(),
                PortableTask.Priority.valueOf(row.priority().toUpperCase(Locale.ROOT)),
                row.repeat(),
                PortableTask.RepeatFrom.valueOf(row.repeatFrom().toUpperCase(Locale.ROOT)));
    }

    /// A date stands as its noon, which is the same date in nearly every zone.
    private static @Nullable Instant completed(@Nullable String date) {
        return date == null ? null : LocalDate.parse(date).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private static List<String> below(List<String> parent, String name) {
        var path = new ArrayList<>(parent);
        path.add(name);
        return path;
    }
}
