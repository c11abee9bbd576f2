package org.odradek.core.conflict;

/// What a conflict is about, with the name that the command line prints.
public enum ConflictKind {
    VALUE("value"),
    TEXT("text"),
    DELETE("delete"),
    NOTEBOOK_DELETE("notebook-delete"),
    MOVE("move"),
    CYCLE("cycle"),
    ATTACHMENT("attachment"),
    UNKNOWN("unknown");

    private final String wireName;

    ConflictKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
