package org.odradek.app.look;

import java.text.NumberFormat;

/// Sizes as a person says them: “3.1 MB”, “412 kB”, “80 bytes”. Pure; safe on every thread.
public final class SizeWords {
    private static final long KILO = 1_000;

    private static final long MEGA = 1_000_000;

    private final Messages messages;

    public SizeWords(Messages messages) {
        this.messages = messages;
    }

    public String of(long bytes) {
        if (bytes < KILO) {
            return messages.count("size.bytes", bytes);
        }
        if (bytes < MEGA) {
            return messages.text("size.kilo", Math.round((double) bytes / KILO));
        }
        var tenths = NumberFormat.getNumberInstance(messages.locale());
        tenths.setMaximumFractionDigits(1);
        return messages.text("size.mega", tenths.format((double) bytes / MEGA));
    }
}
