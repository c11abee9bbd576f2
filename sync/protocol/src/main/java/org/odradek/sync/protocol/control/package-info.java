/// The account's control log: enrolments, renamings, revocations and key changes, signed and chained, and its verifier.
@NullMarked
package org.odradek.sync.protocol.control;

import org.jspecify.annotations.NullMarked;
