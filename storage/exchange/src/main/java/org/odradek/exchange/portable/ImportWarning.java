package org.odradek.exchange.portable;

/// Something that could not be taken over as it is.
///
/// @param source the file or item, as the person knows it: a relative path, a title with its id
/// @param message one sentence
public record ImportWarning(String source, String message) {}
