/// Recurring tasks: when the next one is due, and what it shows before anybody edited it.
@NullMarked
package org.odradek.core.task;

import org.jspecify.annotations.NullMarked;
