package org.odradek.app.command;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Sends what is logged to a file beside the notes and nothing to the terminal. It never holds a text, a title, a password or a key.
public final class LogFile {
    static final String NAME = "odradek.log";

    /// Two files of half a megabyte hold weeks of faults.
    private static final int BYTES_MAX = 512 << 10;

    private LogFile() {}

    /// Logs nothing: for a command that has no profile and tells its story on the terminal.
    static void none() {
        LogManager.getLogManager().reset();
    }

    /// A log that cannot be written, as on a full disk, is no news for whoever gave a command.
    private static final class Unheard extends ErrorManager {
        @Override
        public synchronized void error(@Nullable String message, @Nullable Exception e, int code) {
            // The JDK's own would print a stack trace to the terminal.
        }
    }

    /// Starts logging to the profile's folder; without write access nothing is logged.
    public static void start(Path profile) {
        LogManager.getLogManager().reset();
        try {
            Files.createDirectories(profile);
            var handler =
                    new FileHandler(
                            profile.resolve(NAME).toString().replace("%", "%%"),
                            BYTES_MAX,
                            1,
                            true);
            handler.setErrorManager(new Unheard());
            handler.setFormatter(new SimpleFormatter());
            handler.setLevel(Level.WARNING);
            handler.setEncoding("UTF-8");
            Logger.getLogger("").addHandler(handler);
        } catch (IOException e) {
            Logger.getLogger("").setLevel(Level.OFF);
        }
    }
}
