package org.odradek.app.flow;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;

import java.time.Duration;

/// Delays by the drawing thread's own clock. FX thread only.
public final class FxDelays implements Delays {
    private final Settled settled;

    public FxDelays(Settled settled) {
        this.settled = settled;
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
        var timeline = new Timeline(new KeyFrame(millis(delay), _ -> work.run()));
        timeline.play();
        return timeline::stop;
    }

    @Override
    public Delay every(Duration period, Runnable work) {
        var timeline = new Timeline(new KeyFrame(millis(period), _ -> work.run()));
        timeline.setCycleCount(Animation.INDEFINITE);
        timeline.play();
        return timeline::stop;
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
                    work.run();
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
