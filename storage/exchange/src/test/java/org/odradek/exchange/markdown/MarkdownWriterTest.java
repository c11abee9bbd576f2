package org.odradek.exchange.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.odradek.exchange.portable.Passes.digests;
import static org.odradek.exchange.portable.Passes.items;
import static org.odradek.exchange.portable.Passes.warnings;
import static org.odradek.exchange.portable.Passes.write;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.exchange.archive.FolderTree;
import org.odradek.exchange.archive.TarTree;
import org.odradek.exchange.portable.ImportSource;
import org.odradek.exchange.portable.PortableFile;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.exchange.portable.PortableTask;
import org.odradek.exchange.portable.SharedData;
import org.odradek.exchange.portable.StrictText;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;

final class MarkdownWriterTest {
    @TempDir Path folder;

    @Test
    void givenTheRealVault_whenReadAndWritten_thenEveryNoteAndReferredFileIsByteIdentical()
            throws IOException {
        var archive = SharedData.file("vault/obsidian-help-en.tar.gz");
        var target = folder.resolve("out");
        try (var tree = TarTree.read(archive, folder)) {
            var source = new MarkdownFolder(tree, ZoneOffset.UTC);
            var expected = new TreeMap<String, String>();
            for (var file : tree.files()) {
                try (var in = file.content().open()) {
                    expected.put(file.path(), StrictText.sha256(in.readAllBytes()));
                }
            }
            var unreferred =
                    warnings(source).stream()
                            .map(warning -> warning.split(": No note refers")[0])
                            .toList();
            expected.keySet().removeAll(unreferred);

            writeAll(source, target);

            assertEquals(173, source.outline().items());
            assertEquals(23, unreferred.size());
            assertEquals(173 + 112, expected.size());
            assertEquals(expected, digests(target));
        }
    }

    @Test
    void givenNamesOfLinux_whenReadAndWritten_thenTheyComeBack() throws IOException {
        var source = folder.resolve("in");
        write(source, "What: is \"this\"?/CON.md", "a ![[x:y.png]]");
        write(source, "What: is \"this\"?/dot..md", "b");
        write(source, "a.md", "c");
        write(source, "A.md", "d");
        write(source, "x:y.png", "e");

        writeAll(
                new MarkdownFolder(FolderTree.read(source), ZoneOffset.UTC), folder.resolve("out"));

        assertEquals(digests(source), digests(folder.resolve("out")));
    }

    @Test
    void givenUnsafeAndEqualTitles_whenWritten_thenNamesAreSafeAndUnique() throws IOException {
        var titles =
                List.of(
                        "a/b",
                        "../../x",
                        "",
                        "CON",
                        "same",
                        "Same",
                        "dots..",
                        " ä ",
                        "x".repeat(300));

        try (var writer = new MarkdownWriter(folder)) {
            for (var title : titles) {
                writer.item(PortableItem.note("id " + title, title, title), false);
            }
        }

        assertEquals(
                List.of(
                        "Same 2.md",
                        "Untitled.md",
                        "_CON.md",
                        "__.._x.md",
                        "a_b.md",
                        "dots...md",
                        "same.md",
                        "x".repeat(252) + ".md",
                        "ä.md"),
                digests(folder).keySet().stream().sorted().toList());
    }

    @Test
    void givenTaskWithTags_whenWrittenAndRead_thenNothingIsLostAndTheBodyIsAsBefore()
            throws IOException {
        var task =
                new PortableTask(
                        PortableTask.Status.DONE,
                        null,
                        "2026-12-01T09:00",
                        "2026-12-01",
                        PortableTask.Priority.HIGH,
                        "FREQ=MONTHLY;BYMONTHDAY=1",
                        PortableTask.RepeatFrom.DONE);
        var item =
                PortableItem.note("1", "Rent", "Pay\n")
                        .tagged(List.of("home", "two words"))
                        .asTask(task);

        try (var writer = new MarkdownWriter(folder)) {
            writer.item(item, false);
        }

        var read = items(new MarkdownFolder(FolderTree.read(folder), ZoneOffset.UTC)).getFirst();
        assertEquals(
                List.of("Pay\n", List.of("home", "two words"), task),
                List.of(read.body(), read.tags(), read.task()));
        assertTrue(
                Files.readString(folder.resolve("Rent.md"))
                        .startsWith("---\nodradek: task\ntags:\n  - \"home\"\n"));
    }

    @Test
    void givenAnAttachmentThatLeadsOut_whenWritten_thenItStaysInTheFolder() throws IOException {
        var target = folder.resolve("a/b/out");
        var bytes = "x".getBytes(StandardCharsets.UTF_8);
        var file =
                new PortableFile(
                        "../../../../etc/passwd", "h", 1, () -> new ByteArrayInputStream(bytes));

        try (var writer = new MarkdownWriter(target)) {
            writer.item(
                    PortableItem.note("1", "N", "t").in(List.of("In")).with(List.of(file)), false);
        }

        assertEquals(
                List.of("a/b/out/In/N.md", "a/b/out/etc/passwd"),
                List.copyOf(digests(folder).keySet()));
    }

    @Test
    void givenALinkInTheTarget_whenOverwritten_thenTheLinkIsReplacedAndNotFollowed()
            throws IOException {
        var precious = write(folder, "precious.txt", "mine");
        var target = Files.createDirectory(folder.resolve("out"));
        Files.createSymbolicLink(target.resolve("N.md"), precious);

        try (var writer = new MarkdownWriter(target)) {
            writer.item(PortableItem.note("1", "N", "new"), false);
        }

        assertEquals(
                List.of("mine", "new"),
                List.of(Files.readString(precious), Files.readString(target.resolve("N.md"))));
    }

    private static void writeAll(ImportSource source, Path target) throws IOException {
        try (var writer = new MarkdownWriter(target)) {
            for (var notebook : source.outline().notebooks()) {
                writer.notebook(notebook, true);
            }
            for (var item : items(source)) {
                writer.item(item, true);
            }
            assertEquals(List.of(), writer.finish());
        }
    }
}
