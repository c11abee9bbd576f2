package org.odradek.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.odradek.exchange.portable.Passes.digests;
import static org.odradek.exchange.portable.Passes.write;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.store.Edit;
import org.odradek.store.view.ViewPosition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class ExporterTest {
    @TempDir Path folder;

    @Test
    void givenANotebook_whenExported_thenPathsBeginBelowIt() throws IOException {
        write(folder, "in/Sub/N.md", "n ![[p.png]]");
        write(folder, "in/Top.md", "t");
        write(folder, "in/Attachments/p.png", "p");
        write(folder, "other/Else.md", "e");
        try (var desk = new Desk(folder.resolve("desk"), 21)) {
            desk.run(folder.resolve("in"), "Vault", "Inner");
            desk.run(folder.resolve("other"), "Other");
            var notebook = desk.store.view().notebook("Vault/Inner").orElseThrow().id();
            var wish =
                    new ExportWish(
                            folder.resolve("out"),
                            ExchangeFormat.MARKDOWN,
                            new ExportWish.Scope.Notebook(notebook),
                            false);

            var outcome = desk.exporter.run(wish, ExchangeWatch.NONE);

            assertEquals(new ExportOutcome.Done(2, 1, List.of()), outcome);
            assertEquals(digests(folder.resolve("in")), digests(folder.resolve("out")));
        }
    }

    @Test
    void givenAChosenNoteOfSeveral_whenExported_thenItAloneIsWritten() throws IOException {
        write(folder, "in/A/One.md", "1");
        write(folder, "in/B/Two.md", "2");
        try (var desk = new Desk(folder.resolve("desk"), 22)) {
            desk.run(folder.resolve("in"));
            var scope = new ExportWish.Scope.Items(List.of(desk.item("One").row().id()));

            desk.exporter.run(
                    new ExportWish(folder.resolve("out"), ExchangeFormat.MARKDOWN, scope, false),
                    ExchangeWatch.NONE);

            try (var top = Files.list(folder.resolve("out"))) {
                assertEquals(List.of(folder.resolve("out/A")), top.toList());
            }
        }
    }

    @Test
    void givenAFolderThatHoldsSomething_whenExported_thenOnlyWithOverwrite() throws IOException {
        write(folder, "in/N.md", "new");
        var target = folder.resolve("out");
        write(target, "N.md", "old");
        write(target, "keep.txt", "k");
        try (var desk = new Desk(folder.resolve("desk"), 23)) {
            desk.run(folder.resolve("in"));
            var scope = new ExportWish.Scope.Everything();

            var refused = desk.write(target, ExchangeFormat.MARKDOWN);
            var before = Files.readString(target.resolve("N.md"));
            var done =
                    desk.exporter.run(
                            new ExportWish(target, ExchangeFormat.MARKDOWN, scope, true),
                            ExchangeWatch.NONE);

            assertEquals(
                    new ExportOutcome.Refused("The folder “" + target + "” is not empty."),
                    refused);
            assertEquals("old", before);
            assertEquals(new ExportOutcome.Done(1, 0, List.of()), done);
            assertEquals("new", Files.readString(target.resolve("N.md")));
            assertEquals("k", Files.readString(target.resolve("keep.txt")));
        }
    }

    @Test
    void givenATaskMadeHere_whenExportedAndImportedElsewhere_thenItIsTheSameTask()
            throws IOException {
        try (var desk = new Desk(folder.resolve("desk"), 24);
                var other = new Desk(folder.resolve("other"), 25)) {
            var id = desk.newId();
            desk.store.submit(
                    Edit.of(
                            ViewPosition.NEWEST,
                            new Action.CreateItem(id, ItemKind.TASK),
                            Edit.set(id, Field.TITLE, Value.text("Rent: pay/transfer")),
                            Edit.set(id, Field.DUE, Value.text("2026-12-01")),
                            new Action.AddTag(id, "home")));
            var target = folder.resolve("out");

            desk.write(target, ExchangeFormat.MARKDOWN);
            other.run(target);

            var row = other.item("Rent_ pay_transfer").row();
            assertEquals(
                    List.of(ItemKind.TASK, "2026-12-01", List.of("home")),
                    List.of(row.kind(), String.valueOf(row.due()), row.tags()));
        }
    }

    @Test
    void givenAFormatWithoutAnExport_whenAsked_thenItIsRefused() throws IOException {
        try (var desk = new Desk(folder.resolve("desk"), 26)) {
            assertEquals(
                    new ExportOutcome.Refused("There is no export in the format jex."),
                    desk.write(folder.resolve("x"), ExchangeFormat.JEX));
        }
    }
}
