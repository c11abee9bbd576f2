package org.odradek.exchange.markdown;

import org.odradek.exchange.archive.TreeFile;
import org.odradek.exchange.portable.ExchangeBounds;
import org.odradek.exchange.portable.ImportCursor;
import org.odradek.exchange.portable.ImportStep;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.exchange.portable.PortableFile;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.exchange.portable.StrictText;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/// One pass over a Markdown folder: the tree's warnings, the notes by path, then the files that no note refers to.
final class MarkdownCursor implements ImportCursor {
    private final List<TreeFile> notes;
    private final List<TreeFile> others;
    private final ZoneId zone;
    private final FileIndex index;
    private final Queue<ImportStep> pending = new ArrayDeque<>();
    private final Set<String> referred = new HashSet<>();
    private int position;
    private boolean leftOverNamed;

    MarkdownCursor(
            List<ImportWarning> warnings,
            boolean endsEarly,
            List<TreeFile> notes,
            List<TreeFile> others,
            ZoneId zone) {
        this.notes = notes;
        this.others = others;
        this.zone = zone;
        this.index = new FileIndex(others);
        if (endsEarly) {
            note("the archive", "This file ends early; " + notes.size() + " notes can be read.");
        }
        warnings.forEach(warning -> pending.add(new ImportStep.Noted(warning)));
    }

    @Override
    public Optional<ImportStep> next() throws IOException {
        if (pending.isEmpty() && position < notes.size()) {
            read(notes.get(position));
            position++;
        }
        if (pending.isEmpty() && position == notes.size() && !leftOverNamed) {
            leftOverNamed = true;
            others.stream()
                    .filter(file -> !file.hidden() && !referred.contains(file.path()))
                    .forEach(
                            file ->
                                    note(
                                            file.path(),
                                            "No note refers to this file, so it is left out."));
        }
        return Optional.ofNullable(pending.poll());
    }

    @Override
    public void close() {
        pending.clear();
    }

    private void read(TreeFile file) {
        if (file.sizeBytes() > ExchangeBounds.BODY_BYTES_MAX) {
            refuse(file, "It is larger than 16 MiB, so it is left out.");
            return;
        }
        try (var in = file.content().open()) {
            var bytes = in.readNBytes(ExchangeBounds.BODY_BYTES_MAX + 1);
            switch (StrictText.decode(bytes)) {
                case StrictText.Decoded.NotText(var reason) -> refuse(file, reason);
                case StrictText.Decoded.Text(var text) -> take(file, text, bytes);
            }
        } catch (IOException e) {
            refuse(file, "It cannot be read, so it is left out.");
        }
    }

    private void take(TreeFile file, String text, byte[] bytes) {
        var title = file.name().replaceFirst("(?i)\\.(md|markdown)$", "");
        var notebook = AttachmentPath.parts(file.folder());
        if (bytes.length > ExchangeBounds.BODY_BYTES_MAX) {
            refuse(file, "It is larger than 16 MiB, so it is left out.");
        } else if (title.length() > ExchangeBounds.TITLE_CHARS_MAX) {
            refuse(file, "Its name is longer than 500 characters, so it is left out.");
        } else if (notebook.size() > ExchangeBounds.NOTEBOOK_DEPTH_MAX) {
            refuse(file, "It lies deeper than 100 folders, so it is left out.");
        } else {
            var whole = PortableItem.note(file.path(), title, text);
            var item = OwnHeader.read(whole).orElseGet(() -> withFrontMatter(whole));
            var created = item.created() == null ? file.modified() : item.created();
            var updated = item.updated() == null ? file.modified() : item.updated();
            pending.add(
                    new ImportStep.ItemRead(
                            item.in(notebook).at(created, updated).with(files(file, text))));
        }
    }

    private PortableItem withFrontMatter(PortableItem item) {
        var frontMatter = FrontMatter.of(item.body());
        return item.tagged(frontMatter.tags())
                .at(frontMatter.created(zone).orElse(null), frontMatter.updated(zone).orElse(null));
    }

    private List<PortableFile> files(TreeFile note, String text) {
        Map<String, TreeFile> found = new LinkedHashMap<>();
        for (var reference : References.in(text)) {
            index.find(note.folder(), reference).ifPresent(file -> found.put(file.path(), file));
        }
        var files = new ArrayList<PortableFile>();
        for (var file : found.values()) {
            var firstTime = referred.add(file.path());
            if (file.sizeBytes() <= ExchangeBounds.ATTACHMENT_BYTES_MAX) {
                files.add(
                        new PortableFile(
                                AttachmentPath.relative(note.folder(), file.path()),
                                file.path(),
                                file.sizeBytes(),
                                file.content()));
            } else if (firstTime) {
                note(file.path(), "It is larger than 100 MB, so it is left out.");
            }
        }
        return files;
    }

    private void refuse(TreeFile file, String message) {
        pending.add(new ImportStep.ItemRefused(new ImportWarning(file.path(), message)));
    }

    private void note(String source, String message) {
        pending.add(new ImportStep.Noted(new ImportWarning(source, message)));
    }
}
