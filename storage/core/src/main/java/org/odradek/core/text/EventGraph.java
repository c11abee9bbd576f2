package org.odradek.core.text;

/// The events of one body that this device holds. A store may answer from a database: the merge asks for no event while history is
/// sequential, and else only for those since the last version that everything newer has seen.
public interface EventGraph {
    /// The event of that id; throws IllegalArgumentException if there is none, because the merge asks only for what happened before
    /// something that was integrated.
    BodyEvent event(BodyEventId id);

    /// A number greater than those of everything that happened before the event: its row in the order of arrival, or its
    /// generation. It steers only how little is read; no text depends on it, and two devices need not agree.
    long order(BodyEventId id);
}
