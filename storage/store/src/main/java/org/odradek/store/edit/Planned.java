package org.odradek.store.edit;

import org.odradek.core.action.Action;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Submission.Refusal;

import java.util.List;

/// What a wish comes to, before it is submitted.
public sealed interface Planned {
    /// These actions do it, all in one entry.
    ///
    /// @param items what the person will see changed, in the order asked for
    record Ready(List<Action> actions, List<ItemId> items) implements Planned {
        public Ready {
            actions = List.copyOf(actions);
            items = List.copyOf(items);
        }
    }

    /// It is so already; there is nothing to write.
    record Already(List<ItemId> items) implements Planned {
        public Already {
            items = List.copyOf(items);
        }
    }

    /// It cannot be done, and why, in one sentence.
    record Refused(Refusal reason, String sentence) implements Planned {}
}
