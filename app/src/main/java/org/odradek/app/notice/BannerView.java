package org.odradek.app.notice;

import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Controls;

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
        var action = banner.action();
        var name = banner.actionName();
        Button[] buttons = {};
        if (action != null && name != null) {
            var button = Controls.button("bannerAction", name);
            button.setOnAction(_ -> action.run());
            buttons = new Button[] {button};
        }
        var strip =
                Controls.banner(Feather.INFO, Controls.Tint.DELAYED, banner.sentence(), buttons);
        strip.setId("banner");
        getChildren().add(strip);
    }
}
