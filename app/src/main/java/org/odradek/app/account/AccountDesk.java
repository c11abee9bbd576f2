package org.odradek.app.account;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// What the window asks of accounts. Calls return at once; answers come on any thread.
public interface AccountDesk {
    /// Who is signed in; null for nobody.
    @Nullable String user();

    void create(Wish wish, Consumer<Answer> answer);

    void signIn(Wish wish, Consumer<Answer> answer);

    void signOut(Consumer<Answer> answer);

    /// @param password is forgotten by whoever takes it as soon as it was used
    record Wish(String server, String user, String password, String deviceName) {}

    /// What came of it.
    sealed interface Answer {
        /// @param recoveryKey shown once after making an account; null otherwise
        record SignedIn(@Nullable String recoveryKey) implements Answer {}

        record SignedOut() implements Answer {}

        /// Nothing was changed, and why, in one sentence.
        record Refused(String sentence) implements Answer {}
    }
}
