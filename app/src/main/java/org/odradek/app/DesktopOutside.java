package org.odradek.app;

import javafx.application.HostServices;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

import org.odradek.app.window.Outside;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/// The browser and the file chooser of this desktop. FX thread only.
final class DesktopOutside implements Outside {
    private final HostServices host;
    private final Stage stage;

    /// @param stage the window that a chooser belongs to
    DesktopOutside(HostServices host, Stage stage) {
        this.host = host;
        this.stage = stage;
    }

    @Override
    public void browse(String address) {
        host.showDocument(address);
    }

    @Override
    public Optional<Path> chooseToRead(String title, boolean folder) {
        if (folder) {
            var chooser = new DirectoryChooser();
            chooser.setTitle(title);
            return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
        }
        var chooser = new FileChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
    }
}
