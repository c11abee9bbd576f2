package org.odradek.exchange;

import org.odradek.core.action.Action;
import org.odradek.core.entry.ItemId;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.exchange.portable.PortableFile;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.store.attachment.Attachments;
import org.odradek.store.attachment.Attachments.Kept;
import org.odradek.store.attachment.Intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Takes the files of items into the store, each once, before anything refers to them.
final class FileIntake implements AutoCloseable {
    /// The store's bound on a file's name in an item.
    private static final int NAME_CHARS_MAX = 1_000;

    private final Intake intake;
    private final boolean dryRun;
    private final Consumer<ImportWarning> warnings;
    private final Map<String, Intake.Coming> comingBySource = new HashMap<>();
    private final Map<String, Kept> keptBySource = new HashMap<>();

    FileIntake(Attachments attachments, boolean dryRun, Consumer<ImportWarning> warnings) {
        this.intake = attachments.intake();
        this.dryRun = dryRun;
        this.warnings = warnings;
    }

    /// Begins to take in the files of items, so that they need not wait for the disk one after the other.
    void begin(List<PortableItem> items) {
        for (var item : items) {
            for (var file : item.files()) {
                if (!dryRun && isNameFit(file) && isUnknown(file)) {
                    begin(file);
                }
            }
        }
        intake.settle();
    }

    private void begin(PortableFile file) {
        try {
            comingBySource.put(file.source(), take(file));
        } catch (IOException e) {
            // Whoever uses the file tries again, and says what became of it.
            comingBySource.remove(file.source());
        }
    }

    private boolean isUnknown(PortableFile file) {
        return !comingBySource.containsKey(file.source())
                && !keptBySource.containsKey(file.source());
    }

    /// The item's files that are in the store now; in a dry run, those that would be tried.
    List<PortableFile> usable(PortableItem item) {
        var usable = new ArrayList<PortableFile>();
        for (var file : item.files()) {
            if (!isNameFit(file)) {
                warn(file, "Its path is longer than 1,000 characters, so it is left out.");
            } else if (dryRun || keep(file)) {
                usable.add(file);
            }
        }
        return usable;
    }

    /// The actions that make an item refer to files that `usable` gave.
    List<Action> attach(ItemId item, List<PortableFile> files) {
        var actions = new ArrayList<Action>();
        for (var file : files) {
            if (keptBySource.get(file.source()) instanceof Kept.Stored(var sha256, var sizeBytes)) {
                actions.add(
                        new Action.Attach(
                                item, file.name(), HexFormat.of().parseHex(sha256), sizeBytes));
            }
        }
        return actions;
    }

    private boolean keep(PortableFile file) {
        var kept = keptBySource.get(file.source());
        if (kept == null) {
            var coming = comingBySource.remove(file.source());
            try {
                kept = (coming == null ? settled(file) : coming).kept();
            } catch (IOException e) {
                warn(file, "It cannot be read or kept, so it is left out.");
                return false;
            }
            keptBySource.put(file.source(), kept);
            if (kept instanceof Kept.TooLarge) {
                warn(file, "It is larger than 100 MB, so it is left out.");
            }
        }
        return kept instanceof Kept.Stored;
    }

    private Intake.Coming settled(PortableFile file) throws IOException {
        var coming = take(file);
        intake.settle();
        return coming;
    }

    private Intake.Coming take(PortableFile file) throws IOException {
        try (var in = file.content().open()) {
            return intake.take(in);
        }
    }

    private static boolean isNameFit(PortableFile file) {
        return file.name().length() <= NAME_CHARS_MAX;
    }

    @Override
    public void close() {
        intake.close();
    }

    private void warn(PortableFile file, String message) {
        warnings.accept(new ImportWarning(file.source(), message));
    }
}
