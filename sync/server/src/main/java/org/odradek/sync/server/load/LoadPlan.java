package org.odradek.sync.server.load;

/// How much of what. Every bound is here, so that no load runs away.
///
/// @param accounts         to be made up
/// @param devices          of each account, each with a wake channel
/// @param pushesPerSecond  each followed by a pull of another device; 0 for none
/// @param seconds          how long that goes on
/// @param reconnects       whether all channels are cut in the end and come back
/// @param pid              the server's process, whose memory is told; 0 for none
record LoadPlan(
        int accounts, int devices, int pushesPerSecond, int seconds, boolean reconnects, long pid) {
    static final int ACCOUNTS_MAX = 20_000;

    /// As many connections as the default limits let an account have.
    static final int DEVICES_MAX = 8;

    static final int PUSHES_PER_SECOND_MAX = 2_000;
    static final int SECONDS_MAX = 600;

    LoadPlan {
        within("accounts", accounts, 1, ACCOUNTS_MAX);
        within("devices", devices, 1, DEVICES_MAX);
        within("rate", pushesPerSecond, 0, PUSHES_PER_SECOND_MAX);
        within("seconds", seconds, 0, SECONDS_MAX);
    }

    int lines() {
        return accounts * devices;
    }

    private static void within(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "--" + what + " takes a number from " + min + " to " + max + ", not " + value);
        }
    }
}
