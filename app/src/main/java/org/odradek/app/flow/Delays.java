package org.odradek.app.flow;

import java.time.Duration;

/// Does things a little later, on the drawing thread.
public interface Delays {
    /// Runs the work once after the delay, unless it is cancelled before. The window is not settled meanwhile.
    Delay after(Duration delay, Runnable work);

    /// The same for what nobody waits for: the window is settled meanwhile.
    Delay idle(Duration delay, Runnable work);

    /// Runs the work again and again; the window is settled meanwhile.
    Delay every(Duration period, Runnable work);

    /// Something that has not happened yet.
    interface Delay {
        /// Does nothing when it has happened.
        void cancel();
    }
}
