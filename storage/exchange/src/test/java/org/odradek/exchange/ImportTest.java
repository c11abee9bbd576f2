package org.odradek.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.odradek.exchange.portable.Passes.digests;
import static org.odradek.exchange.portable.Passes.write;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Value;
import org.odradek.exchange.archive.TarTree;
import org.odradek.exchange.portable.SharedData;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

final class ImportTest {
    private static final String VAULT = "vault/obsidian-help-en.tar.gz";
    private static final String JEX = "joplin/joplin-3.5.1-export.jex.gz";

    @TempDir Path folder;

    @Test
    void givenTheRealVault_whenImportedTwiceAndExported_thenItComesBackByteForByte()
            throws IOException {
        var vault = unpack(SharedData.file(VAULT));
        try (var desk = new Desk(folder.resolve("desk"), 1)) {
            var preview = desk.preview(vault, "Help");
            var before = desk.titles();
            var first = desk.run(vault, "Help");
            var second = desk.run(vault, "Help");
            var out = folder.resolve("out");
            var exported = desk.write(out, ExchangeFormat.MARKDOWN);

            assertEquals(List.of(), before);
            assertEquals(List.of(173, 0, 0, 112), counts(preview));
            assertEquals(List.of(173, 0, 0, 112), counts(first));
            assertEquals(List.of(0, 0, 173, 0), counts(second));
            assertEquals(preview.notebooks(), first.notebooks());
            assertEquals(23, first.warnings().size());
            assertEquals(new ExportOutcome.Done(173, 112, List.of()), exported);
            var expected = digests(vault);
            first.warnings().forEach(warning -> expected.remove(warning.source()));
            assertEquals(expected, digests(out.resolve("Help")));
        }
    }

    @Test
    void givenTheRealJoplinExport_whenImported_thenAllOfItIsThere() throws IOException {
        try (var desk = new Desk(folder.resolve("desk"), 2)) {
            var first = desk.run(SharedData.file(JEX));
            var second = desk.run(SharedData.file(JEX));

            assertEquals(List.of(177, 0, 0, 1), counts(first));
            assertEquals(
                    List.of(3, 19, 2), List.of(first.tasks(), first.notebooks(), first.tags()));
            assertEquals(List.of(0, 0, 177, 0), counts(second));
            assertEquals(19, desk.store.view().notebooks().size());
            assertEquals("2026-12-01", desk.item("Steuererklärung abgeben").row().due());
            assertEquals(Value.State.DONE, desk.item("Done already").row().status());
        }
    }

    @Test
    void givenFrontMatter_whenImported_thenTagsAndDatesAreTaken() throws IOException {
        write(
                folder,
                "in/A/N.md",
                """
                ---
                tags: [x, y/z]
                created: 2020-01-02
                updated: 2021-03-04T05:06:07Z
                ---
                b
                """);
        try (var desk = new Desk(folder.resolve("desk"), 3)) {
            desk.run(folder.resolve("in"));

            var row = desk.item("N").row();
            assertEquals(List.of("x", "y/z"), row.tags());
            assertEquals("A", row.notebookPath());
            assertEquals(
                    List.of("2020-01-02T00:00:00Z", "2021-03-04T05:06:07Z"),
                    List.of(
                            Instant.ofEpochMilli(row.createdMs()).toString(),
                            Instant.ofEpochMilli(row.updatedMs()).toString()));
        }
    }

    @Test
    void givenAnImportThatWasStopped_whenRunAgain_thenEachNoteIsThereOnce() throws IOException {
        var source = manyNotes(250);
        try (var desk = new Desk(folder.resolve("desk"), 4)) {
            var stopped =
                    assertInstanceOf(
                            ImportOutcome.Stopped.class,
                            desk.outcome(source, false, (done, total) -> done == 0));
            var again = desk.run(source);

            var kept = stopped.report().created();
            assertTrue(kept > 0 && kept < 250, "kept: " + kept);
            assertEquals(List.of(250 - kept, 0, kept, 0), counts(again));
            assertEquals(250, desk.titles().stream().distinct().count());
            assertEquals(250, desk.titles().size());
        }
    }

    private Path manyNotes(int count) throws IOException {
        var source = folder.resolve("many");
        for (var i = 0; i < count; i++) {
            write(source, "B" + i % 7 + "/Note " + i + ".md", "text " + i + "\n");
        }
        return source;
    }

    private Path unpack(Path archive) throws IOException {
        var target = folder.resolve("vault");
        try (var tree = TarTree.read(archive, folder)) {
            for (var file : tree.files()) {
                try (var in = file.content().open()) {
                    write(target, file.path(), in.readAllBytes());
                }
            }
        }
        return target;
    }

    private static List<Integer> counts(ImportReport report) {
        return List.of(report.created(), report.updated(), report.skipped(), report.attachments());
    }
}
