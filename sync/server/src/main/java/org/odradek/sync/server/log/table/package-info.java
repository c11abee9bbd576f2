/// The account log as tables, in SQL that every database of ours speaks: rows, and what changes and answers them. Engines come on top.
@NullMarked
package org.odradek.sync.server.log.table;

import org.jspecify.annotations.NullMarked;
