package org.odradek.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/// Where the demo's windows are shown, if there is such a place.
@FunctionalInterface
public interface DemoDisplay {
    /// Shows the demo in an empty folder and answers when one of its windows was closed.
    Outcome show(Path folder, LocalDate today) throws IOException;

    /// What came of it.
    enum Outcome {
        /// A window was closed, and with it the demo.
        CLOSED,

        /// There is no display, or no library that draws on it; nothing was begun.
        NO_DISPLAY
    }
}
