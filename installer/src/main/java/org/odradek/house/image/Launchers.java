package org.odradek.house.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the scripts that start an image, from the templates in `installer/src/image/bin`.
final class Launchers {
    private Launchers() {}

    static void write(Path home, Path templates, Image image, Jars jars) throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path shell = bin.resolve(image.name());
        Files.writeString(
                shell,
                filled(templates.resolve("launcher.sh"), image, jars.classPath("$lib", ":", "/")));
        if (!shell.toFile().setExecutable(true, false)) {
            throw new IOException("cannot be made executable: " + shell);
        }
        Files.writeString(
                bin.resolve(image.name() + ".bat"),
                filled(templates.resolve("launcher.bat"), image, jars.classPath("%lib%", ";", "\\"))
                        .replace("\n", "\r\n"));
    }

    private static String filled(Path template, Image image, String classPath) throws IOException {
        return Files.readString(template)
                .replace("@NAME@", image.name())
                .replace("@MAIN_CLASS@", image.mainClass())
                .replace("@OPTIONS@", String.join(" ", image.options()))
                .replace("@MAIN_CACHE@", image.mainCache())
                .replace("@COMMAND_CACHE@", image.commandCache())
                .replace("@VALUED_OPTIONS@", String.join(" | ", image.valuedOptions()))
                .replace("@MAIN_COMMANDS@", String.join(" | ", image.mainCommands()))
                .replace("@SHORT_OPTIONS@", String.join(" ", image.shortOptions()))
                .replace("@LONG_OPTIONS@", String.join(" ", image.longOptions()))
                .replace("@LONG_COMMANDS@", String.join(" | ", image.longCommands()))
                .replace("@CLASS_PATH@", classPath);
    }
}
