package org.odradek.house.image;

import java.time.Duration;
import java.util.List;

/// What a program does once while it is packaged, so that its start-up cache holds the classes that
/// it needs: the more of a person's day is in it, the more starts quickly.
///
/// In arguments, options and input `{work}` stands for an empty folder that is removed afterwards, `{training}` for
/// `installer/src/image/training`, and in visits `{url}` for where a server has said that it listens.
sealed interface Training {
    /// Runs to its end; `input`, a file in `installer/src/image/training`, is what it reads from
    /// standard input, nothing when the name is empty. A visit is such a run too.
    record RunsToEnd(List<String> arguments, String input) implements Training {
        public RunsToEnd {
            arguments = List.copyOf(arguments);
        }
    }

    /// A window or a server: is started, given at most `settleMax` to come up, visited by `visits`, each a
    /// command of the same image, and told to end.
    record RunsUntilTold(
            List<String> arguments,
            List<String> options,
            Duration settleMax,
            List<RunsToEnd> visits)
            implements Training {
        public RunsUntilTold {
            if (settleMax.isNegative() || settleMax.compareTo(Duration.ofMinutes(2)) > 0) {
                throw new IllegalArgumentException("not between 0 and 120 s: " + settleMax);
            }
            arguments = List.copyOf(arguments);
            options = List.copyOf(options);
            visits = List.copyOf(visits);
        }
    }
}
