package org.odradek.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.app.demo.DemoDisplay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Whatever is given to the command line that no version wrote: one clear sentence, the right exit code, no stack trace, and the profile as it
/// was.
// Longer than the house's 400 lines, because every kind of bad input is answered alike.
class BadInputTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DONE = 0;
    private static final int REFUSED = 1;

    /// In the payload of the journal's first record, behind the header of its segment.
    private static final int FIRST_ENTRY = 4096 + 100;

    @TempDir Path folder;
    private Path profile;
    private String out = "";
    private String err = "";
    private String id = "";

    @BeforeEach
    void makeANote() throws IOException {
        profile = folder.resolve("profile");
        assertEquals(
                DONE, run("note", "add", "--title", "Kept", "--body", "text", "--json"), () -> err);
        id = MAPPER.readTree(out).get("id").asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "edit ID --due 2026-02-30|2",
                "edit ID --due 2026-13-01|2",
                "edit ID --due 2026-12-01T25:00|2",
                "edit ID --due 999999999-01-01|2",
                "edit ID --due -1|2",
                "edit ID --reminder 2026-12-01T09:00+99:00|2",
                "edit ID --repeat FREQ=|2",
                "edit ID --repeat FREQ=DAILY;INTERVAL=0|2",
                "edit ID --repeat FREQ=DAILY;INTERVAL=99999999999999|2",
                "edit ID --repeat FREQ=SECONDLY;BYDAY=99XX|2",
                "edit ID --repeat-from never|2",
                "edit ID --kind folder|2",
                "edit ID --priority 5|2",
                "edit ID|1",
                "show ../../etc/passwd|1",
                "show %00|1",
                "show ID --at nothing|2",
                "show ID --at 00000000-0000-0000-0000-000000000000:1|1",
                "revert ID --to 00000000-0000-0000-0000-000000000000:99999999999999999999|2",
                "insert ID --at -1 x|1",
                "insert ID --at 99 x|1",
                "insert ID --at 99999999999 x|2",
                "delete ID --at 0 --length 99|1",
                "delete ID --at 0 --length -1|1",
                "move ID --notebook Nowhere|1",
                "move ID --notebook ..|1",
                "order ID --after ID|1",
                "notebook add ..|1",
                "notebook add A//B|1",
                "notebook move / --into /|1",
                "list --limit -1|2",
                "list --limit many|2",
                "list --offset -5|2",
                "list --status wild|2",
                "list --due someday|2",
                "list --notebook Nowhere|1",
                "search ( --limit -1|2",
                "history ID --before nothing|2",
                "history ID --limit -1|2",
                "resolve nothing --take 1|1",
                "merged-revert nothing|2",
                "undo --entry nothing|2",
                "attach ID nowhere.txt|1",
                "attach ID /|1",
                "detach ID nothing|1",
                "fetch ID nothing --to x|1",
                "purge ID|1",
                "restore ID|1",
                "done ID|1",
                "import nowhere|1",
                "export|2",
                "tag-rename nothing something|1",
            })
    void givenAValueThatCannotBe_whenRun_thenOneSentenceAndNothingIsChanged(String words, int exit)
            throws IOException {
        var arguments = words.replace("ID", id).split(" ");

        int found = run(arguments);

        assertEquals(exit, found, () -> words + ": " + out + err);
        assertOneSentence(words);
        assertProfileIsWhole(1);
    }

    @Test
    void givenATitleOfTenMegabytes_whenAdded_thenItIsRefused() throws IOException {
        assertEquals(REFUSED, run("note", "add", "--title", "x".repeat(10 << 20)));
        assertOneSentence("title");
        assertEquals(REFUSED, run("edit", id, "--title", "x".repeat(10 << 20)));
        assertOneSentence("title");
        assertProfileIsWhole(1);
    }

    @Test
    void givenABodyBeyondItsBound_whenAddedOrSetOrGrown_thenItIsRefused() throws IOException {
        var body = "x".repeat(50 << 20).getBytes(StandardCharsets.US_ASCII);

        assertEquals(REFUSED, run(body, "note", "add", "--title", "Long", "--body", "-"));
        assertOneSentence("a body of 50 MiB");
        assertEquals(REFUSED, run(body, "edit", id, "--body", "-"));
        assertOneSentence("a body of 50 MiB");
        assertEquals(REFUSED, run(body, "insert", id, "--at", "0", "-"));
        assertOneSentence("a body of 50 MiB");
        assertProfileIsWhole(1);
    }

    /// The bound is in bytes: six million characters of three bytes each are more than 16 MiB.
    @Test
    void givenABodyWhoseBytesAreTooMany_whenAdded_thenItIsRefused() throws IOException {
        var body = "\u65e5".repeat(6_000_000).getBytes(StandardCharsets.UTF_8);

        assertEquals(REFUSED, run(body, "note", "add", "--title", "Long", "--body", "-"));
        assertOneSentence("a body of 18 MB");
        assertEquals(REFUSED, run(body, "insert", id, "--at", "0", "-"));
        assertOneSentence("a body of 18 MB");
        assertProfileIsWhole(1);
    }

    @Test
    void givenAPositionInsideACharacter_whenSpliced_thenItIsRefused() throws IOException {
        run("note", "add", "--title", "Smile", "--body", "a\ud83d\ude00b", "--json");
        var smile = MAPPER.readTree(out).get("id").asText();

        assertEquals(REFUSED, run("insert", smile, "--at", "2", "x"));
        assertOneSentence("insert");
        assertEquals(REFUSED, run("delete", smile, "--at", "1", "--length", "1"));
        assertOneSentence("delete");
        assertEquals(REFUSED, run("delete", smile, "--at", "2", "--length", "1"));
        assertOneSentence("delete");
        assertProfileIsWhole(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../out.md", "/out.md", "a/../../../out.md", "C:\\out.md"})
    void givenAnArchiveThatLeadsOutside_whenImported_thenNothingIsWrittenThere(String name)
            throws IOException {
        var before = files();
        for (var archive : List.of(zip(name), tar(name))) {
            int exit = run("import", archive.toString());
            assertTrue(exit == DONE || exit == REFUSED, () -> name + " " + exit + out + err);
            assertNoStackTrace(name);
            Files.delete(archive);
        }
        assertEquals(before, files());
        assertProfileIsWhole(-1);
    }

    @Test
    void givenAnArchiveWithLinks_whenImported_thenNothingOutsideIsRead() throws IOException {
        var secret = folder.resolve("secret.md");
        Files.writeString(secret, "the secret");
        var archive = folder.resolve("links.jex");
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            for (byte kind : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
                var link =
                        new TarArchiveEntry("0123456789abcdef0123456789abcde" + kind + ".md", kind);
                link.setLinkName(secret.toString());
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
        }
        run("import", archive.toString());
        assertNoStackTrace("links in an archive");

        var vault = Files.createDirectories(folder.resolve("vault"));
        Files.writeString(vault.resolve("good.md"), "good");
        Files.createSymbolicLink(vault.resolve("out.md"), secret);
        Files.createSymbolicLink(vault.resolve("round"), vault);
        assertEquals(DONE, run("import", vault.toString()), () -> err);
        assertNoStackTrace("links in a folder");

        run("search", "secret", "--json");
        assertEquals(0, MAPPER.readTree(out).size(), () -> out);
        assertProfileIsWhole(-1);
    }

    @Test
    void givenFilesThatAreNotUtf8_whenImported_thenTheyAreNamedAndTheRestIsTaken()
            throws IOException {
        var vault = Files.createDirectories(folder.resolve("vault"));
        Files.write(vault.resolve("latin.md"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(
                vault.resolve("surrogate.md"), new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
        Files.write(vault.resolve("nul.md"), new byte[] {'a', 0, 'b'});
        Files.writeString(vault.resolve("good.md"), "good");

        assertEquals(DONE, run("import", vault.toString(), "--json"), () -> err);

        var report = MAPPER.readTree(out);
        assertEquals(1, report.get("created").asInt(), () -> out);
        assertEquals(3, report.get("warnings").size(), () -> out);
        assertProfileIsWhole(2);
    }

    @Test
    void givenTruncatedFiles_whenImported_thenEachIsOneSentence() throws IOException {
        var whole = zip("notes/a.md");
        var bytes = Files.readAllBytes(whole);
        assertRefusedImport("cut.zip", Arrays.copyOf(bytes, bytes.length / 2));
        assertRefusedImport(
                "garbage.zip", "PK\u0003\u0004garbage".getBytes(StandardCharsets.ISO_8859_1));
        assertRefusedImport(
                "garbage.jex", "not a tar at all".repeat(100).getBytes(StandardCharsets.US_ASCII));
        assertRefusedImport("empty.jex", new byte[0]);
        assertRefusedImport(
                "cut.json",
                "{\"format\":\"odradek\",\"items\":[{\"id\":\"x\""
                        .getBytes(StandardCharsets.US_ASCII));
        assertRefusedImport("array.json", "[1,2,3]".getBytes(StandardCharsets.US_ASCII));
        assertRefusedImport("deep.json", "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        assertProfileIsWhole(1);
    }

    /// What is whole in an archive that was cut off is taken, and the rest is spoken of.
    @Test
    void givenAnArchiveThatIsCutOff_whenImported_thenAWarningSaysSo() throws IOException {
        var whole = Files.readAllBytes(tar("0123456789abcdef0123456789abcdef.md"));
        Files.write(folder.resolve("cut.jex"), Arrays.copyOf(whole, 700));

        assertEquals(
                DONE, run("import", folder.resolve("cut.jex").toString(), "--json"), () -> err);

        assertEquals(1, MAPPER.readTree(out).get("created").asInt(), () -> out);
        assertEquals(1, MAPPER.readTree(out).get("warnings").size(), () -> out);
        assertProfileIsWhole(2);
    }

    private void assertRefusedImport(String name, byte[] content) throws IOException {
        var file = folder.resolve(name);
        Files.write(file, content);
        int exit = run("import", file.toString());
        assertEquals(REFUSED, exit, () -> name + ": " + out + err);
        assertOneSentence(name);
    }

    @Test
    void givenAnUnfinishedExport_whenImported_thenOneSentence() throws IOException {
        var document = folder.resolve("export.json");
        assertEquals(DONE, run("export", document.toString(), "--format", "json"), () -> err);
        var whole = Files.readAllBytes(document);
        for (int part = 1; part < 6; part++) {
            var cut = folder.resolve("cut" + part + ".json");
            Files.write(cut, Arrays.copyOf(whole, whole.length * part / 6));
            assertEquals(REFUSED, run("import", cut.toString()), () -> out + err);
            assertOneSentence("cut at " + part);
        }
        assertProfileIsWhole(1);
    }

    @Test
    void givenADamagedDatabase_whenOpened_thenItIsMadeAnew() throws IOException {
        try (var inside = Files.walk(profile)) {
            for (var file : inside.filter(path -> path.toString().endsWith(".mv.db")).toList()) {
                Files.writeString(file, "not a database");
            }
        }

        assertProfileIsWhole(1);
    }

    @Test
    void givenADamagedJournal_whenOpened_thenOneSentenceSaysSoAndWhatIsThereIsRead()
            throws IOException {
        run("note", "add", "--title", "Behind it");
        try (var inside = Files.list(profile.resolve("journal"))) {
            var segment = inside.sorted().findFirst().orElseThrow();
            var bytes = Files.readAllBytes(segment);
            for (int at = FIRST_ENTRY; at < FIRST_ENTRY + 40; at++) {
                bytes[at] ^= 0x55;
            }
            Files.write(segment, bytes);
        }

        int exit = run("doctor", "--json");
        assertNoStackTrace("a damaged journal");
        if (exit == DONE) {
            assertEquals(false, MAPPER.readTree(out).get("ok").asBoolean(), () -> out);
        } else {
            assertEquals(REFUSED, exit, () -> out + err);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40})
    void givenADamagedKeyFile_whenOpened_thenOneSentenceSaysSo(int bytes) throws IOException {
        var keys = profile.resolve("keys");
        assertTrue(Files.exists(keys));
        var whole = Files.readAllBytes(keys);
        Files.write(keys, Arrays.copyOf(whole, bytes));

        assertEquals(REFUSED, run("list"), () -> out + err);
        assertOneSentence("keys of " + bytes + " bytes");

        Files.write(keys, whole);
        assertProfileIsWhole(1);
    }

    @Test
    void givenAFileInPlaceOfAProfile_whenOpened_thenOneSentenceSaysSo() throws IOException {
        var file = folder.resolve("file");
        Files.writeString(file, "a file");

        assertEquals(REFUSED, run("list", "--profile", file.toString()), () -> out + err);
        assertOneSentence("a file");
        assertEquals(
                REFUSED,
                run("list", "--profile", file.resolve("below").toString()),
                () -> out + err);
        assertOneSentence("below a file");
        assertEquals("a file", Files.readString(file));
    }

    @Test
    void givenAProfileThatCannotBeWritten_whenAnEditIsMade_thenOneSentenceSaysSo()
            throws IOException {
        assumeTrue(!"root".equals(System.getProperty("user.name")), "root may write everywhere");
        try (var inside = Files.walk(profile)) {
            inside.forEach(path -> path.toFile().setWritable(false));
        }
        try {
            assertEquals(REFUSED, run("note", "add", "--title", "T"), () -> out + err);
            assertOneSentence("a profile that cannot be written");
        } finally {
            try (var inside = Files.walk(profile)) {
                inside.forEach(path -> path.toFile().setWritable(true));
            }
        }
        assertProfileIsWhole(1);
    }

    /// Needs root and a mount: `-Dodradek.tmpfs=true`.
    @Test
    void givenAFullDisk_whenEditsAreMade_thenTheyAreRefusedAndNothingIsLost()
            throws IOException, InterruptedException {
        assumeTrue(Boolean.getBoolean("odradek.tmpfs"), "-Dodradek.tmpfs=true mounts a small disk");
        var disk = Files.createDirectories(folder.resolve("disk"));
        assertEquals(
                0, process("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()));
        try {
            profile = disk.resolve("profile");
            int made = 0;
            int exit = DONE;
            for (int n = 0; n < 200 && exit == DONE; n++) {
                exit = run("note", "add", "--title", "Note " + n, "--body", "text ".repeat(50_000));
                made += exit == DONE ? 1 : 0;
            }
            assertEquals(REFUSED, exit, () -> out + err);
            assertOneSentence("a full disk");
            int thereWhenFull = made;
            assertEquals(DONE, run("list", "--json"), () -> out + err);
            assertEquals(thereWhenFull, MAPPER.readTree(out).size());
            assertEquals(0, process("mount", "-o", "remount,size=64m", disk.toString()));
            assertProfileIsWhole(made);
        } finally {
            process("umount", "-l", disk.toString());
        }
    }

    private static int process(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(path -> !path.startsWith(profile))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    private Path zip(String name) throws IOException {
        var archive = folder.resolve("archive.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write("# A note\n\nwith text".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return archive;
    }

    private Path tar(String name) throws IOException {
        var archive = folder.resolve("archive.jex");
        var content =
                "A note\n\nid: 0123456789abcdef0123456789abcdef\nparent_id: \ntype_: 1"
                        .getBytes(StandardCharsets.UTF_8);
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            var entry = new TarArchiveEntry(name, true);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return archive;
    }

    private void assertOneSentence(String when) {
        assertNoStackTrace(when);
        long lines = err.strip().lines().count();
        assertTrue(lines >= 1 && lines <= 2 && err.length() < 400, () -> when + ": " + err);
    }

    private void assertNoStackTrace(String when) {
        assertTrue(!err.contains("\tat ") && !err.contains("Exception"), () -> when + ": " + err);
    }

    /// @param notes how many there are; -1 where it does not matter
    private void assertProfileIsWhole(int notes) throws IOException {
        assertEquals(DONE, run("doctor", "--rebuild", "--json"), () -> out + err);
        assertTrue(MAPPER.readTree(out).get("ok").asBoolean(), out);
        assertEquals(DONE, run("list", "--json"), () -> out + err);
        if (notes >= 0) {
            assertEquals(notes, MAPPER.readTree(out).size(), () -> out);
        }
    }

    private int run(String... words) {
        return run(new byte[0], words);
    }

    private int run(byte[] in, String... words) {
        var answer = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        var clock = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
        int exit =
                new Commands(clock, profile, _ -> 3, (_, _) -> DemoDisplay.Outcome.NO_DISPLAY)
                        .run(
                                words,
                                new ByteArrayInputStream(in),
                                new PrintStream(answer, true, StandardCharsets.UTF_8),
                                new PrintStream(errors, true, StandardCharsets.UTF_8));
        out = answer.toString(StandardCharsets.UTF_8);
        err = errors.toString(StandardCharsets.UTF_8);
        return exit;
    }
}
