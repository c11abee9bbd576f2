package org.odradek.exchange.portable;

import java.io.IOException;

/// A folder or file that items can be taken from. It can be passed over several times (a dry run, then the run); closing it
/// removes what was unpacked for it. One thread at a time.
public interface ImportSource extends AutoCloseable {
    /// The format's name on the command line.
    String format();

    /// The name of the root folder; part of the derived ids. Empty where the source's own ids are unique by themselves.
    String rootName();

    ImportOutline outline();

    ImportCursor open() throws IOException;

    @Override
    void close() throws IOException;
}
