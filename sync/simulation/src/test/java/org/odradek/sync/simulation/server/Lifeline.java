package org.odradek.sync.simulation.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// All that a node reaches beyond its own memory goes through here, so that it can die in the middle of anything: before or after one of
/// its steps has taken effect. For the simulation's one running thread.
final class Lifeline {
    private int stepsLeft = -1;
    private boolean isAfterwards;
    private boolean isCut;

    /// The node is no more; whoever called it hears nothing.
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died() {
            super("the node died", null, false, false);
        }
    }

    /// Cuts it after so many more steps.
    ///
    /// @param afterwards whether the last step still takes effect
    void cutAfter(int steps, boolean afterwards) {
        stepsLeft = steps;
        isAfterwards = afterwards;
    }

    /// Takes back what was to come.
    void spare() {
        stepsLeft = -1;
    }

    /// What is shared, as one node reaches it; it stays open when the node closes it.
    <T> T over(Class<T> type, T shared) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            if (method.getName().equals("close")) {
                                return null;
                            }
                            boolean isLast = isLast();
                            if (isCut || isLast && !isAfterwards) {
                                isCut = true;
                                throw new Died();
                            }
                            Object answer;
                            try {
                                answer = method.invoke(shared, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                            if (isLast) {
                                isCut = true;
                                throw new Died();
                            }
                            return answer;
                        }));
    }

    private boolean isLast() {
        return stepsLeft >= 0 && stepsLeft-- == 0;
    }
}
