package org.odradek.sync.client.account;

import org.jspecify.annotations.Nullable;

/// What came of signing up, signing in, or changing how one signs in.
public sealed interface AccountResult {
    /// @param recoveryKey given once, after signing up or asking for a new one; else null
    /// @param reopen      whether the profile became a device of another account and must be opened anew
    record Done(String rootFingerprint, @Nullable String recoveryKey, boolean reopen)
            implements AccountResult {
        @Override
        public String toString() {
            return "Done[reopen=" + reopen + "]";
        }
    }

    /// It was not done; nothing was changed. `code` is for programs, `sentence` for people.
    record Refused(String code, String sentence) implements AccountResult {}

    /// The server did not answer; nothing was changed, and trying again is safe.
    record NoAnswer() implements AccountResult {}
}
