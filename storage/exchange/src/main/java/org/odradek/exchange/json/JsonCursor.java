package org.odradek.exchange.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
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
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// One pass over the items of our own export. Attachments inside the document are unpacked to temporary files, which live as
/// long as the cursor.
final class JsonCursor implements ImportCursor {
    private final Path document;
    private final Path scratch;
    private final JsonParser json;
    private final List<Path> unpacked = new ArrayList<>();
    private final Queue<ImportStep> pending = new ArrayDeque<>();
    private boolean atEnd;

    JsonCursor(Path document, Path scratch) throws IOException {
        this.document = document;
        this.scratch = scratch;
        this.json = JsonShape.factory().createParser(document.toFile());
        toItems();
    }

    @Override
    public Optional<ImportStep> next() throws IOException {
        if (pending.isEmpty() && !atEnd) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                readItem();
            } else {
                atEnd = true;
            }
        }
        return Optional.ofNullable(pending.poll());
    }

    @Override
    public void close() throws IOException {
        json.close();
        for (var file : unpacked) {
            Files.deleteIfExists(file);
        }
    }

    static List<String> strings(JsonParser json) throws IOException {
        var strings = new ArrayList<String>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            strings.add(json.getText());
        }
        return strings;
    }

    private void toItems() throws IOException {
        for (json.nextToken(); json.nextToken() == JsonToken.FIELD_NAME; ) {
            var isItems = json.currentName().equals("items");
            var token = json.nextToken();
            if (isItems && token == JsonToken.START_ARRAY) {
                return;
            }
            json.skipChildren();
        }
        atEnd = true;
    }

    private void readItem() throws IOException {
        var fields = new ItemFields();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var field = json.currentName();
            json.nextToken();
            switch (field) {
                case "notebook" -> fields.notebook = strings(json);
                case "tags" -> fields.tags = strings(json);
                case "attachments" -> readFiles(fields.files);
                case "pinned" -> fields.pinned = json.currentToken() == JsonToken.VALUE_TRUE;
                case "trashed" -> fields.trashed = json.currentToken() == JsonToken.VALUE_TRUE;
                default -> {
                    if (json.currentToken() == JsonToken.VALUE_STRING) {
                        fields.texts.put(field, json.getText());
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }
        try {
            pending.add(new ImportStep.ItemRead(fields.item()));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            pending.add(
                    new ImportStep.ItemRefused(
                            new ImportWarning(
                                    fields.texts.getOrDefault("title", "an item"),
                                    "A value in it cannot be read, so it is left out.")));
        }
    }

    private void readFiles(List<PortableFile> files) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            readFile(files);
        }
    }

    private void readFile(List<PortableFile> files) throws IOException {
        String name = "";
        String sha256 = "";
        Path content = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = json.getText();
                case "sha256" -> sha256 = json.getText();
                case "data" -> content = unpack();
                case "file" -> content = beside(json.getText());
                default -> json.skipChildren();
            }
        }
        if (content == null
                || name.isEmpty()
                || !Files.isRegularFile(content, LinkOption.NOFOLLOW_LINKS)) {
            note(
                    name.isEmpty() ? "an attachment" : name,
                    "Its file is not in the export, so it is left out.");
        } else if (Files.size(content) > ExchangeBounds.ATTACHMENT_BYTES_MAX) {
            note(name, "It is larger than 100 MB, so it is left out.");
        } else {
            var file = content;
            files.add(
                    new PortableFile(
                            name,
                            sha256.isEmpty() ? name : sha256,
                            Files.size(file),
                            () -> Files.newInputStream(file)));
        }
    }

    private Path unpack() throws IOException {
        var file = Files.createTempFile(scratch, "odradek-import-", ".bin");
        unpacked.add(file);
        try (var out = Files.newOutputStream(file)) {
            json.readBinaryValue(out);
        }
        return file;
    }

    /// A file of the export's own folder; any other place is none.
    private @Nullable Path beside(String name) {
        var own = name.matches(JsonShape.FILES_FOLDER + "/[0-9a-f]{64}");
        return own ? document.resolveSibling(name) : null;
    }

    private void note(String source, String message) {
        pending.add(new ImportStep.Noted(new ImportWarning(source, message)));
    }

    /// An item's fields as they come in.
    private static final class ItemFields {
        private final Map<String, String> texts = new HashMap<>();
        private final List<PortableFile> files = new ArrayList<>();
        private List<String> notebook = List.of();
        private List<String> tags = List.of();
        private boolean pinned;
        private boolean trashed;

        PortableItem item() {
            var body = texts.getOrDefault("body", "");
            if (body.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a body has a NUL character");
            }
            return PortableItem.note(
                            texts.getOrDefault("id", ""), texts.getOrDefault("title", ""), body)
                    .in(notebook)
                    .tagged(tags)
                    .asTask("task".equals(texts.get("kind")) ? task() : null)
                    .at(time("created"), time("updated"))
                    .under(texts.get("parent"))
                    .marked(pinned, trashed)
                    .with(files);
        }

        private PortableTask task() {
            return new PortableTask(
                    Status.valueOf(upper("status", "open")),
                    time("completed"),
                    texts.get("due"),
                    texts.get("reminder"),
                    Priority.valueOf(upper("priority", "none")),
                    texts.get("repeat"),
                    RepeatFrom.valueOf(upper("repeatFrom", "due")));
        }

        private @Nullable Instant time(String field) {
            var text = texts.get(field);
            return text == null ? null : Instant.parse(text);
        }

        private String upper(String field, String otherwise) {
            return texts.getOrDefault(field, otherwise).toUpperCase(Locale.ROOT);
        }
    }
}
