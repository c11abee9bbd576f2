package org.odradek.store.attachment;

import java.util.List;

/// What became of a chunk, or of a whole file, that came from the server.
public sealed interface Received {

    /// The chunk is kept; these are still missing.
    record Taken(List<Integer> missing) implements Received {
        public Taken {
            missing = List.copyOf(missing);
        }
    }

    /// All chunks are there, and the file has been stored.
    record Complete() implements Received {}

    /// The bytes are not those that a device of this account sealed for this place; nothing was kept.
    record Refused(int chunk) implements Received {}

    /// All chunks are there, but together they do not have the hash that they were asked for by;
    /// all were dropped.
    record WrongContent() implements Received {}
}
