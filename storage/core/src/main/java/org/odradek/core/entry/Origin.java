package org.odradek.core.entry;

/// Why an entry was made. The code is what stands in the log.
public enum Origin {
    USER(0, "user"),
    RESOLVE(1, "resolve"),
    UNDO(2, "undo"),
    IMPORT(3, "import"),
    /// Made by the program for order's sake; its writes never win over a person's and never conflict with them.
    HOUSEKEEPING(4, "housekeeping");

    private final int code;
    private final String wireName;

    Origin(int code, String wireName) {
        this.code = code;
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    int code() {
        return code;
    }

    static Origin ofCode(long code) {
        for (var origin : values()) {
            if (origin.code == code) {
                return origin;
            }
        }
        throw new IllegalArgumentException("no origin has the code " + code);
    }
}
