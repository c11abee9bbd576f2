/// Signing up, signing in, and what this device remembers of its account.
@NullMarked
package org.odradek.sync.client.account;

import org.jspecify.annotations.NullMarked;
