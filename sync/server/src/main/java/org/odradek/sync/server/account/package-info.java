/// Who may enter: sign-up, log-in, sessions, tokens, and the control logs as the server has verified them.
@NullMarked
package org.odradek.sync.server.account;

import org.jspecify.annotations.NullMarked;
