package org.odradek.exchange;

import org.odradek.exchange.joplin.JexFile;
import org.odradek.exchange.json.JsonExport;
import org.odradek.exchange.markdown.MarkdownFolder;

import java.util.Arrays;
import java.util.Optional;

/// A format that we read or write.
public enum ExchangeFormat {
    MARKDOWN(MarkdownFolder.FORMAT, true),
    JEX(JexFile.FORMAT, false),
    JSON(JsonExport.FORMAT, true);

    private final String wireName;
    private final boolean written;

    ExchangeFormat(String wireName, boolean written) {
        this.wireName = wireName;
        this.written = written;
    }

    /// The name on the command line.
    public String wireName() {
        return wireName;
    }

    /// Whether there is an export in it.
    public boolean isWritten() {
        return written;
    }

    public static Optional<ExchangeFormat> named(String wireName) {
        return Arrays.stream(values())
                .filter(format -> format.wireName.equals(wireName))
                .findFirst();
    }
}
