/// The vocabulary of edits as data, and how it is written down.
@NullMarked
package org.odradek.core.action;

import org.jspecify.annotations.NullMarked;
