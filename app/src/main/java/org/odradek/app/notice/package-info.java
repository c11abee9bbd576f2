/// What is told in passing: toasts with Undo, the list of the last notices, and the banner.
@NullMarked
package org.odradek.app.notice;

import org.jspecify.annotations.NullMarked;
