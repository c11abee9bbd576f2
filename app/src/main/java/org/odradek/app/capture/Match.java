package org.odradek.app.capture;

/// So many words mean a value.
record Match<T>(T value, int words) {}
