package org.odradek.core.action;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The fields of items and notebooks that this version knows, with the name under which each stands in the log (never changed) and
/// the rule by which concurrent writes to it meet.
public enum Field {
    KIND("kind", Rule.LAST_WRITER),
    TITLE("title", Rule.MULTI_VALUE),
    NOTEBOOK("notebook", Rule.MULTI_VALUE),
    PARENT("parent", Rule.MOVE),
    STATUS("status", Rule.MULTI_VALUE),
    DUE("due", Rule.MULTI_VALUE),
    REMINDER("reminder", Rule.MULTI_VALUE),
    REPEAT("repeat", Rule.MULTI_VALUE),
    REPEAT_FROM("repeatFrom", Rule.MULTI_VALUE),
    PRIORITY("priority", Rule.LAST_WRITER),
    PINNED("pinned", Rule.LAST_WRITER),
    ORDER("order", Rule.LAST_WRITER),
    TRASHED("trashed", Rule.TRASH),
    CREATED("created", Rule.LAST_WRITER),
    CHANGED("changed", Rule.LAST_WRITER),
    NAME("name", Rule.MULTI_VALUE),
    NOTEBOOK_PARENT("notebookParent", Rule.MOVE),
    REMOVED("removed", Rule.TRASH);

    /// How concurrent writes to a field meet.
    public enum Rule {
        /// All concurrent values are kept and a person decides when they differ.
        MULTI_VALUE,
        /// A multi-value register whose values form a tree; moves that would close a ring are put back.
        MOVE,
        /// The write with the greatest clock reading wins; the others are in the history.
        LAST_WRITER,
        /// A flag that an edit which the flag's writer had not seen can contest.
        TRASH
    }

    private static final Map<String, Field> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Field::wireName, Function.identity()));

    private final String wireName;
    private final Rule rule;

    Field(String wireName, Rule rule) {
        this.wireName = wireName;
        this.rule = rule;
    }

    public String wireName() {
        return wireName;
    }

    public Rule rule() {
        return rule;
    }

    /// The field of this name; empty for one of a newer version.
    public static Optional<Field> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }
}
