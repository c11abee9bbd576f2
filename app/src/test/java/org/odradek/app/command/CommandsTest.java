package org.odradek.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;

/// The command line's contract, on a real profile in this process.
class CommandsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir Path folder;

    private String err = "";

    @Test
    void givenATask_whenItIsDone_thenTheAnswerHasTheNext() throws JsonProcessingException {
        var made =
                json(
                        "task",
                        "add",
                        "Pay rent",
                        "--due",
                        "2026-12-01",
                        "--repeat",
                        "FREQ=MONTHLY;BYMONTHDAY=1");

        var done = json("done", made.get("id").asText());

        assertEquals("done", done.get("status").asText());
        assertEquals("2027-01-01", done.get("next").get("due").asText());
        assertEquals("open", done.get("next").get("status").asText());
    }

    @Test
    void givenANote_whenItsTextIsSplicedAndUndone_thenTheTextBeforeIsBack()
            throws JsonProcessingException {
        var id =
                json(
                                "note",
                                "add",
                                "--title",
                                "Trip",
                                "--body",
                                "to Bergen",
                                "--notebook",
                                "Travel/Norway")
                        .get("id")
                        .asText();

        assertEquals(
                "by train to Bergen",
                json("insert", id, "--at", "0", "by train ").get("body").asText());
        json("undo");

        var shown = json("show", id.substring(0, 30));
        assertEquals("to Bergen", shown.get("body").asText());
        assertEquals("Travel/Norway", shown.get("notebook").asText());
    }

    @Test
    void givenTagsThatLookLikeOptions_whenTagged_thenTheyAreTaken() throws JsonProcessingException {
        var id = json("note", "add", "--title", "Trip", "--tag", "old").get("id").asText();

        var tagged = json("tag", id, "+new", "-old");

        assertEquals("[\"new\"]", tagged.get("tags").toString());
    }

    @Test
    void givenABatch_whenOneLineIsRefused_thenItStopsThere() {
        var lines =
                "[\"note\",\"add\",\"--title\",\"one\"]\n"
                        + "[\"show\",\"nothing\"]\n"
                        + "[\"note\",\"add\",\"--title\",\"two\"]\n";
        var out = new ByteArrayOutputStream();

        int exit = run(out, lines, "batch");

        var answers = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(1, exit);
        assertEquals(2, answers.size());
        assertTrue(answers.get(0).startsWith("{\"ok\":true,"));
        assertTrue(answers.get(1).startsWith("{\"ok\":false,"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "task add X --due tomorrow|2|The due date cannot be read",
                "task add X --priority urgent|2|A priority is",
                "task add X --repeat EVERY=DAY|2|The repetition cannot be read",
                "show nothing|1|There is no item",
                "frobnicate|2|Unmatched argument",
                "restore nothing|1|There is no item",
                "notebook rename Nowhere X|1|There is no notebook",
                "undo|1|There is nothing to undo",
                "note add|2|Missing required option",
                "list --sort colour|2|A list is sorted by",
            })
    void givenBadInput_whenRun_thenOneSentenceAndTheRightCode(
            String words, int exit, String sentence) {
        assertEquals(exit, run(new ByteArrayOutputStream(), "", words.split(" ")));
        assertTrue(err.startsWith(sentence) && err.strip().lines().count() == 1, err);
    }

    @Test
    void givenInvalidUtf8_whenReadFromStandardInput_thenItIsRefusedAndNothingIsWritten()
            throws JsonProcessingException {
        var out = new ByteArrayOutputStream();
        int exit =
                run(
                        out,
                        new byte[] {(byte) 0xff, 'x'},
                        "note",
                        "add",
                        "--title",
                        "T",
                        "--body",
                        "-");

        assertEquals(2, exit);
        assertEquals("[]", json("list").toString());
    }

    private JsonNode json(String... words) throws JsonProcessingException {
        var arguments = new ArrayList<>(Arrays.asList(words));
        arguments.add("--json");
        var out = new ByteArrayOutputStream();
        assertEquals(0, run(out, "", arguments.toArray(String[]::new)), () -> err);
        return MAPPER.readTree(out.toString(StandardCharsets.UTF_8));
    }

    private int run(ByteArrayOutputStream out, String in, String... words) {
        return run(out, in.getBytes(StandardCharsets.UTF_8), words);
    }

    private int run(ByteArrayOutputStream out, byte[] in, String... words) {
        var errors = new ByteArrayOutputStream();
        var clock = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
        var commands = new Commands(clock, folder.resolve("profile"), _ -> 3);
        int exit =
                commands.run(
                        words,
                        new ByteArrayInputStream(in),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8));
        err = errors.toString(StandardCharsets.UTF_8);
        return exit;
    }
}
