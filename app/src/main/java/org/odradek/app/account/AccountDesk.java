package org.odradek.app.account;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// What the window asks of accounts. Calls return at once; answers come on any thread.
public interface AccountDesk {
    /// Who is signed in; null for nobody.
    @Nullable String user();

    void create(Wish wish, Consumer<Answer> answer);

    void signIn(Wish wish, Consumer<Answer> answer);

    /// Whether signing in again is what the person should do.
    boolean signingInHelps();

    /// Signs in again as who is signed in, which they stay whatever comes of it.
    ///
    /// @param password is forgotten by whoever takes it as soon as it was used
    void signInAgain(String password, Consumer<Answer> answer);

    void signOut(Consumer<Answer> answer);

    /// The certificate because of which the account's server is not spoken to, as it is read aloud; null when there is none.
    @Nullable String refusedCertificate();

    /// Takes this certificate for the account's server's own from now on.
    void trust(String certificate, Consumer<Answer> answer);

    /// @param password    is forgotten by whoever takes it as soon as it was used
    /// @param certificate what the person takes for the server's own certificate; null for one that others vouch for
    record Wish(
            String server,
            String user,
            String password,
            String deviceName,
            @Nullable String certificate) {}

    /// What came of it.
    sealed interface Answer {
        /// @param recoveryKey shown once after making an account; null otherwise
        record SignedIn(@Nullable String recoveryKey) implements Answer {}

        record SignedOut() implements Answer {}

        /// Nobody vouches for the certificate that the server shows; nothing was changed.
        record Untrusted(String certificate) implements Answer {}

        /// The certificate is the server's now.
        record Trusted() implements Answer {}

        /// Nothing was changed, and why, in one sentence.
        record Refused(String sentence) implements Answer {}
    }
}
