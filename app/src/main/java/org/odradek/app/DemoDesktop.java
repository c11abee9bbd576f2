package org.odradek.app;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.odradek.app.demo.DemoDisplay;
import org.odradek.app.flow.Screen;
import org.odradek.app.look.Fonts;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Opens the demo's windows and waits until one of them is closed. JavaFX is started and no application launched, so that the
/// command hears whether there is a display at all.
final class DemoDesktop {
    /// Closing waits for a request under way, which takes milliseconds on one machine.
    private static final int CLOSES_MAX_S = 60;

    /// For a long sentence, and a glance at the windows.
    private static final Duration READING_TIME = Duration.ofSeconds(4);

    private final Path folder;
    private final LocalDate today;
    private final Screen screen = new Screen();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

    private DemoDesktop(Path folder, LocalDate today) {
        this.folder = folder;
        this.today = today;
    }

    /// Shows the demo in an empty folder, and answers when it has ended.
    static DemoDisplay.Outcome show(Path folder, LocalDate today) throws IOException {
        try {
            Platform.startup(() -> Platform.setImplicitExit(false));
        } catch (RuntimeException | LinkageError noDisplay) {
            // JavaFX has no type of its own for this: no display, no window library, no way to
            // draw.
            return DemoDisplay.Outcome.NO_DISPLAY;
        }
        new DemoDesktop(folder, today).play();
        return DemoDisplay.Outcome.CLOSED;
    }

    /// Sets the demo up while the bar says so; a window that is closed meanwhile ends it as soon as that is done.
    private void play() throws IOException {
        var windows = CompletableFuture.supplyAsync(this::bar, screen::show).join();
        try (var prepared = DemoWindows.Prepared.in(folder, today, READING_TIME)) {
            if (ended.isDone()) {
                prepared.giveFree();
            } else {
                screen.show(() -> windows.open(prepared));
                ended.join();
            }
            CompletableFuture.runAsync(windows::close, screen::show)
                    .orTimeout(CLOSES_MAX_S, TimeUnit.SECONDS)
                    .join();
        } finally {
            Platform.exit();
        }
        var failed = fault.get();
        if (failed != null) {
            throw new IllegalStateException("a fault in one of the windows", failed);
        }
    }

    private DemoWindows bar() {
        Thread.currentThread()
                .setUncaughtExceptionHandler((_, failed) -> fault.compareAndSet(null, failed));
        Fonts.load();
        var host = new Host().getHostServices();
        var windows =
                new DemoWindows(
                        new DemoWindows.Given(
                                new Messages(Locale.ENGLISH),
                                new Theme(Platform.getPreferences()),
                                Clock.system(ZoneId.systemDefault()),
                                stage -> new DesktopOutside(host, stage),
                                () -> ended.complete(null)));
        windows.showBar();
        return windows;
    }

    /// The browser of this desktop, which JavaFX gives to applications.
    private static final class Host extends Application {
        @Override
        public void start(Stage stage) {
            throw new IllegalStateException("nobody launches this");
        }
    }
}
