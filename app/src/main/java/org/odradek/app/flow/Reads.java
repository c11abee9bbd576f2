package org.odradek.app.flow;

import org.odradek.store.Store;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/// Asks the store on a platform thread of its own and shows the answers in the order of the questions.
///
/// Questions have a topic. Of one topic at most one is under way and one waits: a newer one takes the place of the one that waits,
/// and an answer is dropped when a newer one of its topic was asked meanwhile. Called on the FX thread; answers come there.
public final class Reads implements AutoCloseable {
    private final Store store;
    private final Screen screen;
    private final Settled settled;
    private final Map<Object, Topic> topics = new HashMap<>();
    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(
                    work -> Thread.ofPlatform().name("odradek-reads").daemon().unstarted(work));

    public Reads(Store store, Screen screen, Settled settled) {
        this.store = store;
        this.screen = screen;
        this.settled = settled;
    }

    private record Question<T>(Function<Store, T> ask, Consumer<T> show) {}

    private static final class Topic {
        final ArrayDeque<Question<?>> next = new ArrayDeque<>(1);
        boolean asking;
    }

    /// @param topic what the question is about; equal topics replace each other
    /// @param show  what to do with the answer
    public <T> void ask(Object topic, Function<Store, T> ask, Consumer<T> show) {
        var asked = topics.computeIfAbsent(topic, _ -> new Topic());
        asked.next.clear();
        asked.next.add(new Question<>(ask, show));
        if (!asked.asking) {
            askNext(topic, asked);
        }
    }

    /// Forgets what is under way about a topic.
    public void forget(Object topic) {
        topics.remove(topic);
    }

    private void askNext(Object topic, Topic asked) {
        var question = asked.next.poll();
        if (question == null) {
            topics.remove(topic, asked);
            return;
        }
        asked.asking = true;
        send(topic, asked, question);
    }

    private <T> void send(Object topic, Topic asked, Question<T> question) {
        settled.begin();
        reader.execute(
                () -> {
                    boolean answered = false;
                    try {
                        T answer = question.ask.apply(store);
                        screen.show(() -> answered(topic, asked, question, answer));
                        answered = true;
                    } finally {
                        if (!answered) {
                            // A fault ends this question, not the topic.
                            screen.show(() -> failed(topic, asked));
                        }
                        settled.end();
                    }
                });
    }

    private <T> void answered(Object topic, Topic asked, Question<T> question, T answer) {
        asked.asking = false;
        boolean newest = asked.next.isEmpty() && asked.equals(topics.get(topic));
        if (newest) {
            topics.remove(topic);
            question.show.accept(answer);
        } else if (asked.equals(topics.get(topic))) {
            askNext(topic, asked);
        }
    }

    private void failed(Object topic, Topic asked) {
        asked.asking = false;
        if (asked.equals(topics.get(topic))) {
            askNext(topic, asked);
        }
    }

    @Override
    public void close() {
        reader.shutdown();
    }
}
