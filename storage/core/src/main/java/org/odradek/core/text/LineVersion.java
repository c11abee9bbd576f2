package org.odradek.core.text;

/// How a line was on one side, just after that side's last event in it.
public record LineVersion(BodyEventId event, String line) {}
