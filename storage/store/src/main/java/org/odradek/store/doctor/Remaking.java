package org.odradek.store.doctor;

/// A view that is being made anew beside the live one, a little at a time, and then a look at whether the live one's rows are those of what is
/// behind them. For one thread at a time, which must be a platform thread.
public interface Remaking extends AutoCloseable {
    /// Goes on for a fraction of a second.
    Remade step();

    /// Throws away what was made.
    @Override
    void close();

    /// How far it has come.
    sealed interface Remade {
        record More() implements Remade {}

        /// It is made.
        ///
        /// @param viewHash 64 hexadecimal digits
        /// @param rowsFit  whether the live rows of lists fit the live states and texts
        record Whole(String viewHash, boolean rowsFit) implements Remade {}
    }
}
