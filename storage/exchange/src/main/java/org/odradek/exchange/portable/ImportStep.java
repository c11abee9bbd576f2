package org.odradek.exchange.portable;

/// One step through a source.
public sealed interface ImportStep {
    /// An item was read.
    record ItemRead(PortableItem item) implements ImportStep {}

    /// An item is there and cannot be read; it counts in the progress like one that was.
    record ItemRefused(ImportWarning warning) implements ImportStep {}

    /// Something beside the items is worth a sentence.
    record Noted(ImportWarning warning) implements ImportStep {}
}
