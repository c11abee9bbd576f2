package org.odradek.app.window;

import org.jspecify.annotations.Nullable;
import org.odradek.app.account.AccountDesk;

import java.util.function.Consumer;

/// Nobody is signed in, and the server shows a certificate that nobody vouches for.
final class NoAccount implements AccountDesk {
    static final String CERTIFICATE =
            "04D6 814C FC20 722C 78D0 1627 6FDB 5028 F49B E5CF 393F 7669 9434 47AD 0744 5765";

    @Nullable Wish taken;

    @Override
    public @Nullable String user() {
        return null;
    }

    @Override
    public void create(Wish wish, Consumer<Answer> answer) {
        if (wish.certificate() == null) {
            answer.accept(new Answer.Untrusted(CERTIFICATE));
        } else {
            taken = wish;
            answer.accept(new Answer.Refused("This name is taken."));
        }
    }

    @Override
    public void signIn(Wish wish, Consumer<Answer> answer) {
        answer.accept(new Answer.Refused("No answer from the server yet."));
    }

    @Override
    public @Nullable String refusedCertificate() {
        return null;
    }

    @Override
    public void trust(String certificate, Consumer<Answer> answer) {
        answer.accept(new Answer.Trusted());
    }

    @Override
    public boolean signingInHelps() {
        return false;
    }

    @Override
    public void signInAgain(String password, Consumer<Answer> answer) {
        throw new AssertionError("nobody is signed in");
    }

    @Override
    public void signOut(Consumer<Answer> answer) {
        answer.accept(new Answer.SignedOut());
    }
}
