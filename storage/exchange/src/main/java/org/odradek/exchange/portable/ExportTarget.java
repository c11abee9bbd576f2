package org.odradek.exchange.portable;

import java.io.IOException;
import java.util.List;

/// Where items are written to, one at a time: notebooks first, then items, then `finish`. One thread.
public interface ExportTarget extends AutoCloseable {
    /// A notebook, its parents having been given before; also one without items.
    ///
    /// @param imported whether it holds something imported: then its name is taken for a folder's name
    void notebook(List<String> path, boolean imported) throws IOException;

    /// An item.
    ///
    /// @param imported whether its title came in with an import: then it already was a file's name and is kept where the
    ///     file system takes it
    void item(PortableItem item, boolean imported) throws IOException;

    /// Makes what was written whole.
    ///
    /// @return what could not be written as it is
    List<ImportWarning> finish() throws IOException;

    /// Gives up what is open; without `finish` before, an unfinished single file is removed.
    @Override
    void close() throws IOException;
}
