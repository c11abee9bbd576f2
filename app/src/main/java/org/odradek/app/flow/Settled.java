package org.odradek.app.flow;

import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether the window is still: no write, reload, delay or layout is pending. It shows as the pseudo-class `:settled` of the root
/// that it watches, for tests to wait on.
public final class Settled {
    /// The pseudo-class.
    public static final PseudoClass SETTLED = PseudoClass.getPseudoClass("settled");

    private final Screen screen;
    private final AtomicInteger pending = new AtomicInteger();
    private @Nullable Scene scene;
    private boolean looking;

    private final Runnable looked = this::look;

    public Settled(Screen screen) {
        this.screen = screen;
    }

    /// Starts to mark the root of this scene. FX thread.
    public void watch(Scene watched) {
        scene = watched;
        lookAfterLayout();
    }

    /// Something begins that the screen will show; any thread. Each call is answered by one [#end()].
    public void begin() {
        if (pending.getAndIncrement() == 0) {
            screen.show(this::unsettle);
        }
    }

    /// It is over; any thread. What it showed must have been shown before.
    public void end() {
        if (pending.decrementAndGet() == 0) {
            screen.show(this::lookAfterLayout);
        }
    }

    private void unsettle() {
        var watched = scene;
        if (watched != null && pending.get() > 0) {
            watched.getRoot().pseudoClassStateChanged(SETTLED, false);
        }
    }

    private void lookAfterLayout() {
        var watched = scene;
        if (watched != null && !looking) {
            looking = true;
            watched.addPostLayoutPulseListener(looked);
            Platform.requestNextPulse();
        }
    }

    private void look() {
        looking = false;
        var watched = scene;
        if (watched == null) {
            return;
        }
        watched.removePostLayoutPulseListener(looked);
        Parent root = watched.getRoot();
        root.pseudoClassStateChanged(SETTLED, pending.get() == 0);
    }
}
