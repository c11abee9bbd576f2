/// Signing up and signing in, without stopping anything else.
@NullMarked
package org.odradek.app.account;

import org.jspecify.annotations.NullMarked;
