package org.odradek.exchange.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;
import org.odradek.exchange.portable.ExportTarget;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.exchange.portable.PortableFile;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.exchange.portable.PortableTask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Writes our own export: into one file with the attachments inside it as base64, or into a folder with the attachments beside
/// the document, under their hashes. The document gets its name when it is whole.
public final class JsonWriter implements ExportTarget {
    private final Path document;
    private final Path unfinished;
    private final @Nullable Path files;
    private final JsonGenerator json;
    private final Set<String> filesWritten = new HashSet<>();
    private final List<List<String>> notebooks = new ArrayList<>();
    private boolean inItems;

    private JsonWriter(Path document, @Nullable Path files, Instant now) throws IOException {
        this.document = document;
        this.files = files;
        var folder = document.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        this.unfinished = Files.createTempFile(folder, ".odradek-export-", ".tmp");
        this.json =
                JsonShape.factory()
                        .createGenerator(Files.newOutputStream(unfinished), JsonEncoding.UTF8);
        json.useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeStringField(JsonShape.MARK, JsonShape.MARK_VALUE);
        json.writeNumberField("version", JsonShape.VERSION);
        json.writeStringField("exported", now.toString());
    }

    /// One file that holds everything.
    public static JsonWriter intoFile(Path document, Instant now) throws IOException {
        return new JsonWriter(document, null, now);
    }

    /// A folder with the document and a folder of attachments.
    public static JsonWriter intoFolder(Path folder, Instant now) throws IOException {
        Files.createDirectories(folder);
        return new JsonWriter(
                folder.resolve(JsonShape.DOCUMENT_NAME),
                folder.resolve(JsonShape.FILES_FOLDER),
                now);
    }

    @Override
    public void notebook(List<String> path, boolean imported) {
        notebooks.add(List.copyOf(path));
    }

    @Override
    public void item(PortableItem item, boolean imported) throws IOException {
        beginItems();
        json.writeStartObject();
        json.writeStringField("id", item.sourceId());
        json.writeStringField("kind", item.task() == null ? "note" : "task");
        json.writeStringField("title", item.title());
        json.writeStringField("body", item.body());
        writeStrings("notebook", item.notebook());
        writeStrings("tags", item.tags());
        json.writeBooleanField("pinned", item.pinned());
        json.writeBooleanField("trashed", item.trashed());
        writeText("created", item.created() == null ? null : item.created().toString());
        writeText("updated", item.updated() == null ? null : item.updated().toString());
        writeText("parent", item.parent());
        if (item.task() != null) {
            writeTask(item.task());
        }
        json.writeArrayFieldStart("attachments");
        for (var file : item.files()) {
            writeFile(file);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public List<ImportWarning> finish() throws IOException {
        beginItems();
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        Files.move(unfinished, document, StandardCopyOption.ATOMIC_MOVE);
        return List.of();
    }

    @Override
    public void close() throws IOException {
        json.close();
        Files.deleteIfExists(unfinished);
    }

    private void beginItems() throws IOException {
        if (inItems) {
            return;
        }
        inItems = true;
        json.writeArrayFieldStart("notebooks");
        for (var path : notebooks) {
            json.writeStartArray();
            for (var part : path) {
                json.writeString(part);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("items");
    }

    private void writeTask(PortableTask task) throws IOException {
        json.writeStringField("status", lower(task.status()));
        writeText("completed", task.completed() == null ? null : task.completed().toString());
        writeText("due", task.due());
        writeText("reminder", task.reminder());
        json.writeStringField("priority", lower(task.priority()));
        writeText("repeat", task.repeat());
        json.writeStringField("repeatFrom", lower(task.repeatFrom()));
    }

    private void writeFile(PortableFile file) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", file.name());
        json.writeNumberField("size", file.sizeBytes());
        json.writeStringField("sha256", file.source());
        if (files == null) {
            json.writeFieldName("data");
            try (var in = file.content().open()) {
                json.writeBinary(in, Math.toIntExact(file.sizeBytes()));
            }
        } else {
            json.writeStringField("file", JsonShape.FILES_FOLDER + "/" + file.source());
            writeBeside(file, files);
        }
        json.writeEndObject();
    }

    private void writeBeside(PortableFile file, Path folder) throws IOException {
        if (!filesWritten.add(file.source())) {
            return;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder);
        }
        var beside = Files.createTempFile(folder, ".odradek-", ".tmp");
        try (var in = file.content().open()) {
            Files.copy(in, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, folder.resolve(file.source()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void writeStrings(String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void writeText(String field, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, value);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
