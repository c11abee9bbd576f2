package org.odradek.exchange.portable;

import java.io.IOException;
import java.io.InputStream;

/// Opens the bytes of a file from its beginning, as often as asked; the caller closes what it opened.
@FunctionalInterface
public interface ContentOpener {
    InputStream open() throws IOException;
}
