package org.odradek.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odradek.store.Opening;
import org.odradek.store.Stores;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The command line's contract, on a real profile in this process.
class CommandsTest {
    @TempDir Path folder;

    @Test
    void givenATask_whenItIsDone_thenTheAnswerHasTheNext() {
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
    void givenANote_whenItsTextIsSplicedAndUndone_thenTheTextBeforeIsBack() {
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
    void givenTagsThatLookLikeOptions_whenTagged_thenTheyAreTaken() {
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

        var said = profile().reading(lines, "batch");

        var answers = said.out().lines().toList();
        assertEquals(1, said.exit());
        assertEquals(2, answers.size());
        assertTrue(answers.get(0).startsWith("{\"ok\":true,"));
        assertTrue(answers.get(1).startsWith("{\"ok\":false,"));
    }

    @Test
    void givenABatch_whenALineGivesAnOption_thenItDoesNotCountForTheNext() {
        var note =
                json("note", "add", "--title", "Socks", "--notebook", "Travel", "--tag", "trip")
                        .get("id")
                        .asText();
        var other = json("note", "add", "--title", "Bread").get("id").asText();
        var lines =
                "[\"list\",\"--tasks\"]\n"
                        + "[\"list\",\"--notebook\",\"Travel\",\"--tag\",\"trip\"]\n"
                        + "[\"edit\",\"ID\",\"--pin\"]\n".replace("ID", note)
                        + "[\"edit\",\"ID\",\"--title\",\"Rye\"]\n".replace("ID", other);

        var said = profile().reading(lines, "batch");

        assertEquals(0, said.exit(), said.out());
        assertEquals(1, said.answer(1).get("result").size());
        assertEquals(true, said.answer(2).get("pinned").asBoolean());
        assertEquals(false, said.answer(3).get("pinned").asBoolean());
    }

    @Test
    void givenEditsWithoutAPause_whenHistoryIsListedInSessions_thenTheyAreOneRow() {
        var id = json("note", "add", "--title", "Trip").get("id").asText();
        json("edit", id, "--title", "Journey");
        json("insert", id, "--at", "0", "by train");

        var entries = json("history", id).findValuesAsText("entry");
        var session = profile().only("history", id, "--sessions");

        assertEquals(3, entries.size());
        assertEquals(entries.getFirst(), session.get("entry").asText());
        assertEquals(3, session.get("entries").size());
        assertEquals(entries.getLast(), session.get("entries").get(2).asText());
        assertEquals(0, json("history", id, "--sessions", "--limit", "0").size());
    }

    @Test
    void givenTheCompletionScript_whenPrinted_thenItKnowsTheCommands() {
        var said = profile().run("completion");

        assertEquals(0, said.exit());
        assertTrue(said.out().contains("tag-rename") && said.out().contains("--sessions"));
    }

    @Test
    void givenAProfileInUse_whenAnotherProcessCommands_thenItIsCarriedOutThere()
            throws IOException {
        var profile = profile();
        profile.note("Tea", "");
        var options = Desks.options(Clock.systemUTC());
        try (var store = ((Opening.Opened) Stores.open(profile.folder(), options)).store();
                var door = profile.commands().openDoor(store, profile.folder())) {
            var lines =
                    "[\"note\",\"add\",\"--title\",\"Socks\",\"--notebook\",\"Travel\",\"--tag\",\"trip\"]\n"
                        + "[\"list\",\"--notebook\",\"Travel\",\"--tag\",\"trip\"]\n";
            var said = profile.reading(lines, "batch");

            assertEquals(1, said.answer(1).get("result").size(), said.out());
            assertEquals(2, json("list").size(), door.toString());
            assertEquals(1, profile.run("show", "nothing").exit());
            assertEquals(
                    "There is no item “nothing”.", profile.run("show", "nothing").err().strip());
        }
        assertEquals(2, json("list").size());
    }

    @Test
    void givenACommandOfAnotherFolder_whenCarriedOutHere_thenItsPathsCountFromThere()
            throws IOException {
        var there = Files.createDirectories(folder.resolve("there"));
        Files.writeString(there.resolve("Bread.md"), "flour");
        var profile = profile();
        var options = Desks.options(Clock.systemUTC());
        try (var store = ((Opening.Opened) Stores.open(profile.folder(), options)).store()) {
            for (var words : List.of("import .", "export out --format markdown")) {
                var call = new Door.Call(words.split(" "), InputStream.nullInputStream(), there);
                var out = new PrintStream(OutputStream.nullOutputStream());
                int exit =
                        profile.commands()
                                .carry(store, new Home.Shared(Optional::empty), call, out, out);
                assertEquals(0, exit, words);
            }
        }
        assertEquals("flour", Files.readString(there.resolve("out/Bread.md")));
    }

    @Test
    void givenHelp_whenAskedForAllOrForOne_thenItIsGiven() {
        var all = profile().run("--help");
        var one = profile().run("list", "--help");

        assertEquals(0, all.exit());
        assertTrue(all.out().contains("  list ") && all.out().contains("  sync "), all.out());
        assertEquals(0, one.exit());
        assertTrue(one.out().startsWith("Usage: odradek list "), one.out());
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
        var said = profile().run(words.split(" "));

        assertEquals(exit, said.exit());
        assertTrue(said.err().startsWith(sentence) && said.errLines().size() == 1, said.err());
    }

    @Test
    void givenInvalidUtf8_whenReadFromStandardInput_thenItIsRefusedAndNothingIsWritten() {
        var said =
                profile()
                        .run(
                                new byte[] {(byte) 0xff, 'x'},
                                "note",
                                "add",
                                "--title",
                                "T",
                                "--body",
                                "-");

        assertEquals(2, said.exit());
        assertEquals("[]", json("list").toString());
    }

    @Test
    void givenNoDisplay_whenTheDemoIsAskedFor_thenItSaysSoAndTellsTheStory() {
        var said = profile().run("demo");

        assertEquals(0, said.exit());
        assertEquals(
                "There is no display here for the two windows, so the story is told in words, as"
                        + " with --headless.",
                said.err().strip());
        assertTrue(
                said.out().endsWith("All three show the same, Tablet's own note included.\n"),
                said.out());
    }

    private JsonNode json(String... words) {
        return profile().json(words);
    }

    private TestProfile profile() {
        var clock = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
        return new TestProfile(folder.resolve("profile"), clock);
    }
}
