package org.odradek.sync.server.log;

/// Leave for an INACTIVE device to pull without a channel.
///
/// @param upTo    as far as the log had come
/// @param untilMs when it is over
public record Visit(long upTo, long untilMs) {
    /// Whether it may pull what comes after this position.
    public boolean isOpen(long after, long nowMs) {
        return after < upTo && nowMs < untilMs;
    }
}
