package org.odradek.app.notice;

import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Controls;

import java.util.ArrayList;

/// The strip under the top bar; takes no room when there is nothing to say.
public final class BannerView extends StackPane {
    public BannerView(Notices notices) {
        notices.bannerProperty().subscribe(this::show);
    }

    private void show(Notices.@Nullable Banner banner) {
        getChildren().clear();
        setVisible(banner != null);
        setManaged(banner != null);
        if (banner == null) {
            return;
        }
        var buttons = new ArrayList<Button>();
        for (var deed : banner.deeds()) {
            var id = buttons.isEmpty() ? "bannerAction" : "bannerAction-" + (buttons.size() + 1);
            var button = Controls.button(id, deed.name());
            button.setOnAction(_ -> deed.run().run());
            buttons.add(button);
        }
        var strip =
                Controls.banner(
                        Feather.INFO,
                        Controls.Tint.DELAYED,
                        banner.sentence(),
                        buttons.toArray(new Button[0]));
        strip.setId("banner");
        getChildren().add(strip);
    }
}
