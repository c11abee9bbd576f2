package org.odradek.sync.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.server.OdradekServer;
import org.odradek.sync.server.ServerProcess;
import org.odradek.sync.server.TestServer;
import org.odradek.sync.server.limit.Limits;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

final class LoadCommandTest {
    @TempDir private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int load(String... arguments) {
        return new CommandLine(new LoadCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .setParameterExceptionHandler(
                        (wrong, _) -> {
                            wrong.getCommandLine().getErr().println(wrong.getMessage());
                            return CommandLine.ExitCode.USAGE;
                        })
                .execute(arguments);
    }

    @Test
    void givenAServerElsewhere_whenLoaded_thenRefusedInOneSentence() {
        for (var url :
                new String[] {
                    "http://192.0.2.1:8443",
                    "https://127.0.0.1:8443",
                    "http://127.0.0.1.example.org:80",
                    "http://127.0.0.1@192.0.2.1:80"
                }) {
            errors.getBuffer().setLength(0);
            assertEquals(2, load("--url", url));
            assertEquals(
                    "A load goes to a server on this machine, such as http://127.0.0.1:8443, not to"
                            + " "
                            + url
                            + ".",
                    errors.toString().strip());
        }
    }

    @Test
    void givenMoreThanALoadMayBe_whenLoaded_thenRefusedInOneSentence() {
        assertEquals(2, load("--accounts", "20001"));
        assertEquals(
                "--accounts takes a number from 1 to 20000, not 20001.", errors.toString().strip());
        assertEquals(2, load("--seconds", "601"));
        assertEquals(2, load("--rate", "-1"));
    }

    @Test
    void givenNobodyThere_whenLoaded_thenOneSentenceAndSeventy() {
        assertEquals(70, load("--url", "http://127.0.0.1:1", "--accounts", "1"));
        assertTrue(errors.toString().startsWith("The load ended early: "), () -> errors.toString());
    }

    @Test
    void givenChannelsToHold_whenInputEnds_thenTheyWereOpenUntilThen() throws Exception {
        try (var server = new TestServer(data, Limits.DEFAULT);
                var client = server.client();
                var load =
                        ServerProcess.running(
                                ServerProcess.SMALL,
                                OdradekServer.class,
                                "load",
                                "--url",
                                "http://127.0.0.1:" + server.port(),
                                "--accounts",
                                "2",
                                "--devices",
                                "3",
                                "--hold")) {
            var metrics = new String(client.get("/metrics").body(), StandardCharsets.UTF_8);

            int exit = load.endInput();

            assertTrue(metrics.contains("odradek_wake_channels 6.0"), metrics);
            assertEquals(0, exit);
        }
    }

    @Test
    void givenASmallLoad_whenLoaded_thenEverythingIsSeenAndEveryRequestIsAnswered()
            throws IOException {
        try (var server = new TestServer(data, Limits.DEFAULT)) {
            int exit =
                    load(
                            "--url",
                            "http://127.0.0.1:" + server.port(),
                            "--accounts",
                            "2",
                            "--devices",
                            "3",
                            "--rate",
                            "20",
                            "--seconds",
                            "1",
                            "--reconnect",
                            "--json");

            assertEquals(0, exit, errors.toString());
            var figures = new ObjectMapper().readTree(out.toString());
            assertEquals(2, figures.get("signUp.count").asInt());
            assertEquals(6, figures.get("channels.open").asInt());
            assertEquals(40, figures.get("wakeOne.count").asInt());
            assertEquals(20, figures.get("push.count").asInt());
            assertEquals(6, figures.get("reconnect.open").asInt());
            assertEquals(
                    "[200]",
                    figures.get("statuses")
                            .propertyStream()
                            .map(one -> one.getKey())
                            .toList()
                            .toString());
            assertEquals(0, figures.get("refusals").size());
        }
    }
}
