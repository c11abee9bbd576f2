package org.odradek.exchange;

/// How an import ended. What the report counts is in the store, and durable.
public sealed interface ImportOutcome {
    ImportReport report();

    /// All of it was gone through.
    record Done(ImportReport report) implements ImportOutcome {}

    /// The watch ended it; what came in may stay or be taken out.
    record Stopped(ImportReport report) implements ImportOutcome {}

    /// The store took no more, or the source could not be read any further; the sentence says why.
    record Refused(String sentence, ImportReport report) implements ImportOutcome {}
}
