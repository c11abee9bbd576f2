package org.odradek.app.demo;

import org.odradek.app.look.Messages;

/// How far the third device's story has come. It is told in one sentence each, in words and in the windows alike.
enum Chapter {
    JOINS,
    AWAY,
    FORGOTTEN,
    WRITES,
    RETURNS,

    /// The end: all three show the same, and the third gets every edit at once again.
    SAME,

    /// The end, when that did not come in time.
    DIFFER,

    /// The end, when the devices and their server did not come so far in time.
    LATE,

    /// The end, when something did not work that always should.
    FAILED;

    boolean isEnd() {
        return compareTo(SAME) >= 0;
    }

    /// How much of the story is told, from 0 to 1.
    double progress() {
        return isEnd() ? 1 : (ordinal() + 1.0) / (SAME.ordinal() + 1);
    }

    String sentence(Messages messages) {
        return messages.text("demo.third." + this);
    }
}
