package org.odradek.app.window;

import org.jspecify.annotations.Nullable;
import org.odradek.app.account.AccountDesk;

import java.util.function.Consumer;

/// Nobody is signed in, and no server answers.
final class NoAccount implements AccountDesk {
    @Override
    public @Nullable String user() {
        return null;
    }

    @Override
    public void create(Wish wish, Consumer<Answer> answer) {
        answer.accept(new Answer.Refused("No answer from the server yet."));
    }

    @Override
    public void signIn(Wish wish, Consumer<Answer> answer) {
        answer.accept(new Answer.Refused("No answer from the server yet."));
    }

    @Override
    public void signOut(Consumer<Answer> answer) {
        answer.accept(new Answer.SignedOut());
    }
}
