package org.odradek.core.action;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Splice;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

/// One edit as data, of one item. The vocabulary only grows; what a newer version adds is read as [Unknown] and kept.
public sealed interface Action {
    /// The item, task or notebook that the action is about.
    ItemId item();

    /// Says that an item of this kind exists. Idempotent: two devices may both create a derived id.
    record CreateItem(ItemId item, ItemKind kind) implements Action {}

    /// Writes a field. `over` are the writes that the person had before their eyes, and replaces; a write that is not named stays
    /// beside this one. Several values only when an undo brings a conflict back. `field` is a name from [Field] or a newer one.
    record SetField(ItemId item, String field, List<Versioned> values, SortedSet<WriteId> over)
            implements Action {
        public SetField {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a write to " + field + " has no value");
            }
            values = List.copyOf(values);
            over = SortedSets.copy(over);
        }
    }

    /// Edits the body: splices that apply one after the other to the text at `parents`. A whole operation (import, restore, set
    /// body, a paste) has a content-derived id, so that the same one made twice is one.
    record EditBody(
            ItemId item, SortedSet<BodyEventId> parents, List<Splice> splices, boolean whole)
            implements Action {
        public EditBody {
            parents = SortedSets.copy(parents);
            splices = List.copyOf(splices);
        }
    }

    /// Says that a person has looked at the merged body at `frontier`: places that it shows need no review any more.
    record ReviewBody(ItemId item, SortedSet<BodyEventId> frontier) implements Action {
        public ReviewBody {
            frontier = SortedSets.copy(frontier);
        }
    }

    /// Takes back that a person has looked at the merged body at `frontier`: the undo of [ReviewBody], after which the places that it
    /// shows need review again.
    record ReopenBody(ItemId item, SortedSet<BodyEventId> frontier) implements Action {
        public ReopenBody {
            frontier = SortedSets.copy(frontier);
        }
    }

    /// Adds a tag; `name` as a person wrote it, its normalised form is the tag's identity.
    record AddTag(ItemId item, String name) implements Action {}

    /// Removes a tag as far as the entry had seen it; an unseen addition survives.
    record RemoveTag(ItemId item, String name) implements Action {}

    /// Refers to a file: `sha256` of its bytes (32 bytes), its size, and the name it has in this item (a relative path is allowed).
    record Attach(ItemId item, String name, byte[] sha256, long sizeBytes) implements Action {
        public Attach {
            if (sha256.length != 32) {
                throw new IllegalArgumentException("SHA-256 has 32 bytes, not " + sha256.length);
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other
                            instanceof
                            Attach(
                                    var otherItem,
                                    var otherName,
                                    var otherSha256,
                                    var otherSizeBytes)
                    && item.equals(otherItem)
                    && name.equals(otherName)
                    && Arrays.equals(sha256, otherSha256)
                    && sizeBytes == otherSizeBytes;
        }

        @Override
        public int hashCode() {
            return item.hashCode() * 31 + Arrays.hashCode(sha256);
        }
    }

    /// Removes the references of this name and content that the entry had seen; the size serves an undo.
    record Detach(ItemId item, String name, byte[] sha256, long sizeBytes) implements Action {
        @Override
        public boolean equals(@Nullable Object other) {
            return other
                            instanceof
                            Detach(
                                    var otherItem,
                                    var otherName,
                                    var otherSha256,
                                    var otherSizeBytes)
                    && item.equals(otherItem)
                    && name.equals(otherName)
                    && Arrays.equals(sha256, otherSha256)
                    && sizeBytes == otherSizeBytes;
        }

        @Override
        public int hashCode() {
            return item.hashCode() * 31 + Arrays.hashCode(sha256);
        }
    }

    /// What became of a reminder at one local date-time: `shown`, `dismissed`, or `snoozed` until a local date-time.
    record MarkReminder(ItemId item, String at, String outcome, @Nullable String until)
            implements Action {}

    /// Hides the item for ever; erasing its parts follows when every connection has passed this entry.
    record Purge(ItemId item) implements Action {}

    /// An action of a newer version, in its encoding; its entry is parked until an upgrade.
    record Unknown(ItemId item, byte[] encoded) implements Action {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Unknown(var otherItem, var otherEncoded)
                    && item.equals(otherItem)
                    && Arrays.equals(encoded, otherEncoded);
        }

        @Override
        public int hashCode() {
            return item.hashCode() * 31 + Arrays.hashCode(encoded);
        }
    }
}
