package org.odradek.house.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The built command line, as scripts use it.
@Tag("image")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "These scripts are for POSIX shells.")
class CommandLineTest {
    @TempDir Path folder;
    private Program odradek;

    @BeforeEach
    void find() {
        odradek = new Program("odradek", folder);
    }

    private static String add(String title) {
        return "[\"note\",\"add\",\"--title\",\"" + title + "\"]\n";
    }

    @Test
    void givenAMarkdownFolder_whenImportedAndExported_thenItIsTheSameByteForByte()
            throws IOException {
        var vault = Files.createDirectories(folder.resolve("vault/Travel"));
        var files =
                Map.of(
                        "Packing.md",
                        "\uFEFF# Packing\r\n\r\n- socks\r\n",
                        "Travel/Kyoto.md",
                        "---\ntags: [trip]\n---\nSee [[Packing]], 京都.\n");
        for (var file : files.entrySet()) {
            Files.writeString(vault.resolveSibling(file.getKey()), file.getValue());
        }

        var imported = odradek.run("--profile", "p", "import", "vault", "--json").done().json();
        assertEquals("markdown", imported.get("format").asText());
        assertEquals(2, imported.get("created").asInt());
        assertEquals("[]", imported.get("warnings").toString());
        var again = odradek.run("import", "vault", "--profile", "p", "--json").done().json();
        assertEquals(0, again.get("created").asInt());
        assertEquals(2, again.get("skipped").asInt());

        var listed = odradek.run("list", "--profile", "p", "--sort", "title", "--json").done();
        assertEquals(List.of("Kyoto", "Packing"), listed.json().findValuesAsText("title"));
        var found = odradek.run("search", "京都 tag:trip", "--profile", "p", "--json").done();
        assertEquals(List.of("Kyoto"), found.json().findValuesAsText("title"));
        assertTrue(found.json().get(0).get("snippet").asText().contains("京都"));

        odradek.run("export", "out", "--format", "markdown", "--profile", "p").done();
        for (var file : files.entrySet()) {
            assertEquals(
                    file.getValue(),
                    Files.readString(folder.resolve("out").resolve(file.getKey())));
        }
    }

    @Test
    void givenANote_whenEditedAndUndone_thenEachOfItsTimesCanBeShown() {
        var made =
                odradek.run(
                                "note",
                                "add",
                                "--title",
                                "Trip",
                                "--body",
                                "one",
                                "--profile",
                                "p",
                                "--json")
                        .done()
                        .json();
        var id = made.get("id").asText();
        assertTrue(made.get("tookMs").isNumber());
        var lines =
                """
                ["edit","ID","--title","Journey"]
                ["insert","ID","--at","3"," two"]
                ["history","ID"]
                ["undo"]
                ["show","ID"]
                """
                        .replace("ID", id);
        var answers = odradek.reading(lines, "batch", "--profile", "p").done().jsonLines();

        assertTrue(answers.stream().allMatch(answer -> answer.get("ok").asBoolean()));
        assertEquals("one two", answers.get(1).get("body").asText());
        var history = answers.get(2).get("result");
        assertEquals(3, history.size());
        assertEquals("one", answers.get(4).get("body").asText());
        assertEquals("Journey", answers.get(4).get("title").asText());
        var first = history.get(2).get("entry").asText();
        var then = odradek.run("show", id, "--at", first, "--profile", "p", "--json").done().json();
        assertEquals("Trip", then.get("title").asText());
        var plain = odradek.run("show", id.substring(0, 30), "--profile", "p").done();
        assertTrue(plain.out().endsWith("one\n"), plain.out());
    }

    @Test
    void givenBadInput_whenRun_thenOneSentenceAndTheRightCode() throws IOException {
        assertSays(2, "", odradek.run("frobnicate", "--profile", "p"));
        assertSays(2, "", odradek.run("list", "--sort", "colour", "--profile", "p"));
        assertSays(
                1,
                "There is no item “nothing”.\n",
                odradek.run("show", "nothing", "--profile", "p"));
        var refused = odradek.run("show", "nothing", "--json", "--profile", "p");
        assertEquals(1, refused.exit());
        assertEquals("", refused.err());
        assertEquals("not-found", refused.json().get("error").get("code").asText());
        assertEquals("[]\n", odradek.run("list", "--json", "--profile", "p").done().out());
        assertSays(1, "", odradek.reading("", "undo", "--profile", "p"));
        Files.writeString(folder.resolve("file"), "");
        assertSays(1, "", odradek.run("list", "--profile", "file"));
    }

