package org.odradek.app.settings;

import javafx.util.Subscription;

import org.odradek.app.flow.Flow;
import org.odradek.app.look.Theme;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Keeps what was set about the looks, on this device. FX thread only.
public final class KeptLooks {
    private static final String NAME = "looks";

    private final Flow flow;
    private final Theme theme;
    private Subscription keeping = Subscription.EMPTY;

    public KeptLooks(Flow flow, Theme theme) {
        this.flow = flow;
        this.theme = theme;
    }

    /// Brings back what was set, and keeps what is set from now on.
    public void start() {
        flow.reads()
                .ask(
                        NAME,
                        store ->
                                store.facts()
                                        .get(NAME)
                                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                        .orElse(""),
                        kept -> {
                            apply(kept);
                            keeping =
                                    Subscription.combine(
                                            theme.coloursProperty().subscribe((_, _) -> keep()),
                                            theme.contrastProperty().subscribe((_, _) -> keep()),
                                            theme.reducedMotionProperty()
                                                    .subscribe((_, _) -> keep()),
                                            theme.scalePercentProperty()
                                                    .subscribe((_, _) -> keep()));
                        });
    }

    /// The window closes; the theme may outlive it.
    public void end() {
        keeping.unsubscribe();
    }

    private void apply(String kept) {
        var parts = kept.split(" ");
        if (parts.length == 4) {
            theme.coloursProperty().set(Theme.Colours.valueOf(parts[0]));
            theme.contrastProperty().set(Theme.Choice.valueOf(parts[1]));
            theme.reducedMotionProperty().set(Theme.Choice.valueOf(parts[2]));
            theme.scalePercentProperty().set(Double.parseDouble(parts[3]));
        }
    }

    private void keep() {
        var now =
                String.format(
                        Locale.ROOT,
                        "%s %s %s %.0f",
                        theme.coloursProperty().get(),
                        theme.contrastProperty().get(),
                        theme.reducedMotionProperty().get(),
                        theme.scalePercentProperty().get());
        flow.edits()
                .run(
                        store -> {
                            store.facts().put(NAME, now.getBytes(StandardCharsets.UTF_8));
                            return now;
                        },
                        _ -> {});
    }
}
