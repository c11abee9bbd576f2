package org.odradek.house.image;

import java.util.List;

/// What a program does once while it is packaged, so that its start-up cache holds the classes it
/// needs: the more of a person's day is in it, the more starts quickly.
sealed interface Training {
    /// Runs to its end with these arguments; `input` is what it reads, a resource of this package.
    record RunsToEnd(List<String> arguments) implements Training {
        public RunsToEnd {
            arguments = List.copyOf(arguments);
        }
    }
}
