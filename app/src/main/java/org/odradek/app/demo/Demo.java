package org.odradek.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;

/// Plays the demo in a temporary folder that is removed afterwards: in two windows, or in words.
public final class Demo {
    private final PrintStream out;
    private final PrintStream err;
    private final DemoDisplay display;

    /// @param out hears the story
    /// @param err hears in one sentence why there is a story and no window
    public Demo(PrintStream out, PrintStream err, DemoDisplay display) {
        this.out = out;
        this.err = err;
        this.display = display;
    }

    /// Shows two windows, or tells the story in words where there is no display for them; answers whether it ended well.
    public boolean play(LocalDate today) throws IOException {
        DemoDisplay.Outcome outcome;
        try (var folder = DemoFolder.make()) {
            outcome = display.show(folder.path(), today);
        }
        return switch (outcome) {
            case CLOSED -> true;
            case NO_DISPLAY -> {
                err.println(
                        "There is no display here for the two windows, so the story is told in"
                                + " words, as with --headless.");
                yield tell(today);
            }
        };
    }

    /// Tells the story in words; answers whether both devices ended alike.
    public boolean tell(LocalDate today) throws IOException {
        try (var folder = DemoFolder.make()) {
            return new DemoStory(out).play(folder.path(), today);
        }
    }
}
