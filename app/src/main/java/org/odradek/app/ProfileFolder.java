package org.odradek.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// Where a profile lies when nobody says so: the platform's folder for application data.
public final class ProfileFolder {
    private ProfileFolder() {}

    /// @param environment of the process
    /// @param system      the Java system's properties
    public static Path usual(Map<String, String> environment, Properties system) {
        var home = Path.of(system.getProperty("user.home"));
        var os = system.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            var data = environment.get("LOCALAPPDATA");
            return (data == null ? home.resolve("AppData").resolve("Local") : Path.of(data))
                    .resolve("Odradek");
        }
        if (os.contains("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Odradek");
        }
        var data = environment.get("XDG_DATA_HOME");
        return (data == null || data.isBlank()
                        ? home.resolve(".local").resolve("share")
                        : Path.of(data))
                .resolve("odradek");
    }
}
