@NullMarked
package org.odradek.sync.client;

import org.jspecify.annotations.NullMarked;
