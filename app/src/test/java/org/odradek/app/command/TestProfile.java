package org.odradek.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.odradek.app.demo.DemoDisplay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A profile in a folder and the command line on it, each command as a process would run it: opened, carried out, closed.
final class TestProfile {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final Commands commands;

    TestProfile(Path folder, Clock clock) {
        this.folder = folder;
        this.commands =
                new Commands(clock, folder, _ -> 3, (_, _) -> DemoDisplay.Outcome.NO_DISPLAY);
    }

    /// How a command ended and what it printed.
    record Said(int exit, String out, String err) {
        List<String> errLines() {
            return err.strip().lines().toList();
        }

        JsonNode json() {
            return read(out);
        }

        /// The answer to a line of a batch, from 0.
        JsonNode answer(int line) {
            return read(out.lines().toList().get(line));
        }

        private static JsonNode read(String text) {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }
    }

    Path folder() {
        return folder;
    }

    Commands commands() {
        return commands;
    }

    Said run(byte[] in, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit =
                commands.run(
                        words,
                        new ByteArrayInputStream(in),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Said run(String... words) {
        return run(new byte[0], words);
    }

    Said reading(String in, String... words) {
        return run(in.getBytes(StandardCharsets.UTF_8), words);
    }

    /// The answer of a command that must be done.
    JsonNode json(String... words) {
        var arguments = new ArrayList<>(Arrays.asList(words));
        arguments.add("--json");
        var said = run(arguments.toArray(String[]::new));
        assertEquals(0, said.exit(), said.err() + said.out());
        return said.json();
    }

    /// The one thing that a list command prints.
    JsonNode only(String... words) {
        var list = json(words);
        assertEquals(1, list.size(), list.toString());
        return list.get(0);
    }

    /// Makes a note and answers its id.
    String note(String title, String body) {
        return json("note", "add", "--title", title, "--body", body).get("id").asText();
    }

    String viewHash() {
        return json("doctor").get("viewHash").asText();
    }
}
