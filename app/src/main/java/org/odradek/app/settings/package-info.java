/// What a person can set, applied at once.
@NullMarked
package org.odradek.app.settings;

import org.jspecify.annotations.NullMarked;
