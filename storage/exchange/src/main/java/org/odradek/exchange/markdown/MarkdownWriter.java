package org.odradek.exchange.markdown;

import org.odradek.exchange.portable.ContentOpener;
import org.odradek.exchange.portable.ExportTarget;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.exchange.portable.PortableFile;
import org.odradek.exchange.portable.PortableItem;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Writes notes as Markdown files into a folder: notebooks as folders, attachments where their names say. A note that came from
/// such a folder goes back byte for byte, to where it was. Files of the same name are replaced, others are left alone; links
/// are never followed.
public final class MarkdownWriter implements ExportTarget {
    private static final String NOTE_ENDING = ".md";

    private final Path root;
    private final FolderNames names;
    private final Map<String, String> writtenByWanted = new HashMap<>();
    private final Set<String> foldersMade = new HashSet<>();
    private final List<ImportWarning> warnings = new ArrayList<>();

    /// @param root is made when missing
    public MarkdownWriter(Path root) throws IOException {
        Files.createDirectories(root);
        this.root = root.toRealPath();
        this.names = new FolderNames(caseCounts(this.root), File.separatorChar == '\\');
        foldersMade.add("");
    }

    @Override
    public void notebook(List<String> path, boolean imported) throws IOException {
        makeFolder(names.folder(path, imported));
    }

    @Override
    public void item(PortableItem item, boolean imported) throws IOException {
        var folder = names.folder(item.notebook(), imported);
        makeFolder(folder);
        var file = names.file(folder, item.title(), NOTE_ENDING, imported);
        if (!imported && !file.endsWith(item.title() + NOTE_ENDING)) {
            warn(
                    file,
                    "The file's name differs from the title, which cannot be a file's name or is"
                            + " there twice.");
        }
        if (OwnHeader.losesSomething(item)) {
            warn(
                    file,
                    "It has front matter of its own, which stays as it is; its tags and state are"
                            + " not in it.");
        }
        var bytes = withHeader(item).getBytes(StandardCharsets.UTF_8);
        var target = write(file, () -> new ByteArrayInputStream(bytes));
        if (item.updated() != null) {
            Files.setLastModifiedTime(target, FileTime.from(item.updated()));
        }
        for (var attachment : item.files()) {
            attach(item.notebook(), attachment, imported);
        }
    }

    @Override
    public List<ImportWarning> finish() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() {
        // Every file is whole once it has its name; nothing is held open.
    }

    private static String withHeader(PortableItem item) {
        return OwnHeader.render(item) + item.body();
    }

    private void attach(List<String> notebook, PortableFile attachment, boolean imported)
            throws IOException {
        var path = AttachmentPath.resolve(notebook, attachment.name());
        if (path.isEmpty()) {
            path = List.of("attachment");
        }
        var wanted = String.join("/", path) + "\0" + attachment.source();
        if (writtenByWanted.containsKey(wanted)) {
            return;
        }
        var folder = names.folder(path.subList(0, path.size() - 1), imported);
        makeFolder(folder);
        var name = path.getLast();
        var dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var file = names.file(folder, stem, dot > 0 ? name.substring(dot) : "", imported);
        if (!file.endsWith(name)) {
            warn(
                    file,
                    "The file is not under its attachment's name, which cannot be a file's name or"
                            + " is there twice.");
        }
        write(file, attachment.content());
        writtenByWanted.put(wanted, file);
    }

    private Path write(String file, ContentOpener content) throws IOException {
        var target = root.resolve(file);
        try (var in = content.open()) {
            writeNew(in, target);
        } catch (FileAlreadyExistsException e) {
            // Beside it and then over it, so that the old file is whole until the new one is.
            var beside = Files.createTempFile(target.getParent(), ".odradek-", ".tmp");
            try (var in = content.open()) {
                Files.copy(in, beside, StandardCopyOption.REPLACE_EXISTING);
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        }
        return target;
    }

    private static void writeNew(InputStream in, Path target) throws IOException {
        // Copying without an option to replace creates the file or fails; it never writes through a
        // link.
        Files.copy(in, target);
    }

    private void makeFolder(String folder) throws IOException {
        if (!foldersMade.add(folder)) {
            return;
        }
        var slash = folder.lastIndexOf('/');
        if (slash > 0) {
            makeFolder(folder.substring(0, slash));
        }
        var path = root.resolve(folder);
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(path);
        }
    }

    private void warn(String file, String message) {
        warnings.add(new ImportWarning(file, message));
    }

    /// Whether this folder's file system tells case apart, tried on the folder's own name without writing anything.
    private static boolean caseCounts(Path folder) throws IOException {
        var name = folder.getFileName() == null ? "" : folder.getFileName().toString();
        var other =
                name.toUpperCase(Locale.ROOT).equals(name)
                        ? name.toLowerCase(Locale.ROOT)
                        : name.toUpperCase(Locale.ROOT);
        if (other.equals(name)) {
            return File.separatorChar != '\\';
        }
        var sibling = folder.resolveSibling(other);
        return !Files.exists(sibling) || !Files.isSameFile(sibling, folder);
    }
}
