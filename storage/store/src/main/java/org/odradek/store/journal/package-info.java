/// The journal: an append-only file of checksummed, chained records in front of the database. An edit
/// is durable when its record is forced here, and the database can be rebuilt from here.
///
/// The front door is [org.odradek.store.journal.Journal]; the byte layout stands in
/// `storage/store/docs/journal-format.md`.
@NullMarked
package org.odradek.store.journal;

import org.jspecify.annotations.NullMarked;
