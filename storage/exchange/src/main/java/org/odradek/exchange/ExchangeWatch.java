package org.odradek.exchange;

/// Hears how far an import or export has come, and may end it. Called on the working thread, between items; it must return quickly.
@FunctionalInterface
public interface ExchangeWatch {
    /// Nobody looks.
    ExchangeWatch NONE = (done, total) -> true;

    /// Says that `done` of `total` items are through.
    ///
    /// @return whether to go on
    boolean goOn(int done, int total);
}
