package org.odradek.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.odradek.exchange.portable.Passes.digests;
import static org.odradek.exchange.portable.Passes.write;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.exchange.archive.TarTree;
import org.odradek.exchange.portable.SharedData;
import org.odradek.store.Edit;
import org.odradek.store.Submission;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ViewPosition;

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

    @Test
    void givenAStoppedImport_whenTakenOut_thenNothingIsLeftAndItCanComeInAgain()
            throws IOException {
        var source = manyNotes(250);
        try (var desk = new Desk(folder.resolve("desk"), 5)) {
            var stopped = desk.outcome(source, false, (done, total) -> done < 150);
            var taken = desk.importer.takeOut(stopped.report());
            var left = desk.titles();
            var notebooks = desk.store.view().notebooks();
            var again = desk.run(source);

            assertInstanceOf(Submission.Accepted.class, taken);
            assertEquals(List.of(), left);
            assertEquals(List.of(), notebooks);
            assertEquals(List.of(250, 0, 0, 0), counts(again));
            assertEquals(250, desk.titles().size());
        }
    }

    @Test
    void givenAChangedFile_whenImportedAgain_thenItsTextIsMergedWithWhatWasWrittenHere()
            throws IOException {
        write(folder, "in/N.md", "one\ntwo\nthree\n");
        try (var desk = new Desk(folder.resolve("desk"), 6)) {
            desk.run(folder.resolve("in"));
            var shown = desk.item("N");
            desk.store.submit(
                    Edit.of(
                            ViewPosition.NEWEST,
                            new Action.EditBody(
                                    shown.row().id(),
                                    shown.frontier(),
                                    List.of(new Splice(0, 0, "mine ")),
                                    false)));
            write(folder, "in/N.md", "one\ntwo\nthree\nfour\n");
            write(folder, "in/pic.png", "p");

            var changed = desk.run(folder.resolve("in"));
            var unchanged = desk.run(folder.resolve("in"));
            write(folder, "in/N.md", "one\nTWO\nthree\nfour ![[pic.png]]\n");
            var changedAgain = desk.run(folder.resolve("in"));

            assertEquals(List.of(0, 1, 0, 0), counts(changed));
            assertEquals(List.of(0, 0, 1, 0), counts(unchanged));
            assertEquals(List.of(0, 1, 0, 1), counts(changedAgain));
            assertEquals("mine one\nTWO\nthree\nfour ![[pic.png]]\n", desk.item("N").body());
            assertEquals(1, desk.titles().size());
        }
    }

    @Test
    void givenANoteLongerThanAnEntry_whenImportedChangedAndExported_thenItIsByteForByte()
            throws IOException {
        var line = "\uFEFFlong ä🎉 line\r\n\ttab \u0007 [[x]] \u2028\r";
        write(folder, "in/Long: “note”?.md", line.repeat(60_000));
        write(folder, "in/Empty.md", "");
        try (var desk = new Desk(folder.resolve("desk"), 10)) {
            var first = desk.run(folder.resolve("in"));
            var second = desk.run(folder.resolve("in"));
            write(folder, "in/Long: “note”?.md", line.repeat(30_000) + "!" + line.repeat(30_000));
            write(folder, "in/Empty.md", "no more");
            var changed = desk.run(folder.resolve("in"));
            desk.write(folder.resolve("out"), ExchangeFormat.MARKDOWN);

            assertEquals(List.of(2, 0, 0, 0), counts(first));
            assertEquals(List.of(0, 0, 2, 0), counts(second));
            assertEquals(List.of(0, 2, 0, 0), counts(changed));
            assertEquals(digests(folder.resolve("in")), digests(folder.resolve("out")));
        }
    }

    @Test
    void givenValuesThatTheStoreRefuses_whenImported_thenTheyAreNamedAndTheRestComesIn()
            throws IOException {
        write(
                folder,
                "own.json",
                """
                {"odradek":"export","version":1,"items":[
                {"id":"a","kind":"task","title":"Bad due","due":"soon","notebook":["New"]},
                {"id":"b","kind":"task","title":"Good","due":"2026-12-01","notebook":["New", ".."],
                 "tags":["ok","%s"]}]}
                """
                        .formatted("t".repeat(101)));
        try (var desk = new Desk(folder.resolve("desk"), 11)) {
            var report = desk.run(folder.resolve("own.json"));

            assertEquals(List.of(1, 0, 0, 0), counts(report));
            assertEquals(
                    List.of("b", "a"),
                    report.warnings().stream().map(warning -> warning.source()).toList());
            assertEquals("New/_..", desk.item("Good").row().notebookPath());
            assertEquals(List.of("ok"), desk.item("Good").row().tags());
        }
    }

    @Test
    void givenATrashedOrPurgedNote_whenImportedAgain_thenTrashStaysAndPurgedComesBack()
            throws IOException {
        write(folder, "in/Trashed.md", "t");
        write(folder, "in/Purged.md", "p");
        try (var desk = new Desk(folder.resolve("desk"), 7)) {
            desk.run(folder.resolve("in"));
            var trashed = desk.item("Trashed").row().id();
            var purged = desk.item("Purged").row().id();
            desk.store.submit(
                    Edit.of(
                            ViewPosition.NEWEST,
                            Edit.set(trashed, Field.TRASHED, Value.flag(true)),
                            Edit.set(purged, Field.TRASHED, Value.flag(true))));
            desk.store.submit(Edit.of(ViewPosition.NEWEST, new Action.Purge(purged)));

            var again = desk.run(folder.resolve("in"));

            assertEquals(List.of(1, 0, 1, 0), counts(again));
            assertEquals(List.of("Purged"), desk.titles());
        }
    }

    @Test
    void givenOurOwnExport_whenImportedElsewhere_thenEverythingVisibleIsTheSame()
            throws IOException {
        write(folder, "in/A/N.md", "![[../p.png]] [[p.png]]");
        write(folder, "in/p.png", "PNG");
        try (var desk = new Desk(folder.resolve("desk"), 8);
                var other = new Desk(folder.resolve("other"), 9)) {
            desk.run(folder.resolve("in"));
            var parent = task(desk, "Parent");
            var child = task(desk, "Child");
            desk.store.submit(
                    Edit.of(
                            ViewPosition.NEWEST,
                            Edit.set(child, Field.PARENT, Value.ref(parent)),
                            Edit.set(parent, Field.DUE, Value.text("2026-12-01T09:00")),
                            Edit.set(parent, Field.PRIORITY, Value.text("high")),
                            new Action.AddTag(parent, "Home"),
                            Edit.set(child, Field.TRASHED, Value.flag(true))));
            var file = folder.resolve("all.json");

            desk.write(file, ExchangeFormat.JSON);
            var here = desk.run(file);
            var first = other.run(file);
            var second = other.run(file);

            assertEquals(List.of(0, 0, 3, 0), counts(here));
            assertEquals(List.of(3, 0, 0, 1), counts(first));
            assertEquals(List.of(0, 0, 3, 0), counts(second));
            assertEquals(told(desk.rows()), told(other.rows()));
            assertEquals(
                    desk.item("N").attachments().getFirst(),
                    other.item("N").attachments().getFirst());
        }
    }

    private static ItemId task(Desk desk, String title) {
        var id = desk.newId();
        desk.store.submit(
                Edit.of(
                        ViewPosition.NEWEST,
                        new Action.CreateItem(id, ItemKind.TASK),
                        Edit.set(id, Field.TITLE, Value.text(title))));
        return id;
    }

    private static List<String> told(List<ItemRow> rows) {
        return rows.stream()
                .map(
                        row ->
                                String.join(
                                        "|",
                                        row.kind().toString(),
                                        row.title(),
                                        String.valueOf(row.notebookPath()),
                                        row.tags().toString(),
                                        String.valueOf(row.status()),
                                        String.valueOf(row.due()),
                                        row.priority()))
                .toList();
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
