/// What holds the house rules: the formatter here, and tests that see every module.
@NullMarked
package org.odradek.house;

import org.jspecify.annotations.NullMarked;
