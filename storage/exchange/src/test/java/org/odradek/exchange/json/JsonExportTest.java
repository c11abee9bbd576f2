package org.odradek.exchange.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.odradek.exchange.portable.Passes.write;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.exchange.portable.ImportOutline;
import org.odradek.exchange.portable.ImportStep;
import org.odradek.exchange.portable.Passes;
import org.odradek.exchange.portable.PortableFile;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.exchange.portable.PortableTask;
import org.odradek.exchange.portable.PortableTask.Priority;
import org.odradek.exchange.portable.PortableTask.RepeatFrom;
import org.odradek.exchange.portable.PortableTask.Status;
import org.odradek.exchange.portable.StrictText;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class JsonExportTest {
    private static final Instant NOW = Instant.parse("2026-11-24T16:00:00Z");

    @TempDir Path folder;

    @Test
    void givenEverythingVisible_whenWrittenToAFileAndRead_thenItIsTheSame() throws IOException {
        var document = folder.resolve("all.json");

        try (var writer = JsonWriter.intoFile(document, NOW)) {
            fill(writer);
        }

        assertRoundTrip(document);
        assertEquals(List.of("all.json"), names(folder));
    }

    @Test
    void givenEverythingVisible_whenWrittenToAFolderAndRead_thenItIsTheSame() throws IOException {
        var target = folder.resolve("out");

        try (var writer = JsonWriter.intoFolder(target, NOW)) {
            fill(writer);
        }

        assertRoundTrip(target);
        assertEquals(
                List.of(
                        "files/" + StrictText.sha256("bytes".getBytes(StandardCharsets.UTF_8)),
                        "odradek.json"),
                names(target));
    }

    @Test
    void givenAnExportThatWasGivenUp_whenClosed_thenNothingIsLeft() throws IOException {
        try (var writer = JsonWriter.intoFile(folder.resolve("all.json"), NOW)) {
            writer.item(PortableItem.note("1", "t", "b"), false);
        }

        assertEquals(List.of(), names(folder));
    }

    @Test
    void givenANewerVersion_whenOpened_thenItIsSaid() throws IOException {
        var document =
                write(folder, "n.json", "{\"odradek\":\"export\",\"version\":2,\"items\":[]}");

        assertEquals(new JsonExport.Opened.Newer(2), JsonExport.open(document, folder));
    }

    @Test
    void givenAFileNameThatLeadsOut_whenRead_thenItIsLeftOut() throws IOException {
        write(folder, "secret", "s");
        var document =
                write(
                        folder,
                        "in/odradek.json",
                        """
                        {"odradek":"export","version":1,"items":[{"id":"1","title":"t","attachments":[{"name":"x","file":"../secret"}]}]}
                        """);

        var steps = Passes.steps(export(document));

        assertEquals(2, steps.size());
        assertInstanceOf(ImportStep.Noted.class, steps.getFirst());
    }

    private void assertRoundTrip(Path path) throws IOException {
        var export = export(JsonExport.documentAt(path).orElseThrow());
        assertEquals(
                new ImportOutline(
                        2,
                        List.of(List.of("A"), List.of("A", "b/c")),
                        Map.of("items", 2, "notebooks", 2, "attachments", 1)),
                export.outline());
        var told = new ArrayList<>();
        try (var cursor = export.open()) {
            for (Optional<ImportStep> step = cursor.next();
                    step.isPresent();
                    step = cursor.next()) {
                var item = assertInstanceOf(ImportStep.ItemRead.class, step.get()).item();
                told.add(item.with(List.of()));
                for (var file : item.files()) {
                    try (var in = file.content().open()) {
                        told.add(
                                file.name()
                                        + "="
                                        + new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        assertEquals(List.of(note().with(List.of()), "../x/ä.bin=bytes", task()), told);
    }

    private JsonExport export(Path document) throws IOException {
        return assertInstanceOf(JsonExport.Opened.Export.class, JsonExport.open(document, folder))
                .export();
    }

    private static void fill(JsonWriter writer) throws IOException {
        writer.notebook(List.of("A"), false);
        writer.notebook(List.of("A", "b/c"), false);
        writer.item(note(), false);
        writer.item(task(), true);
        writer.finish();
    }

    private static PortableItem note() {
        var bytes = "bytes".getBytes(StandardCharsets.UTF_8);
        var file =
                new PortableFile(
                        "../x/ä.bin",
                        StrictText.sha256(bytes),
                        bytes.length,
                        () -> new ByteArrayInputStream(bytes));
        return PortableItem.note(
                        "11111111-2222-7333-8444-555555555555",
                        "T 🎉",
                        "\uFEFFa\r\nb\u0001\u2028\"\\")
                .in(List.of("A", "b/c"))
                .tagged(List.of("x", "y z"))
                .at(NOW, NOW.plusSeconds(1))
                .marked(true, true)
                .with(List.of(file));
    }

    private static PortableItem task() {
        return PortableItem.note("11111111-2222-7333-8444-666666666666", "", "")
                .under("11111111-2222-7333-8444-555555555555")
                .asTask(
                        new PortableTask(
                                Status.CANCELLED,
                                NOW,
                                "2026-12-01",
                                "2026-12-01T09:00",
                                Priority.LOW,
                                "FREQ=DAILY",
                                RepeatFrom.DONE));
    }

    private static List<String> names(Path root) throws IOException {
        return Files.exists(root) ? List.copyOf(Passes.digests(root).keySet()) : List.of();
    }
}
