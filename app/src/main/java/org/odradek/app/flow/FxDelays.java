package org.odradek.app.flow;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;

import java.time.Duration;

/// Delays by the drawing thread's own clock. FX thread only.
public final class FxDelays implements Delays {
    private final Settled settled;
    private final Screen screen;

    /// @param screen after it is closed nothing happens any more
    public FxDelays(Settled settled, Screen screen) {
        this.settled = settled;
        this.screen = screen;
    }

    @Override
    public Delay after(Duration delay, Runnable work) {
        settled.begin();
        var timeline = new Timeline();
        var once = new Once(timeline);
        timeline.getKeyFrames().add(new KeyFrame(millis(delay), _ -> once.happen(work)));
        timeline.play();
        return once;
    }

    @Override
    public Delay idle(Duration delay, Runnable work) {
        return start(new Timeline(), delay, work);
    }

    @Override
    public Delay every(Duration period, Runnable work) {
        var timeline = new Timeline();
        timeline.setCycleCount(Animation.INDEFINITE);
        return start(timeline, period, work);
    }

    private Delay start(Timeline timeline, Duration delay, Runnable work) {
        timeline.getKeyFrames().add(new KeyFrame(millis(delay), _ -> happen(timeline, work)));
        timeline.play();
        return timeline::stop;
    }

    private void happen(Timeline timeline, Runnable work) {
        if (screen.isClosed()) {
            timeline.stop();
        } else {
            work.run();
        }
    }

    private static javafx.util.Duration millis(Duration delay) {
        return javafx.util.Duration.millis((double) delay.toMillis());
    }

    private final class Once implements Delay {
        private final Timeline timeline;
        private boolean over;

        Once(Timeline timeline) {
            this.timeline = timeline;
        }

        void happen(Runnable work) {
            if (!over) {
                over = true;
                try {
                    FxDelays.this.happen(timeline, work);
                } finally {
                    settled.end();
                }
            }
        }

        @Override
        public void cancel() {
            if (!over) {
                over = true;
                timeline.stop();
                settled.end();
            }
        }
    }
}
