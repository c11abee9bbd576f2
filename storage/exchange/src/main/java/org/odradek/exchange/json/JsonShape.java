package org.odradek.exchange.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/// The names of the export's shape, in one place for writer and reader. Names are added, never changed.
final class JsonShape {
    /// The first field of the document; its value is the kind of document.
    static final String MARK = "odradek";

    static final String MARK_VALUE = "export";

    /// Raised when a reader of the old version would get something wrong; a mere addition does not raise it.
    static final int VERSION = 1;

    static final String DOCUMENT_NAME = "odradek.json";
    static final String FILES_FOLDER = "files";

    /// A body's 16 MiB, where JSON may spell a character with six.
    private static final int STRING_CHARS_MAX = 6 * 16 * 1024 * 1024 + 1024;

    private JsonShape() {}

    static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(STRING_CHARS_MAX).build())
                .build();
    }
}
