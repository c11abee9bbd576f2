package org.odradek.exchange.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.odradek.exchange.portable.ImportCursor;
import org.odradek.exchange.portable.ImportOutline;
import org.odradek.exchange.portable.ImportSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Our own export as a source. The document is read as a stream, twice: once for its outline, once for its items.
public final class JsonExport implements ImportSource {
    public static final String FORMAT = "json";

    private final Path document;
    private final Path scratch;
    private final ImportOutline outline;

    private JsonExport(Path document, Path scratch, ImportOutline outline) {
        this.document = document;
        this.scratch = scratch;
        this.outline = outline;
    }

    /// What became of opening a document.
    public sealed interface Opened {
        record Export(JsonExport export) implements Opened {}

        /// It is an export of a newer version.
        record Newer(int version) implements Opened {}
    }

    /// The document at this path (a file, or the folder that holds it), if there is one.
    public static Optional<Path> documentAt(Path path) throws IOException {
        var document = Files.isDirectory(path) ? path.resolve(JsonShape.DOCUMENT_NAME) : path;
        if (!Files.isRegularFile(document)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(document)) {
            var start =
                    new String(in.readNBytes(256), StandardCharsets.UTF_8).replaceAll("\\s", "");
            return start.startsWith("{\"" + JsonShape.MARK + "\":\"" + JsonShape.MARK_VALUE + "\"")
                    ? Optional.of(document)
                    : Optional.empty();
        }
    }

    /// Reads the outline.
    ///
    /// @param scratch an existing folder, for attachments that are inside the document
    public static Opened open(Path document, Path scratch) throws IOException {
        var items = 0;
        var files = 0;
        var notebooks = new ArrayList<List<String>>();
        try (var json = JsonShape.factory().createParser(document.toFile())) {
            for (json.nextToken(); json.nextToken() == JsonToken.FIELD_NAME; ) {
                var field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "version" -> {
                        if (json.getIntValue() > JsonShape.VERSION) {
                            return new Opened.Newer(json.getIntValue());
                        }
                    }
                    case "notebooks" -> {
                        while (json.nextToken() == JsonToken.START_ARRAY) {
                            notebooks.add(JsonCursor.strings(json));
                        }
                    }
                    case "items" -> {
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            items++;
                            files += attachmentsOfItem(json);
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        }
        notebooks.sort(Comparator.comparingInt(List::size));
        var parts = Map.of("items", items, "notebooks", notebooks.size(), "attachments", files);
        return new Opened.Export(
                new JsonExport(document, scratch, new ImportOutline(items, notebooks, parts)));
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String rootName() {
        // Our ids are unique by themselves.
        return "";
    }

    @Override
    public ImportOutline outline() {
        return outline;
    }

    @Override
    public ImportCursor open() throws IOException {
        return new JsonCursor(document, scratch);
    }

    @Override
    public void close() {
        // Each pass removes its own unpacked attachments.
    }

    private static int attachmentsOfItem(JsonParser json) throws IOException {
        var count = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var isAttachments = json.currentName().equals("attachments");
            json.nextToken();
            if (isAttachments) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    count++;
                    json.skipChildren();
                }
            } else {
                json.skipChildren();
            }
        }
        return count;
    }
}
