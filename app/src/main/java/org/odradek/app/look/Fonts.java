package org.odradek.app.look;

import javafx.scene.text.Font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The bundled families: Roboto for the interface and the text, JetBrains Mono for code.
///
/// Both come as resources of registry packages (Apache 2.0 and OFL 1.1). What they lack, such as
/// Japanese letters, JavaFX takes from the platform's fonts. Loading belongs to the FX thread's
/// start, once, before the first scene.
public final class Fonts {
    public static final String TEXT = "Roboto";
    public static final String CODE = "JetBrains Mono";

    private static final String ROOM = "/com/formdev/flatlaf/fonts/";

    private static final List<String> FILES =
            List.of(
                    "roboto/Roboto-Regular.ttf",
                    "roboto/Roboto-Bold.ttf",
                    "roboto/Roboto-Italic.ttf",
                    "roboto/Roboto-BoldItalic.ttf",
                    "jetbrains_mono/JetBrainsMono-Regular.ttf",
                    "jetbrains_mono/JetBrainsMono-Bold.ttf",
                    "jetbrains_mono/JetBrainsMono-Italic.ttf",
                    "jetbrains_mono/JetBrainsMono-BoldItalic.ttf");

    private Fonts() {}

    /// Makes both families known to JavaFX. A second call costs reading and changes nothing.
    public static void load() {
        for (String file : FILES) {
            try (InputStream bytes = Fonts.class.getResourceAsStream(ROOM + file)) {
                if (bytes == null || Font.loadFont(bytes, 14) == null) {
                    throw new IllegalStateException("The bundled font is missing: " + file);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
