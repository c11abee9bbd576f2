package org.odradek.exchange.joplin;

import org.jspecify.annotations.Nullable;
import org.odradek.exchange.archive.TreeFile;
import org.odradek.exchange.portable.ExchangeBounds;
import org.odradek.exchange.portable.ImportCursor;
import org.odradek.exchange.portable.ImportStep;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.exchange.portable.PortableFile;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.exchange.portable.PortableTask;
import org.odradek.exchange.portable.PortableTask.Priority;
import org.odradek.exchange.portable.PortableTask.RepeatFrom;
import org.odradek.exchange.portable.PortableTask.Status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Pattern;

/// One pass over a Joplin export: what was wrong with the whole, the notes and to-dos, then the files that nobody refers to.
final class JexCursor implements ImportCursor {
    private static final Pattern LINK = Pattern.compile(":/([0-9a-f]{32})");
    private static final List<String> UNKEPT = List.of("source_url", "author");

    private final JexOutline outline;
    private final ZoneId zone;
    private final Set<String> noteIds = new HashSet<>();
    private final Set<String> referred = new HashSet<>();
    private final Queue<ImportStep> pending = new ArrayDeque<>();
    private int position;
    private int withUnkeptFields;
    private boolean restNamed;

    JexCursor(JexOutline outline, List<String> sentences, ZoneId zone) {
        this.outline = outline;
        this.zone = zone;
        outline.notes.forEach(file -> noteIds.add(id(file)));
        sentences.forEach(sentence -> note("the export", sentence));
        outline.warnings.forEach(warning -> pending.add(new ImportStep.Noted(warning)));
    }

    @Override
    public Optional<ImportStep> next() throws IOException {
        if (pending.isEmpty() && position < outline.notes.size()) {
            read(outline.notes.get(position));
            position++;
        }
        if (pending.isEmpty() && position == outline.notes.size() && !restNamed) {
            restNamed = true;
            nameRest();
        }
        return Optional.ofNullable(pending.poll());
    }

    @Override
    public void close() {
        pending.clear();
    }

    private void nameRest() {
        for (var resource : outline.resources.values()) {
            if (!referred.contains(resource.id())) {
                note(name(resource), "No note refers to this file, so it is left out.");
            }
        }
        for (var blob : outline.blobs.entrySet()) {
            if (!outline.resources.containsKey(blob.getKey())) {
                note(
                        blob.getValue().path(),
                        "Nothing in the export describes this file, so it is left out.");
            }
        }
        if (withUnkeptFields > 0) {
            note(
                    "the export",
                    "%,d notes have an author or a web address in Joplin, which has no place here."
                            .formatted(withUnkeptFields));
        }
    }

    private void read(TreeFile file) {
        var warnings = new ArrayList<ImportWarning>();
        try {
            var item = JexOutline.read(file, warnings);
            if (item != null) {
                take(item);
            }
        } catch (IOException e) {
            warnings.add(new ImportWarning(file.name(), "It cannot be read, so it is left out."));
        }
        warnings.forEach(warning -> pending.add(new ImportStep.ItemRefused(warning)));
    }

    private void take(JoplinItem item) {
        var name = item.title().isBlank() ? item.id() : item.title();
        if (item.flag("encryption_applied")) {
            refuse(
                    item.id(),
                    "It is encrypted, so it is left out. Decrypt it in Joplin and export again.");
            return;
        }
        if (item.title().length() > ExchangeBounds.TITLE_CHARS_MAX) {
            refuse(item.id(), "Its title is longer than 500 characters, so it is left out.");
            return;
        }
        if (utf8Bytes(item.body()) > ExchangeBounds.BODY_BYTES_MAX) {
            refuse(name, "Its text is larger than 16 MiB, so it is left out.");
            return;
        }
        var notebook = outline.notebookPaths.getOrDefault(item.field("parent_id"), List.of());
        if (notebook.isEmpty() && !item.field("parent_id").isEmpty()) {
            note(name, "Its notebook is not in the export, so it is put at the top.");
        }
        if (item.flag("is_conflict")) {
            note(name, "It is a conflicting copy that Joplin kept; it comes in as a note.");
        }
        if (item.field("markup_language").equals("2")) {
            note(name, "Joplin holds it as HTML; it comes in as it is.");
        }
        if (UNKEPT.stream().anyMatch(field -> !item.field(field).isEmpty())) {
            withUnkeptFields++;
        }
        var created = firstOf(item, "user_created_time", "created_time");
        var updated = firstOf(item, "user_updated_time", "updated_time");
        pending.add(
                new ImportStep.ItemRead(
                        PortableItem.note(item.id(), item.title(), item.body())
                                .in(notebook)
                                .tagged(outline.tagsByNote.getOrDefault(item.id(), List.of()))
                                .asTask(item.flag("is_todo") ? task(item) : null)
                                .at(created, updated)
                                .marked(false, item.millis("deleted_time") != null)
                                .with(files(item, name))));
    }

