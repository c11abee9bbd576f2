package org.odradek.app.command;

import org.odradek.app.demo.Demo;
import org.odradek.app.demo.DemoDisplay;

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
    @Option(
            names = "--headless",
            description =
                    "Tells the story in words; taken by itself where there is no display for the"
                            + " two windows.")
    boolean headless;

    private final DemoDisplay display;

    DemoCommand(DemoDisplay display) {
        this.display = display;
    }

    @Override
    public int run(PrintStream out, PrintStream err) {
        LogFile.none();
        var demo = new Demo(out, err, display);
        var today = LocalDate.now(ZoneId.systemDefault());
        try {
            boolean well = headless ? demo.tell(today) : demo.play(today);
            return well ? Answer.DONE : Answer.REFUSED;
        } catch (IOException e) {
            err.println(
                    "The demo could not use its folder or a port of this machine: "
                            + e.getMessage());
            return Answer.REFUSED;
        } catch (RuntimeException fault) {
            err.println("Something in the demo failed: " + fault);
            return Answer.FAULT;
        }
    }
}
