/// Tests of the control log and its verifier.
@NullMarked
package org.odradek.sync.protocol.control;

import org.jspecify.annotations.NullMarked;
