package org.odradek.app.editor.surface;

import java.time.InstantSource;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

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
        pause.setDuration(Duration.millis(ms));
        pause.setOnFinished(_ -> task.run());
        pause.playFromStart();
    }
}
