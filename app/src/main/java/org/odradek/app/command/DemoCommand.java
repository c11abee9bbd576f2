package org.odradek.app.command;

import org.odradek.app.demo.Demo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneId;

/// A server and two devices on this desk, with nothing to set up.
@Command(
        name = "demo",
        description = "A server and two devices on this desk, with nothing to set up.")
final class DemoCommand implements Standalone {
    @Option(names = "--headless", description = "Plays the story in words.")
    boolean headless;

    @Override
    public int run(PrintStream out, PrintStream err) {
        LogFile.none();
        try {
            if (!headless) {
                out.println(
                        "The story is told in words; the two windows come with a later version.");
            }
            return new Demo(out).headless(LocalDate.now(ZoneId.systemDefault()));
        } catch (IOException e) {
            err.println(
                    "The demo could not use its folder or a port of this machine: "
                            + e.getMessage());
            return Answer.REFUSED;
        }
    }
}
