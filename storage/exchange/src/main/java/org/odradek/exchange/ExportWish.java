package org.odradek.exchange;

import org.odradek.core.entry.ItemId;

import java.nio.file.Path;
import java.util.List;

/// What to write, where and how.
///
/// @param target    a folder; for JSON also a file, when the name ends in `.json`
/// @param overwrite whether a target that holds something already is written into
public record ExportWish(Path target, ExchangeFormat format, Scope scope, boolean overwrite) {
    /// Which items. What is in the trash goes along only with everything, and only as JSON.
    public sealed interface Scope {
        record Everything() implements Scope {}

        /// A notebook with what is below it; paths begin below it.
        record Notebook(ItemId notebook) implements Scope {}

        record Items(List<ItemId> items) implements Scope {
            public Items {
                items = List.copyOf(items);
            }
        }
    }
}
