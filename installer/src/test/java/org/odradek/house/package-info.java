/// The house rules, as tests that see every module.
@NullMarked
package org.odradek.house;

import org.jspecify.annotations.NullMarked;
