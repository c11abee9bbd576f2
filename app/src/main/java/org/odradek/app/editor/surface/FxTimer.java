package org.odradek.app.editor.surface;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

import java.time.InstantSource;

/// Time for [Typing] on the FX thread.
final class FxTimer implements Typing.Timer {
    private final InstantSource clock;
    private final PauseTransition pause = new PauseTransition();

    FxTimer(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public long nowMs() {
        return clock.millis();
    }

    @Override
    public void in(long ms, Runnable task) {
        pause.setDuration(Duration.millis((double) ms));
        pause.setOnFinished(_ -> task.run());
        pause.playFromStart();
    }
}
