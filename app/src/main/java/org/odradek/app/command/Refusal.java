package org.odradek.app.command;

/// Ends a command with an answer from within: a name that fits nothing, or several things.
final class Refusal extends RuntimeException {
    private final transient Answer answer;

    Refusal(Answer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
