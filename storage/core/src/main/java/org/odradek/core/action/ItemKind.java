package org.odradek.core.action;

/// What an item is. A note becomes a task and back by a write to the field `kind`; a notebook stays one.
public enum ItemKind {
    NOTE("note"),
    TASK("task"),
    NOTEBOOK("notebook");

    private final String wireName;

    ItemKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
