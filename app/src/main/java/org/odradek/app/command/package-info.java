/// The command line: one class a group of commands, over the same store as the window.
@NullMarked
package org.odradek.app.command;

import org.jspecify.annotations.NullMarked;
