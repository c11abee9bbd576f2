package org.odradek.exchange.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.odradek.exchange.portable.Passes.items;
import static org.odradek.exchange.portable.Passes.warnings;
import static org.odradek.exchange.portable.Passes.write;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.exchange.archive.FolderTree;
import org.odradek.exchange.portable.ImportOutline;
import org.odradek.exchange.portable.PortableFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

final class MarkdownFolderTest {
    @TempDir Path root;
    @TempDir Path elsewhere;

    @Test
    void givenNestedFolders_whenOutlined_thenFoldersWithNotesAreNotebooks() throws IOException {
        write(root, "Top.md", "a");
        write(root, "A/B/Deep.md", "b");
        write(root, "Pictures/only.png", "c");
        write(root, ".obsidian/hidden.md", "d");

        var outline = source().outline();

        assertEquals(
                new ImportOutline(
                        2,
                        List.of(List.of("A"), List.of("A", "B")),
                        Map.of("notes", 2, "other files", 1)),
                outline);
    }

    @Test
    void givenBytesThatEditorsLeave_whenRead_thenTheBodyIsTheFile() throws IOException {
        var text =
                String.join(
                        "\r\n",
                        "\uFEFF---",
                        "tags: [One, \"two/three\"]",
                        "created: 2024-03-01 08:30",
                        "---",
                        "Body",
                        "\u0001 end");
        write(root, "A/Note 🎉.md", text);

        var item = items(source()).getFirst();

        assertEquals(
                List.of("A/Note 🎉.md", "Note 🎉", text, List.of("A"), List.of("One", "two/three")),
                List.of(item.sourceId(), item.title(), item.body(), item.notebook(), item.tags()));
        assertEquals(Instant.parse("2024-03-01T07:30:00Z"), item.created());
    }

    @Test
    void givenEveryFormOfReference_whenRead_thenEachFileIsAttachedUnderItsRelativePath()
            throws IOException {
        for (var name :
                List.of(
                        "wiki.png",
                        "sized.png",
                        "head.svg",
                        "deep/doc (1).pdf",
                        "per cent.jpg",
                        "angle x.gif",
                        "html.webp",
                        "def.ogg",
                        "raw space.txt",
                        "tab.png",
                        "UPPER.PNG")) {
            write(root, "Attachments/" + name, name);
        }
        write(root, "Notes/same.bin", "s");
        write(
                root,
                "Notes/N.md",
                """
                ![[wiki.png]] ![[sized.png|200]] ![[head.svg#icon]] [[doc (1).pdf]] ![a](../Attachments/per%20cent.jpg "t")
                ![](<../Attachments/angle x.gif>) <img alt=x src="../Attachments/html.webp"> ![](raw space.txt) [l](same.bin#p=2)
                | ![[tab.png\\|60]] | `![[upper.png]]` [web](https://example.org/x.png) [[Other]] ![[missing.png]]

                [d]: /Attachments/def.ogg
                """);

        var names =
                items(source()).getFirst().files().stream()
                        .map(PortableFile::name)
                        .sorted()
                        .toList();

        assertEquals(
                List.of(
                        "../Attachments/UPPER.PNG",
                        "../Attachments/angle x.gif",
                        "../Attachments/deep/doc (1).pdf",
                        "../Attachments/def.ogg",
                        "../Attachments/head.svg",
                        "../Attachments/html.webp",
                        "../Attachments/per cent.jpg",
                        "../Attachments/raw space.txt",
                        "../Attachments/sized.png",
                        "../Attachments/tab.png",
                        "../Attachments/wiki.png",
                        "same.bin"),
                names);
        assertEquals(List.of(), warnings(source()));
    }

    @Test
    void givenTwoFilesOfOneName_whenAWikiLinkNamesIt_thenTheShortestPathIsMeant()
            throws IOException {
        write(root, "a/b/x.png", "deep");
        write(root, "z/x.png", "short");
        write(root, "N.md", "![[x.png]]");

        assertEquals("z/x.png", items(source()).getFirst().files().getFirst().name());
        assertEquals(
                List.of("a/b/x.png: No note refers to this file, so it is left out."),
                warnings(source()));
    }

    @Test
    void givenWhatCannotBeTaken_whenRead_thenEachIsNamedAndTheRestComesIn() throws IOException {
        write(root, "Bad.md", new byte[] {'a', (byte) 0xc3, 'b'});
        write(root, "Nul.md", new byte[] {'a', 0, 'b'});
        write(root, "Good.md", "good");
        write(root, "lonely.css", "x");
        Files.createSymbolicLink(root.resolve("Out.md"), write(elsewhere, "secret.md", "secret"));
        Files.createSymbolicLink(root.resolve("In.md"), root.resolve("Good.md"));

        assertEquals(
                List.of(
                        "Out.md: It is a link that leads out of the folder, so it is left out.",
                        "Bad.md: It is not valid UTF-8 text, so it is left out.",
                        "Nul.md: It contains a NUL character, so it is left out.",
                        "lonely.css: No note refers to this file, so it is left out."),
                warnings(source()));
        assertEquals(
                List.of("Good", "In"), items(source()).stream().map(item -> item.title()).toList());
    }

    private MarkdownFolder source() throws IOException {
        return new MarkdownFolder(FolderTree.read(root), ZoneId.of("Europe/Berlin"));
    }
}
