package org.odradek.app.look;

import java.net.URL;

/// Where a slice's stylesheet is.
public final class Sheets {
    private Sheets() {}

    /// The URL of a stylesheet that lies beside the given class.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    public static String url(Class<?> beside, String name) {
        URL url = beside.getResource(name);
        if (url == null) {
            throw new IllegalArgumentException(
                    "No stylesheet " + name + " beside " + beside.getName());
        }
        return url.toExternalForm();
    }
}
