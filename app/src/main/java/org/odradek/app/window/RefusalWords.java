package org.odradek.app.window;

import org.odradek.app.look.Messages;
import org.odradek.app.notice.Notices;
import org.odradek.store.Submission;

import java.util.List;

/// What the window says when the store refuses an edit: a toast for what makes no sense, a banner for as long as nothing can be
/// written.
final class RefusalWords {
    private final Notices notices;
    private final Messages messages;
    private final Runnable again;

    /// @param again offers the waiting edits once more
    RefusalWords(Notices notices, Messages messages, Runnable again) {
        this.notices = notices;
        this.messages = messages;
        this.again = again;
    }

    void say(Submission.Refused refused) {
        switch (refused.reason()) {
            case BAD_VALUE, NOT_FOUND, NOT_POSSIBLE -> notices.say(refused.sentence());
            case DISK_FULL -> raise(1, "disk", messages.text("refused.full"));
            case READ_ONLY -> raise(2, "readOnly", refused.sentence());
        }
    }

    private void raise(int urgency, String id, String sentence) {
        notices.raise(
                new Notices.Banner(
                        urgency,
                        id,
                        sentence,
                        List.of(
                                new Notices.Deed(
                                        messages.text("refused.retry"),
                                        () -> {
                                            notices.lower(id);
                                            again.run();
                                        }))));
    }
}
