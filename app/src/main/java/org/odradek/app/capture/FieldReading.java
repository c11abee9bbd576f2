package org.odradek.app.capture;

/// What the text of a task's field means.
public sealed interface FieldReading<T> {
    /// The field is to hold this.
    record Understood<T>(T value) implements FieldReading<T> {}

    /// The field is to be emptied.
    record Nothing<T>() implements FieldReading<T> {}

    /// The words mean nothing here; the text stays for the person to change.
    record NotUnderstood<T>() implements FieldReading<T> {}
}
