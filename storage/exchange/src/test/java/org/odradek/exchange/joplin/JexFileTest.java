package org.odradek.exchange.joplin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.odradek.exchange.portable.Passes.items;
import static org.odradek.exchange.portable.Passes.warnings;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.exchange.archive.Archives;
import org.odradek.exchange.archive.TarTree;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.exchange.portable.PortableTask;
import org.odradek.exchange.portable.PortableTask.Priority;
import org.odradek.exchange.portable.PortableTask.RepeatFrom;
import org.odradek.exchange.portable.PortableTask.Status;
import org.odradek.exchange.portable.SharedData;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

final class JexFileTest {
    private static final String REAL = "joplin/joplin-3.5.1-export.jex.gz";

    @TempDir Path folder;

    @Test
    void givenTheRealExport_whenOutlined_thenAll202ItemsAreAccountedFor() throws IOException {
        try (var jex = open(SharedData.file(REAL))) {
            assertEquals(
                    Map.of(
                            "notes",
                            177,
                            "notebooks",
                            19,
                            "files",
                            1,
                            "tags",
                            2,
                            "tags on notes",
                            3),
                    jex.outline().parts());
            assertEquals(
                    202, jex.outline().parts().values().stream().mapToInt(Integer::intValue).sum());
            assertEquals(19, jex.outline().notebooks().size());
            assertEquals(List.of(), warnings(jex));
        }
    }

    @Test
    void givenTheRealExport_whenRead_thenNotesTasksTagsAndFilesAreThere() throws IOException {
        try (var jex = open(SharedData.file(REAL))) {
            var items = items(jex);
            var tasks =
                    items.stream()
                            .filter(item -> item.task() != null)
                            .collect(Collectors.toMap(PortableItem::title, PortableItem::task));
            var tags = items.stream().flatMap(item -> item.tags().stream()).sorted().toList();
            var files = items.stream().flatMap(item -> item.files().stream()).toList();

            assertEquals(177, items.size());
            assertEquals(3, tasks.size());
            assertEquals(
                    new PortableTask(
                            Status.OPEN,
                            null,
                            "2026-12-01",
                            null,
                            Priority.NONE,
                            null,
                            RepeatFrom.DUE),
                    tasks.get("Steuererklärung abgeben"));
            assertEquals(
                    new PortableTask(
                            Status.DONE,
                            Instant.ofEpochMilli(1795497689669L),
                            null,
                            null,
                            Priority.NONE,
                            null,
                            RepeatFrom.DUE),
                    tasks.get("Done already"));
            assertEquals(List.of("shopping", "shopping", "ärgerlich"), tags);
            assertEquals(List.of("att.txt"), files.stream().map(file -> file.name()).toList());
            try (var in = files.getFirst().content().open()) {
                assertEquals(6, in.readAllBytes().length);
            }
        }
    }

    @Test
    void givenTheRealExportCutInTheMiddle_whenRead_thenItSaysHowMuchOfIt() throws IOException {
        var plain = folder.resolve("whole.jex");
        try (var in = new GZIPInputStream(Files.newInputStream(SharedData.file(REAL)))) {
            Files.copy(in, plain);
        }
        var cut = Archives.cut(plain, folder.resolve("cut.jex"), Files.size(plain) / 2);

        try (var jex = open(cut)) {
            var notes = jex.outline().items();
            var warning = warnings(jex).getFirst();
            var about =
                    Integer.parseInt(
                            warning.replaceFirst(".* of about (\\d+) notes can be read\\.", "$1"));

            assertTrue(notes > 60 && notes < 120, "notes: " + notes);
            assertEquals(
                    "the export: This file ends early; "
                            + notes
                            + " of about "
                            + about
                            + " notes can be read.",
                    warning);
            assertTrue(Math.abs(about - 177) < 30, "about: " + about);
        }
    }

    @Test
    void givenOddItems_whenRead_thenEachComesInOrIsNamed() throws IOException {
        var texts = new TreeMap<String, String>();
        texts.put(id(1) + ".md", item(1, "Box/1", null, 2, "parent_id: "));
        texts.put(id(2) + ".md", item(2, "..", null, 2, "parent_id: " + id(1)));
        texts.put(
                id(3) + ".md",
                item(3, "Plain", "a\n\n![](:/" + id(9) + ")\r\n\n", 1, "parent_id: " + id(2)));
        texts.put(id(4) + ".md", item(4, "", "", 1, "parent_id: " + id(77)));
        texts.put(id(5) + ".md", item(5, "secret", "x", 1, "encryption_applied: 1"));
        texts.put(id(6) + ".md", item(6, "old", null, 13, "item_id: x"));
        texts.put(
                id(7) + ".md",
                item(
                        7,
                        "alarm",
                        "t: u\nv",
                        1,
                        "is_todo: 1\ntodo_due: 1796115600000\ntodo_completed: 0\ndeleted_time: 5"));
        texts.put(id(9) + ".md", item(9, "a/b", null, 4, "file_extension: png"));
        texts.put("resources/" + id(9) + ".png", "PNG");
        texts.put(id(10) + ".md", "no item at all");

        try (var jex = open(Archives.tar(folder.resolve("odd.jex"), texts))) {
            assertEquals(
                    List.of(
                            "Plain|a\n\n![](:/" + id(9) + ")\r\n\n|[Box/1, .. (Joplin)]|[a_b.png]",
                            "||[]|[]",
                            "alarm|t: u\nv|[]|[]"),
                    items(jex).stream().map(JexFileTest::told).toList());
            assertEquals("2026-12-01T09:00", items(jex).getLast().task().reminder());
            assertTrue(items(jex).getLast().trashed());
            assertEquals(
                    List.of(
                            id(6) + ": It is one of Joplin's revisions, which have no place here.",
                            id(10) + ".md: It is no Joplin item, so it is left out.",
                            id(4) + ": Its notebook is not in the export, so it is put at the top.",
                            id(5)
                                    + ": It is encrypted, so it is left out. Decrypt it in Joplin"
                                    + " and export again."),
                    warnings(jex));
        }
    }

    private static String told(PortableItem item) {
        return item.title()
                + "|"
                + item.body()
                + "|"
                + item.notebook()
                + "|"
                + item.files().stream().map(file -> file.name()).toList();
    }

    private static String id(int n) {
        return "%032x".formatted(n);
    }

    private static String item(
            int n, String title, @Nullable String body, int type, String fields) {
        var id = "id: " + id(n) + "\n" + fields + "\ntype_: " + type;
        return title + "\n\n" + (body == null || body.isEmpty() ? "" : body + "\n\n") + id;
    }

    private JexFile open(Path file) throws IOException {
        return JexFile.of(TarTree.read(file, folder), ZoneOffset.UTC);
    }
}
