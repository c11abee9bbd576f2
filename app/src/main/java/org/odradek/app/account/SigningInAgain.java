package org.odradek.app.account;

import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;

import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;

import java.util.function.Consumer;

/// Asks who is signed in for the password again, and has the caret as soon as it is shown. FX thread only.
final class SigningInAgain extends VBox {
    /// @param submit takes the password that was typed, which is not empty
    SigningInAgain(String user, Consumer<String> submit, Messages messages) {
        setId("signInAgain");
        getStyleClass().add("od-form");
        var words = new Label(messages.text("account.again.words", user));
        words.setWrapText(true);
        var password = new PasswordField();
        password.setId("password");
        password.setAccessibleText(messages.text("account.password"));
        var again = Controls.primary("accountSubmit", messages.text("account.again"));
        again.disableProperty().bind(password.textProperty().isEmpty());
        again.setOnAction(_ -> submit.accept(password.getText()));
        password.setOnAction(_ -> again.fire());
        password.sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null) {
                                password.requestFocus();
                            }
                        });
        getChildren()
                .addAll(
                        words,
                        new VBox(
                                Controls.label(
                                        messages.text("account.password"),
                                        "od-caption",
                                        "od-muted"),
                                password),
                        again);
    }
}
