package org.odradek.house.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The built server, and the built command line on two profiles that it keeps in step.
@Tag("image")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM.")
class ServerProgramTest {
    private static final String PASSWORD = "correct horse battery staple\n";

    @TempDir Path folder;
    private Program odradek;
    private Process server;
    private BufferedReader said;

    @BeforeEach
    void start() {
        odradek = new Program("odradek", folder);
        server =
                new Program("odradek-server", folder)
                        .start("--port", "0", "--data", "server", "--insecure-loopback");
        said = Program.lines(server);
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    private String url() throws IOException {
        var line = said.readLine();
        assertTrue(line.startsWith("odradek-server listens at http://127.0.0.1:"), line);
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private JsonNode json(String profile, String... words) {
        return odradek.run(words(profile, words)).done().json();
    }

    private static String[] words(String profile, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--profile", profile, "--json"));
        return all.toArray(String[]::new);
    }

    @Test
    void givenAServer_whenTwoProfilesSync_thenTheyAreAlikeAndTheServerEndsInOrder()
            throws IOException {
        var url = url();
        json("a", "note", "add", "--title", "Bread", "--body", "flour");
        json("b", "note", "add", "--title", "Tea");

        odradek.reading(PASSWORD, words("a", "account", "create", "--server", url, "--user", "ada"))
                .done();
        json("a", "sync");
        odradek.reading(PASSWORD, words("b", "account", "login", "--server", url, "--user", "ada"))
                .done();
        json("b", "sync");
        assertEquals(0, json("a", "sync").get("waiting").asInt());

        assertEquals(
                List.of("Bread", "Tea"),
                json("a", "list", "--sort", "title").findValuesAsText("title"));
        assertEquals(json("a", "doctor").get("viewHash"), json("b", "doctor").get("viewHash"));
        watch();
        assertEquals(0, Program.terminate(server));
    }

    /// While one profile is watched, others' edits arrive there, and commands on it are carried out by the process that watches.
    private void watch() throws IOException {
        var watching = odradek.start(words("b", "sync", "--watch"));
        try (var states = Program.lines(watching)) {
            await(states, "up-to-date", 0);
            json("a", "note", "add", "--title", "Milk");
            json("a", "sync");
            await(states, "up-to-date", 1);
            assertEquals(
                    List.of("Bread", "Milk", "Tea"),
                    json("b", "list", "--sort", "title").findValuesAsText("title"));
            json("b", "export", "out", "--format", "markdown");
            assertEquals("flour", Files.readString(folder.resolve("out/Bread.md")));
            assertEquals(0, Program.terminate(watching));
        } finally {
            watching.destroyForcibly();
        }
    }

    private static void await(BufferedReader states, String state, int received)
            throws IOException {
        for (var line = states.readLine(); line != null; line = states.readLine()) {
            var now = Program.read(line);
            if (now.get("state").asText().equals(state)
                    && now.get("received").asInt() >= received) {
                return;
            }
        }
        throw new AssertionError("it ended before it was " + state);
    }

    @Test
    void givenWrongUsage_whenStarted_thenOneSentenceAndTwo() {
        var program = new Program("odradek-server", folder);

        for (var words : List.of("--port 99999 --insecure-loopback", "--port 0", "--frobnicate")) {
            var ran = program.run(words.split(" "));
            assertEquals(2, ran.exit(), ran.err());
            assertEquals(1, ran.err().lines().count(), ran.err());
        }
    }

    /// Without the database's driver, or the parts of Java that it needs, there would be another sentence.
    @Test
    void givenADatabaseThatIsAway_whenItIsNotWaitedFor_thenOneSentenceAndSeventy() {
        var nowhere = "jdbc:postgresql://127.0.0.1:1/none?user=nobody";

        var ran =
                new Program("odradek-server", folder)
                        .run(
                                ("--insecure-loopback --port 0 --data other --wait-for-log 0 --log "
                                                + nowhere)
                                        .split(" "));

        assertEquals(70, ran.exit(), ran.err());
        assertTrue(
                ran.err()
                        .startsWith(
                                "The server does not start: the database does not open:"
                                        + " Connection to 127.0.0.1:1 refused."),
                ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }
}
