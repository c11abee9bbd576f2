package org.odradek.exchange;

import org.odradek.exchange.ExportWish.Scope;
import org.odradek.exchange.json.JsonWriter;
import org.odradek.exchange.markdown.MarkdownWriter;
import org.odradek.exchange.portable.ExportTarget;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.store.Store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Writes items to files. Blocks; call it on a thread of its own.
public final class Exporter {
    private final Store store;
    private final Clock clock;

    public Exporter(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Exports; what is written is as the store is when each item's turn comes.
    public ExportOutcome run(ExportWish wish, ExchangeWatch watch) {
        if (!wish.format().isWritten()) {
            return new ExportOutcome.Refused(
                    "There is no export in the format " + wish.format().wireName() + ".");
        }
        try {
            var refused = refusal(wish);
            if (refused.isPresent()) {
                return new ExportOutcome.Refused(refused.get());
            }
            try (var target = open(wish)) {
                return write(wish, target, watch);
            }
        } catch (FileAlreadyExistsException e) {
            return new ExportOutcome.Refused("“" + e.getFile() + "” is in the way.");
        } catch (IOException e) {
            return new ExportOutcome.Refused(
                    "“"
                            + wish.target()
                            + "” cannot be written: the disk is full, or it may not be written"
                            + " to.");
        }
    }

    private ExportOutcome write(ExportWish wish, ExportTarget target, ExchangeWatch watch)
            throws IOException {
        var withTrash =
                wish.format() == ExchangeFormat.JSON && wish.scope() instanceof Scope.Everything;
        var content = new ExportContent(store, wish.scope(), withTrash);
        for (var path : content.notebooks()) {
            target.notebook(path, content.isImportedFolder(path));
        }
        var warnings = new ArrayList<ImportWarning>();
        Set<String> files = new HashSet<>();
        var done = 0;
        for (var id : content.ids()) {
            if (!watch.goOn(done, content.ids().size())) {
                return new ExportOutcome.Stopped(done);
            }
            var item = content.item(id, warnings::add);
            if (item.isPresent()) {
                target.item(item.get(), ExportContent.isImported(id));
                item.get().files().forEach(file -> files.add(file.source()));
                done++;
            }
        }
        warnings.addAll(target.finish());
        watch.goOn(done, done);
        return new ExportOutcome.Done(done, files.size(), warnings);
    }

    private static Optional<String> refusal(ExportWish wish) throws IOException {
        var target = wish.target();
        if (!Files.exists(target)) {
            return Optional.empty();
        }
        if (!Files.isDirectory(target)) {
            return isJsonFile(wish) && wish.overwrite()
                    ? Optional.empty()
                    : Optional.of("“" + target + "” is there already, and is a file.");
        }
        if (isJsonFile(wish)) {
            return Optional.of("“" + target + "” is a folder.");
        }
        try (var inside = Files.list(target)) {
            return wish.overwrite() || inside.findAny().isEmpty()
                    ? Optional.empty()
                    : Optional.of("The folder “" + target + "” is not empty.");
        }
    }

    private ExportTarget open(ExportWish wish) throws IOException {
        return switch (wish.format()) {
            case MARKDOWN -> new MarkdownWriter(wish.target());
            case JSON ->
                    isJsonFile(wish)
                            ? JsonWriter.intoFile(wish.target(), clock.instant())
                            : JsonWriter.intoFolder(wish.target(), clock.instant());
            case JEX -> throw new IllegalArgumentException("no writer for " + wish.format());
        };
    }

    private static boolean isJsonFile(ExportWish wish) {
        return wish.format() == ExchangeFormat.JSON
                && fileName(wish.target()).toLowerCase(Locale.ROOT).endsWith(".json");
    }

    private static String fileName(Path path) {
        return path.getFileName() == null ? "" : path.getFileName().toString();
    }
}
