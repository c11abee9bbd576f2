package org.odradek.sync.server.load;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.Callable;

/// `odradek-server load`: 0 when the load went through, 70 with one sentence when it did not.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description =
                "Puts a load on a server on this machine, tells what it saw, and stops by itself."
                    + " The accounts that it makes up stay there: give that server a data folder of"
                    + " its own.")
public final class LoadCommand implements Callable<Integer> {
    private static final int FAULT = 70;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8443",
            description = "The server; on this machine, started with --insecure-loopback.")
    private String url = "";

    @Option(names = "--accounts", defaultValue = "10", description = "Accounts to make up.")
    private int accounts;

    @Option(
            names = "--devices",
            defaultValue = "8",
            description = "Devices of each, every one with a wake channel.")
    private int devices;

    @Option(names = "--rate", defaultValue = "20", description = "Pushes and pulls a second.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "10", description = "How long these go on.")
    private int seconds;

    @Option(
            names = "--reconnect",
            description = "In the end cuts all wake channels; the devices come back at once.")
    private boolean reconnects;

    @Option(
            names = "--hold",
            description =
                    "Opens the wake channels, says so, and keeps them open, idle, until standard"
                            + " input ends; nothing else.")
    private boolean isHeld;

    @Option(
            names = "--pid",
            defaultValue = "0",
            description = "The server's process, to tell what a wake channel takes up there.")
    private long pid;

    @Option(names = "--json", description = "One JSON object instead of lines.")
    private boolean isJson;

    @Override
    public Integer call() {
        var commandLine = commandSpec().commandLine();
        try (var run = new LoadRun(plan(), server(), InstantSource.system(), new Random())) {
            if (isHeld) {
                run.open();
                commandLine.getOut().println(run.fleet().open() + " wake channels are open");
                System.in.transferTo(OutputStream.nullOutputStream());
                return CommandLine.ExitCode.OK;
            }
            var figures = run.run();
            commandLine.getOut().println(isJson ? figures.json() : figures.lines());
            return CommandLine.ExitCode.OK;
        } catch (IOException e) {
            LoggerFactory.getLogger(LoadCommand.class).debug("the load ended early", e);
            commandLine.getErr().println("The load ended early: " + e.getMessage() + ".");
            return FAULT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAULT;
        }
    }

    private LoadPlan plan() {
        try {
            return new LoadPlan(accounts, devices, rate, seconds, reconnects, pid);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage() + ".");
        }
    }

    private URI server() {
        if (!url.matches("http://(127(\\.\\d{1,3}){3}|localhost):\\d{1,5}/?")) {
            throw wrong(
                    "A load goes to a server on this machine, such as http://127.0.0.1:8443, not to"
                            + " "
                            + url
                            + ".");
        }
        return URI.create(url);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(commandSpec().commandLine(), sentence);
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not started");
        }
        return spec;
    }
}