    private PortableTask task(JoplinItem item) {
        var completed = item.millis("todo_completed");
        var alarm = item.millis("todo_due");
        var due = alarm == null ? null : local(alarm);
        // An alarm at midnight is a date; any other time rang in Joplin, so it rings here.
        var reminder = due != null && due.contains("T") && completed == null ? due : null;
        var status = completed == null ? Status.OPEN : Status.DONE;
        return new PortableTask(
                status, completed, due, reminder, Priority.NONE, null, RepeatFrom.DUE);
    }

    private String local(Instant moment) {
        var time = moment.atZone(zone).toLocalDateTime().withSecond(0).withNano(0);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : time.toString();
    }

    private List<PortableFile> files(JoplinItem item, String itemName) {
        var ids = new LinkedHashSet<String>();
        for (var link = LINK.matcher(item.body()); link.find(); ) {
            ids.add(link.group(1));
        }
        var files = new ArrayList<PortableFile>();
        var names = new HashSet<String>();
        for (var id : ids) {
            var resource = outline.resources.get(id);
            if (resource != null) {
                var firstTime = referred.add(id);
                addFile(resource, firstTime, names, files);
            } else if (!noteIds.contains(id) && !outline.notebookPaths.containsKey(id)) {
                note(itemName, "It links to :/" + id + ", which is not in the export.");
            }
        }
        return files;
    }

    private void addFile(
            JoplinItem resource, boolean firstTime, Set<String> names, List<PortableFile> files) {
        var blob = outline.blobs.get(resource.id());
        String reason = null;
        if (resource.flag("encryption_applied") || resource.flag("encryption_blob_encrypted")) {
            reason = "It is encrypted, so it is left out.";
        } else if (blob == null) {
            reason = "The file itself is not in the export.";
        } else if (blob.sizeBytes() > ExchangeBounds.ATTACHMENT_BYTES_MAX) {
            reason = "It is larger than 100 MB, so it is left out.";
        }
        if (blob != null && reason == null) {
            files.add(
                    new PortableFile(
                            unique(name(resource), names),
                            resource.id(),
                            blob.sizeBytes(),
                            blob.content()));
        } else if (firstTime) {
            note(name(resource), String.valueOf(reason));
        }
    }

    private static String name(JoplinItem resource) {
        var title = resource.title().isBlank() ? resource.field("filename") : resource.title();
        var base = title.isBlank() ? resource.id() : title.strip();
        var extension = resource.field("file_extension");
        var name = base.contains(".") || extension.isEmpty() ? base : base + "." + extension;
        return name.replace('/', '_').replace('\\', '_');
    }

    private static String unique(String name, Set<String> taken) {
        var dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var ending = dot > 0 ? name.substring(dot) : "";
        for (var number = 2; !taken.add(name); number++) {
            name = stem + " " + number + ending;
        }
        return name;
    }

    private static @Nullable Instant firstOf(JoplinItem item, String field, String otherwise) {
        var time = item.time(field);
        return time == null ? item.time(otherwise) : time;
    }

    private static int utf8Bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void refuse(String source, String message) {
        pending.add(new ImportStep.ItemRefused(new ImportWarning(source, message)));
    }

    private void note(String source, String message) {
        pending.add(new ImportStep.Noted(new ImportWarning(source, message)));
    }

    private static String id(TreeFile file) {
        return file.name().substring(0, file.name().length() - ".md".length());
    }
}
