package org.odradek.house.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.server.OdradekServer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Launchers with a stand-in for Java that prints how it was started.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the shell launchers are not for Windows")
final class KindOfStartTest {
    @TempDir private Path folder;

    @BeforeEach
    void write() throws IOException {
        var templates = Path.of(System.getProperty("odradek.root"), "installer/src/image/bin");
        for (var image : Images.ALL) {
            var home = folder.resolve(image.name());
            Launchers.write(home, templates, image, new Jars(List.of()));
            var java = Files.createDirectories(home.resolve("runtime/bin")).resolve("java");
            Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
            assertEquals(true, java.toFile().setExecutable(true));
        }
    }

    @Test
    void givenAServersOptions_whenStarted_thenItIsNoShortCommand() throws Exception {
        for (var words :
                List.of(
                        "",
                        "--data /srv/odradek --tls-cert c --tls-key k --limits l",
                        "--port 0 --log jdbc:postgresql://db/odradek --wake in-process",
                        "--insecure-loopback --wait-for-log PT5M --port 0",
                        "load --url http://127.0.0.1:1")) {
            assertEquals("odradek-server.aot, both compilers", kind("odradek-server", words));
        }
    }

    @Test
    void givenCommands_whenStarted_thenEachIsWhatItIs() throws Exception {
        assertEquals(
                "odradek-server-command.aot, both compilers",
                kind("odradek-server", "backup --data d --to f"));
        assertEquals(
                "odradek-server-command.aot, one compiler",
                kind("odradek-server", "account list --data d"));
        assertEquals(
                "odradek-server-command.aot, one compiler", kind("odradek-server", "--port 0 -h"));
        assertEquals("odradek.aot, both compilers", kind("odradek", "--profile list open"));
        assertEquals("odradek.aot, both compilers", kind("odradek", "--profile list"));
        assertEquals("odradek-command.aot, one compiler", kind("odradek", "--profile p list"));
        assertEquals("odradek-command.aot, both compilers", kind("odradek", "sync"));
    }

    @Test
    void givenTheServersProgram_whenItTakesOptionsWithValues_thenItsLauncherKnowsThem() {
        Set<String> valued = new TreeSet<>();
        for (var option : OdradekServer.commandLine().getCommandSpec().options()) {
            if (option.arity().max() > 0) {
                valued.addAll(List.of(option.names()));
            }
        }

        assertEquals(valued, new TreeSet<>(Images.ALL.getLast().valuedOptions()));
    }

    private String kind(String name, String words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(folder.resolve(name).resolve("bin").resolve(name).toString());
        command.addAll(words.isEmpty() ? List.of() : List.of(words.split(" ")));
        var process = new ProcessBuilder(command).start();
        var said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertEquals(0, process.waitFor());
        var cache =
                said.stream()
                        .filter(word -> word.startsWith("-XX:AOTCache="))
                        .findFirst()
                        .orElseThrow();
        return cache.substring(cache.lastIndexOf('/') + 1)
                + (said.contains("-XX:TieredStopAtLevel=1")
                        ? ", one compiler"
                        : ", both compilers");
    }
}
