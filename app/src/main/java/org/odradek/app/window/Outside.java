package org.odradek.app.window;

import java.nio.file.Path;
import java.util.Optional;

/// What lies outside of the window and cannot be driven by a test: the browser, the platform's file chooser.
public interface Outside {
    /// Opens an address in the person's browser.
    void browse(String address);

    /// Asks for a folder or file to read.
    Optional<Path> chooseToRead(String title, boolean folder);
}
