package org.odradek.app.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;

class DemoStoryTest {
    @TempDir Path folder;

    @Test
    void givenAnEmptyFolder_whenTheStoryIsPlayed_thenAllDevicesEndAlike() throws IOException {
        var told = new ByteArrayOutputStream();

        boolean well =
                new DemoStory(new PrintStream(told, true, StandardCharsets.UTF_8))
                        .play(folder, LocalDate.of(2026, 11, 24));

        var story = told.toString(StandardCharsets.UTF_8);
        assertTrue(well, story);
        assertTrue(
                story.contains("Desk PC: “Pay rent and heating” (two versions to decide between)"),
                story);
        assertTrue(
                story.contains(
                        "- [x] tickets\n        The funicular runs until midnight in summer."),
                story);
        assertTrue(story.contains("The server keeps nothing for Tablet any more"), story);
        assertTrue(story.contains("All three show the same, Tablet's own note included."), story);
    }
}
