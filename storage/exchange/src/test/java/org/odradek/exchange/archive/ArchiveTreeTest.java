package org.odradek.exchange.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.exchange.portable.ImportWarning;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class ArchiveTreeTest {
    private static final String OUT =
            "Its name leads out of the archive or is not valid text, so it is left out.";

    @TempDir Path folder;

    @Test
    void givenNamesThatLeadOut_whenATarIsRead_thenTheyAreLeftOutAndNamed() throws IOException {
        var texts = new LinkedHashMap<String, String>();
        texts.put("../evil.md", "e");
        texts.put("/abs.md", "e");
        texts.put("a/../../evil.md", "e");
        texts.put("C:/x.md", "e");
        texts.put("link.md", "->/etc/passwd");
        texts.put("./ok/Note.md", "fine");
        texts.put("top.md", "top");

        try (var tree = TarTree.read(Archives.tar(folder.resolve("v.tar"), texts), folder)) {
            assertEquals(List.of("ok/Note.md=fine", "top.md=top"), contents(tree));
            assertEquals(
                    List.of(
                            new ImportWarning("../evil.md", OUT),
                            new ImportWarning("/abs.md", OUT),
                            new ImportWarning("a/../../evil.md", OUT),
                            new ImportWarning("C:/x.md", OUT),
                            new ImportWarning("link.md", "It is a link, so it is left out.")),
                    tree.warnings());
        }
    }

    @Test
    void givenNamesThatLeadOut_whenAZipIsRead_thenTheyAreLeftOutAndNamed() throws IOException {
        var zip =
                Archives.zip(folder.resolve("v.zip"), Map.of("..\\evil.md", "e", "ok.md", "fine"));

        try (var tree = ZipTree.read(zip)) {
            assertEquals(List.of("ok.md=fine"), contents(tree));
            assertEquals(
                    List.of(OUT), tree.warnings().stream().map(ImportWarning::message).toList());
        }
    }

    @Test
    void givenOneFolderInAnArchive_whenRead_thenItIsTheRoot() throws IOException {
        var tar =
                Archives.tar(
                        folder.resolve("backup.tar"),
                        Map.of("Vault/A/n.md", "n", "Vault/m.md", "m"));

        try (var tree = TarTree.read(Archives.gzip(tar, folder.resolve("backup.tar.gz")), folder)) {
            assertEquals("Vault", tree.rootName());
            assertEquals(List.of("A/n.md=n", "m.md=m"), contents(tree));
        }
    }

    @Test
    void givenAnArchive_whenClosed_thenNothingUnpackedRemains() throws IOException {
        var scratch = Files.createDirectory(folder.resolve("scratch"));
        var tar = Archives.tar(folder.resolve("v.tar"), Map.of("m.md", "m"));

        TarTree.read(Archives.gzip(tar, folder.resolve("v.tar.gz")), scratch).close();

        try (var left = Files.list(scratch)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void givenTarsThatAreCutOff_whenRead_thenTheyEndEarlyAndGiveWhatTheyHold() throws IOException {
        var texts = new LinkedHashMap<String, String>();
        texts.put("a.md", "a".repeat(600));
        texts.put("b.md", "b".repeat(600));
        var tar = Archives.tar(folder.resolve("v.tar"), texts);
        // A header of 512 bytes and 1024 bytes of content each; then records of zeros.
        for (var cut :
                Map.of(2600L, "a.md", 1700L, "a.md", 1536L, "a.md", 3072L, "a.md b.md")
                        .entrySet()) {
            var file = Archives.cut(tar, folder.resolve("cut.tar"), cut.getKey());
            try (var tree = TarTree.read(file, folder)) {
                var names = String.join(" ", tree.files().stream().map(TreeFile::path).toList());
                assertTrue(tree.endsEarly(), "cut at " + cut.getKey());
                assertEquals(cut.getValue(), names, "cut at " + cut.getKey());
            }
        }
        try (var whole = TarTree.read(tar, folder)) {
            assertFalse(whole.endsEarly());
        }
    }

    @Test
    void givenAnEntryLongerThanItSays_whenRead_thenItFailsAndDoesNotGoOn() {
        var stream = new ExactStream(new ByteArrayInputStream(new byte[100]), 10);

        assertEquals(
                "the entry is longer than it says",
                assertThrows(IOException.class, stream::readAllBytes).getMessage());
    }

    private static List<String> contents(FileTree tree) throws IOException {
        var contents = new ArrayList<String>();
        for (var file : tree.files()) {
            try (var in = file.content().open()) {
                contents.add(
                        file.path() + "=" + new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return contents;
    }
}
