package org.odradek.sync.server.log;

/// How much a log holds after some position.
public record Held(long records, long bytes) {}
