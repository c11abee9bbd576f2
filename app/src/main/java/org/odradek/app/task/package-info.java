/// The inspector: a task's dates, priority, status and subtasks, attachments, outline and links.
@NullMarked
package org.odradek.app.task;

import org.jspecify.annotations.NullMarked;
