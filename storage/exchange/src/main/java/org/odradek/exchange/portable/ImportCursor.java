package org.odradek.exchange.portable;

import java.io.IOException;
import java.util.Optional;

/// One pass over a source, an item in memory at a time. Not shared between threads; whoever wants to stop closes it.
public interface ImportCursor extends AutoCloseable {
    /// The next step, empty at the end.
    ///
    /// @throws IOException when the source itself cannot be read any further
    Optional<ImportStep> next() throws IOException;

    @Override
    void close() throws IOException;
}
