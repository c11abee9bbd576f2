package org.odradek.app.editor.surface;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.odradek.app.look.Fonts;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/// Measures what a key costs until the end of the pulse that shows it, and what opening costs, in a
/// note of 20 kB and one of 1 MB; printed in milliseconds. With the argument
/// `second` it measures the second surface. A command for a person, not a test.
public final class EditorProbe {
    private static final String PARAGRAPH =
            "## A heading\nSome **bold** words and a [[link]] in a line that is as long as lines in"
                    + " notes usually are, with `code` and #tag.\n- [ ] a task\n- [x] one that is"
                    + " done\n> a quote\n```java\nreturn 1; // code\n```\n\n";

    private static final int KEYS = 60;

    private final EditorSurface surface;
    private final Scene scene;
    private final CountDownLatch done = new CountDownLatch(1);
    private final double[] keysMs = new double[KEYS];
    private int key;
    private long keyStart;
    private long openStart;
    private int phase;
    private boolean painted;

    private EditorProbe(Stage stage, boolean second) {
        Fonts.load();
        Theme theme = new Theme(Platform.getPreferences());
        Messages messages = new Messages(Locale.UK);
        EditorKeys keys = EditorKeys.standard();
        surface =
                second
                        ? new SecondSurface(theme, messages, InstantSource.system(), keys)
                        : new LiveSurface(theme, messages, InstantSource.system(), keys);
        scene = new Scene(new StackPane(surface.node()), 700, 800);
        theme.dress(scene, List.of());
        stage.setScene(scene);
        stage.show();
    }

    public static void main(String[] arguments) throws InterruptedException {
        boolean second = List.of(arguments).contains("second");
        CountDownLatch[] done = new CountDownLatch[1];
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(
                () -> {
                    EditorProbe probe = new EditorProbe(new Stage(), second);
                    done[0] = probe.done;
                    started.countDown();
                    probe.scene.addPostLayoutPulseListener(probe::pulse);
                    probe.open();
                });
        started.await();
        done[0].await();
        Platform.exit();
    }

    private void open() {
        int chars = phase < 2 ? 20_000 : 1_000_000;
        String text = PARAGRAPH.repeat(chars / PARAGRAPH.length());
        openStart = System.nanoTime();
        surface.show(text);
        System.out.printf("%,d chars: show() %.1f ms%n", text.length(), since(openStart));
        painted = false;
        key = -1;
        Platform.requestNextPulse();
    }

    private void pulse() {
        if (key < 0) {
            if (!painted) {
                painted = true;
                System.out.printf("  painted after %.1f ms%n", since(openStart));
            }
            if (!surface.settledProperty().get()) {
                return;
            }
            System.out.printf("  all styled after %.1f ms%n", since(openStart));
            int middle = surface.lineStartAt(surface.length() / 2);
            surface.select(middle, middle);
            surface.reveal(middle);
            key = 0;
            next();
            return;
        }
        if (key >= KEYS) {
            return;
        }
        keysMs[key] = since(keyStart);
        key++;
        if (key < KEYS) {
            next();
        } else {
            finish();
        }
    }

    private void next() {
        Platform.runLater(
                () -> {
                    keyStart = System.nanoTime();
                    surface.type(key % 20 == 19 ? "\n" : "x");
                    Platform.requestNextPulse();
                });
    }

    private void finish() {
        double[] sorted = keysMs.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "  key to end of pulse: p50 %.1f, p95 %.1f, p99 %.1f ms%n",
                sorted[KEYS / 2], sorted[KEYS * 95 / 100], sorted[KEYS * 99 / 100]);
        phase++;
        if (phase == 4) {
            done.countDown();
        } else {
            Platform.runLater(this::open);
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
