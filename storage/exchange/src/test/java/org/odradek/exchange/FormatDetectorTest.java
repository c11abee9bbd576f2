package org.odradek.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.odradek.exchange.portable.Passes.write;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.exchange.archive.Archives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;

final class FormatDetectorTest {
    private static final String JEX_ITEM =
            "title\n\nid: 00000000000000000000000000000001\ntype_: 2";

    @TempDir Path folder;

    @Test
    void givenEachFormatUnderAnyName_whenOpened_thenItIsFound() throws IOException {
        write(folder, "vault/n.md", "n");
        write(folder, "own", "{ \"odradek\" : \"export\", \"version\": 1, \"items\": [] }");
        var jex =
                Archives.tar(
                        folder.resolve("j"),
                        Map.of("00000000000000000000000000000001.md", JEX_ITEM));
        var tar = Archives.tar(folder.resolve("t"), Map.of("v/n.md", "n"));

        assertEquals("markdown", open(folder.resolve("vault"), null));
        assertEquals("json", open(folder.resolve("own"), null));
        assertEquals("jex", open(jex, null));
        assertEquals("jex", open(Archives.gzip(jex, folder.resolve("jz")), null));
        assertEquals("markdown", open(tar, null));
        assertEquals("markdown", open(Archives.gzip(tar, folder.resolve("tz")), null));
        assertEquals(
                "markdown", open(Archives.zip(folder.resolve("z"), Map.of("n.md", "n")), null));
    }

    @Test
    void givenNothingOfTheKind_whenOpened_thenOneSentenceSaysSo() throws IOException {
        var text = write(folder, "x/a.txt", "plain text");
        var damaged = write(folder, "g.jex.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1});
        var empty = write(folder, "empty", "");
        var neither =
                "” is neither a Markdown folder, nor a Joplin export (JEX), nor an export of"
                        + " Odradek.";

        assertEquals(
                "There is nothing at “" + folder + "/none”.", open(folder.resolve("none"), null));
        assertEquals("“" + text + neither, open(text, null));
        assertEquals("“" + empty + neither, open(empty, null));
        assertEquals("“" + folder.resolve("x") + neither, open(folder.resolve("x"), null));
        assertEquals("“" + damaged + "” is damaged or cannot be read.", open(damaged, null));
    }

    @Test
    void givenAnotherFormatThanAsked_whenOpened_thenItIsRefused() throws IOException {
        write(folder, "vault/n.md", "n");

        assertEquals(
                "“" + folder + "/vault” is not in the format jex but in markdown.",
                open(folder.resolve("vault"), ExchangeFormat.JEX));
    }

    private String open(Path path, @Nullable ExchangeFormat format) throws IOException {
        var scratch = Files.createDirectories(folder.resolve("scratch"));
        return switch (new FormatDetector(scratch, ZoneOffset.UTC).open(path, format)) {
            case FormatDetector.Opened.Refused(var sentence) -> sentence;
            case FormatDetector.Opened.Source(var source) -> {
                try (source) {
                    yield source.format();
                }
            }
        };
    }
}
