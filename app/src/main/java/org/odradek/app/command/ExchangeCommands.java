package org.odradek.app.command;

import org.jspecify.annotations.Nullable;
import org.odradek.app.scratch.ScratchFolder;
import org.odradek.core.entry.GestureId;
import org.odradek.exchange.ExchangeFormat;
import org.odradek.exchange.ExchangeWatch;
import org.odradek.exchange.ExportOutcome;
import org.odradek.exchange.ExportWish;
import org.odradek.exchange.Exporter;
import org.odradek.exchange.FormatDetector;
import org.odradek.exchange.ImportOutcome;
import org.odradek.exchange.ImportReport;
import org.odradek.exchange.Importer;
import org.odradek.exchange.portable.ImportSource;
import org.odradek.store.edit.NotebookEdits;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `import` and `export`.
final class ExchangeCommands {
    private ExchangeCommands() {}

    @Command(
            name = "import",
            description = "Brings notes in: a Markdown folder, a Joplin export, our own JSON.")
    static final class Import implements Task {
        @Parameters(paramLabel = "PATH")
        Path path = Path.of("");

        @Option(
                names = "--format",
                paramLabel = "markdown|jex|json",
                description = "Found by itself.")
        @Nullable String format;

        @Option(
                names = "--into",
                paramLabel = "PATH",
                description = "The notebook that it goes into.")
        @Nullable String into;

        @Option(names = "--dry-run", description = "Says what it would do, and writes nothing.")
        boolean dryRun;

        @Override
        public Answer run(Desk desk) {
            var known = format(format);
            Optional<List<String>> names =
                    into == null ? Optional.of(List.of()) : NotebookEdits.names(into);
            if (names.isEmpty()) {
                return Answer.unreadable("“" + into + "” is no notebook path.");
            }
            try (var scratch = ScratchFolder.make("odradek-import")) {
                return switch (new FormatDetector(scratch.path(), desk.clock().getZone())
                        .open(desk.at(path), known)) {
                    case FormatDetector.Opened.Refused(var sentence) ->
                            Answer.notPossible(sentence);
                    case FormatDetector.Opened.Source(var source) ->
                            bringIn(desk, source, names.get());
                };
            } catch (IOException e) {
                return Answer.notPossible("“" + path + "” is damaged or cannot be read.");
            }
        }

        private Answer bringIn(Desk desk, ImportSource source, List<String> names)
                throws IOException {
            try (source) {
                var importer =
                        new Importer(
                                desk.store(),
                                desk.clock(),
                                () -> new GestureId(desk.newIds().get().value()));
                var outcome =
                        dryRun
                                ? importer.preview(source, names, ExchangeWatch.NONE)
                                : importer.run(source, names, ExchangeWatch.NONE);
                return switch (outcome) {
                    case ImportOutcome.Done(var report) -> answer(report);
                    case ImportOutcome.Stopped(var report) -> answer(report);
                    case ImportOutcome.Refused(var sentence, _) -> Answer.notPossible(sentence);
                };
            }
        }

        private Answer answer(ImportReport report) {
            var node = ItemJson.NODES.objectNode();
            node.put("format", report.format())
                    .put("created", report.created())
                    .put("updated", report.updated())
                    .put("skipped", report.skipped())
                    .put("notebooks", report.notebooks())
                    .put("tags", report.tags())
                    .put("attachments", report.attachments());
            var warnings = node.putArray("warnings");
            report.warnings()
                    .forEach(
                            warning ->
                                    warnings.addObject()
                                            .put("source", warning.source())
                                            .put("message", warning.message()));
            var lines = new ArrayList<String>();
            lines.add(
                    (dryRun ? "Would import " : "Imported ")
                            + report.created()
                            + "; "
                            + report.updated()
                            + " updated, "
                            + report.skipped()
                            + " here already; "
                            + report.notebooks()
                            + " notebooks, "
                            + report.tags()
                            + " tags, "
                            + report.attachments()
                            + " files.");
            report.warnings()
                    .forEach(warning -> lines.add(warning.source() + ": " + warning.message()));
            return Answer.of(node, lines);
        }
    }

    @Command(
            name = "export",
            description = "Writes notes to a folder as Markdown, or to a file as our own JSON.")
    static final class Export implements Task {
        @Parameters(paramLabel = "PATH")
        Path path = Path.of("");

        @Option(names = "--format", required = true, paramLabel = "markdown|json")
        String format = "";

        @Option(
                names = "--notebook",
                paramLabel = "PATH",
                description = "Only this one; paths count from it.")
        @Nullable String notebook;

        @Option(names = "--overwrite", description = "Into a folder that is not empty.")
        boolean overwrite;

        @Override
        public Answer run(Desk desk) {
            var known = format(format);
            if (known == null || !known.isWritten()) {
                return Answer.unreadable(
                        "Notes are exported as markdown or json, not as “" + format + "”.");
            }
            var scope =
                    notebook == null
                            ? new ExportWish.Scope.Everything()
                            : new ExportWish.Scope.Notebook(Named.notebook(desk, notebook).id());
            var wish = new ExportWish(desk.at(path), known, scope, overwrite);
            return switch (new Exporter(desk.store(), desk.clock()).run(wish, ExchangeWatch.NONE)) {
                case ExportOutcome.Refused(var sentence) -> Answer.notPossible(sentence);
                case ExportOutcome.Stopped(var items) -> done(items, 0, List.of());
                case ExportOutcome.Done(var items, var attachments, var warnings) ->
                        done(
                                items,
                                attachments,
                                warnings.stream()
                                        .map(warning -> warning.source() + ": " + warning.message())
                                        .toList());
            };
        }

        private Answer done(int items, int attachments, List<String> warnings) {
            var node = ItemJson.NODES.objectNode();
            node.put("format", format)
                    .put("path", path.toString())
                    .put("items", items)
                    .put("attachments", attachments);
            var list = node.putArray("warnings");
            warnings.forEach(list::add);
            var lines = new ArrayList<String>();
            lines.add("Exported " + items + " items, " + attachments + " files to " + path + ".");
            lines.addAll(warnings);
            return Answer.of(node, lines);
        }
    }

    private static @Nullable ExchangeFormat format(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return ExchangeFormat.named(name)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        Answer.unreadable(
                                                "There is no format “" + name + "” here.")));
    }
}