    /// One sentence on standard error, nothing on standard output.
    private static void assertSays(int exit, String sentence, Program.Ran ran) {
        assertEquals(exit, ran.exit(), ran.out() + ran.err());
        assertEquals("", ran.out());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertTrue(sentence.isEmpty() || ran.err().equals(sentence), ran.err());
    }

    @Test
    void givenNoLocale_whenWordsAreUnicode_thenTheyArriveAsTheyAre() {
        var script =
                """
                set -e
                mkdir Übung
                cd Übung
                printf 'mit Tee ☕' > Körbe.md
                '%1$s' --profile 京都 note add --title 'Grüße 🚂' --body 'naïve' --tag 'Straße' --json
                '%1$s' --profile 京都 import . --into 'Ünter/Körbe' --json
                '%1$s' --profile 京都 list --notebook 'Ünter/Körbe' --json
                ls
                """
                        .formatted(odradek.launcher());

        var ran = odradek.script(Map.of("LC_ALL", "POSIX"), script);

        var lines = ran.done().out().lines().toList();
        var made = Program.read(lines.getFirst());
        assertEquals("Grüße 🚂", made.get("title").asText());
        assertEquals("naïve", made.get("body").asText());
        assertEquals("[\"Straße\"]", made.get("tags").toString());
        assertEquals("Körbe", Program.read(lines.get(2)).get(0).get("title").asText());
        assertEquals(List.of("Körbe.md", "京都"), lines.subList(3, 5));
    }

    @Test
    void givenAReaderThatLeaves_whenMoreIsPrinted_thenItEndsInOrder() {
        var long100 = "x".repeat(400);
        var notes = new StringBuilder();
        IntStream.range(0, 300).forEach(n -> notes.append(add(n + long100)));
        odradek.reading(notes.toString(), "batch", "--profile", "p").done();

        var ran =
                odradek.script(
                        Map.of(),
                        "{ '"
                                + odradek.launcher()
                                + "' --profile p list; echo \"exit $?\" >&2; } | head -1");

        assertEquals(1, ran.out().lines().count());
        assertEquals("exit 0\n", ran.err());
    }

    @Test
    void givenCommandsAtOnce_whenTheyShareAProfile_thenAllAreDone() {
        var running =
                IntStream.range(0, 4)
                        .mapToObj(
                                n ->
                                        odradek.start(
                                                "note",
                                                "add",
                                                "--title",
                                                "n" + n,
                                                "--profile",
                                                "p",
                                                "--json"))
                        .toList();

        running.forEach(process -> assertEquals(0, Program.exit(process)));

        var listed = odradek.run("list", "--sort", "title", "--profile", "p", "--json").done();
        assertEquals(List.of("n0", "n1", "n2", "n3"), listed.json().findValuesAsText("title"));
    }

    @Test
    void givenABatch_whenTerminated_thenWhatWasPrintedIsThere() throws IOException {
        var batch = odradek.start("batch", "--profile", "p");
        var printed = new ArrayList<JsonNode>();
        try (var in = batch.outputWriter(StandardCharsets.UTF_8);
                var out = Program.lines(batch)) {
            for (int n = 0; n < 3; n++) {
                in.write(add("n" + n));
                in.flush();
                printed.add(Program.read(out.readLine()));
            }

            assertEquals(143, Program.terminate(batch));
        }

        var listed = odradek.run("list", "--sort", "title", "--profile", "p", "--json").done();
        assertEquals(
                printed.stream().map(each -> each.get("id").asText()).toList(),
                listed.json().findValuesAsText("id"));
        var doctor = odradek.run("doctor", "--rebuild", "--profile", "p", "--json").done().json();
        assertEquals(doctor.get("viewHash"), doctor.get("rebuiltHash"));
        assertEquals("[]", doctor.get("findings").toString());
    }

    @Test
    void givenTheDemo_whenPlayed_thenAllDevicesEndAlike() {
        var ran = odradek.run("demo", "--headless").done();

        assertEquals(
                "All three show the same, Tablet's own note included.",
                ran.out().strip().lines().reduce("", (_, line) -> line));
        assertEquals("", ran.err());
    }
}
