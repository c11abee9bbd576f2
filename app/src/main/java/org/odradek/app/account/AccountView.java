package org.odradek.app.account;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Screen;
import org.odradek.app.flow.Settled;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;

/// Making an account or signing in; the window goes on meanwhile.
public final class AccountView extends VBox {
    /// 16 groups of four digits.
    private static final int CERTIFICATE_LINES = 2;

    private final AccountDesk desk;
    private final Screen screen;
    private final Settled settled;
    private final Messages messages;
    private final TextField server = new TextField();
    private final TextField user = new TextField();
    private final PasswordField password = new PasswordField();
    private final TextField device = new TextField();
    private final Label sentence = new Label();
    private final VBox form = new VBox();
    private boolean creating = true;

    /// @param navigation leads to the other pages of the settings
    public AccountView(
            AccountDesk desk,
            String deviceName,
            Node navigation,
            Screen screen,
            Settled settled,
            Messages messages) {
        this.desk = desk;
        this.screen = screen;
        this.settled = settled;
        this.messages = messages;
        setId("account");
        getStyleClass().add("od-conflict-detail");
        device.setText(deviceName);
        sentence.setId("accountSentence");
        sentence.setWrapText(true);
        form.getStyleClass().add("od-form");
        getChildren()
                .addAll(
                        Controls.label(messages.text("cmd.account"), "od-panel-title"),
                        navigation,
                        form,
                        sentence);
        showForm();
    }

    private void showForm() {
        form.getChildren().clear();
        var signedIn = desk.user();
        if (signedIn != null) {
            sentence.setText(messages.text("account.signedIn", signedIn));
            var out = Controls.button("accountSignOut", messages.text("account.signOut"));
            out.setOnAction(
                    _ -> {
                        settled.begin();
                        desk.signOut(this::answered);
                    });
            form.getChildren().add(out);
            return;
        }
        var create = new ToggleButton(messages.text("account.create"));
        var signIn = new ToggleButton(messages.text("account.signIn"));
        var group = new ToggleGroup();
        group.getToggles().addAll(create, signIn);
        create.setSelected(creating);
        signIn.setSelected(!creating);
        var submit = Controls.primary("accountSubmit", submitWords());
        create.setOnAction(_ -> mode(create, true, submit));
        signIn.setOnAction(_ -> mode(signIn, false, submit));
        var modes = new HBox(create, signIn);
        modes.setId("accountMode");
        modes.getStyleClass().add("od-choice");
        submit.setOnAction(_ -> submit());
        form.getChildren()
                .addAll(
                        modes,
                        field("serverUrl", "account.server", server),
                        field("userName", "account.user", user),
                        field("password", "account.password", password),
                        field("deviceName", "account.device", device),
                        submit);
    }

    private void mode(ToggleButton chosen, boolean create, Button submit) {
        chosen.setSelected(true);
        creating = create;
        submit.setText(submitWords());
    }

    private String submitWords() {
        return messages.text(creating ? "account.create" : "account.signIn");
    }

    private VBox field(String id, String key, TextField field) {
        field.setId(id);
        field.setAccessibleText(messages.text(key));
        field.setOnAction(_ -> submit());
        return new VBox(Controls.label(messages.text(key), "od-caption", "od-muted"), field);
    }

    private void submit() {
        submit(null);
    }

    /// @param certificate what the person takes for the server's own; null for one that others vouch for
    private void submit(@Nullable String certificate) {
        var wish =
                new AccountDesk.Wish(
                        server.getText().strip(),
                        user.getText().strip(),
                        password.getText(),
                        device.getText().strip(),
                        certificate);
        if (wish.server().isEmpty() || wish.user().isEmpty() || wish.password().isEmpty()) {
            sentence.setText(messages.text("account.missing"));
            return;
        }
        sentence.setText(messages.text("account.asking"));
        settled.begin();
        if (creating) {
            desk.create(wish, this::answered);
        } else {
            desk.signIn(wish, this::answered);
        }
    }

    private void submitAgain(String typed) {
        sentence.setText(messages.text("account.asking"));
        settled.begin();
        desk.signInAgain(typed, this::answered);
    }

    private void answered(AccountDesk.Answer answer) {
        screen.show(
                () -> {
                    show(answer);
                    settled.end();
                });
    }

    private void show(AccountDesk.Answer answer) {
        switch (answer) {
            case AccountDesk.Answer.Refused(var why) -> sentence.setText(why);
            case AccountDesk.Answer.Untrusted(var certificate) ->
                    ask(certificate, () -> submit(certificate));
            case AccountDesk.Answer.Trusted _ -> {
                showForm();
                sentence.setText(messages.text("account.trusted"));
            }
            case AccountDesk.Answer.SignedOut _ -> {
                showForm();
                sentence.setText(messages.text("account.signedOut"));
            }
            case AccountDesk.Answer.SignedIn(var recoveryKey) -> {
                password.clear();
                showForm();
                if (recoveryKey != null) {
                    showRecoveryKey(recoveryKey);
                }
            }
        }
    }

    /// Shows a certificate that nobody vouches for, and what to do when whoever runs the server does.
    private void ask(String certificate, Runnable take) {
        sentence.setText("");
        form.getChildren().removeIf(node -> "certificate".equals(node.getId()));
        var words = new Label(messages.text("account.untrusted"));
        words.setWrapText(true);
        var shown = new TextArea(certificate);
        shown.setId("certificateShown");
        shown.setEditable(false);
        shown.setWrapText(true);
        shown.setPrefRowCount(CERTIFICATE_LINES);
        shown.setAccessibleText(messages.text("account.certificate"));
        shown.getStyleClass().add("od-mono");
        var yes = Controls.button("certificateTrust", messages.text("account.trust"));
        var box = new VBox(words, shown, yes);
        box.setId("certificate");
        box.getStyleClass().add("od-form");
        yes.setOnAction(
                _ -> {
                    form.getChildren().remove(box);
                    take.run();
                });
        form.getChildren().add(box);
    }

    /// Asks for the password while signing in again is what helps; for whenever the delivery has something to tell.
    public void refresh() {
        var signedIn = desk.user();
        boolean isAsking = form.getChildren().stream().anyMatch(SigningInAgain.class::isInstance);
        if (signedIn == null || isAsking == desk.signingInHelps()) {
            return;
        }
        if (isAsking) {
            showForm();
        } else {
            sentence.setText("");
            form.getChildren().addFirst(new SigningInAgain(signedIn, this::submitAgain, messages));
        }
    }

    /// Looks at how the account stands, each time the panel is shown.
    public void look() {
        refresh();
        var refused = desk.user() == null ? null : desk.refusedCertificate();
        if (refused == null) {
            form.getChildren().removeIf(node -> "certificate".equals(node.getId()));
        } else {
            ask(
                    refused,
                    () -> {
                        settled.begin();
                        desk.trust(refused, this::answered);
                    });
        }
    }

    private void showRecoveryKey(String key) {
        var shown = new TextField(key);
        shown.setId("recoveryKey");
        shown.setEditable(false);
        shown.setAccessibleText(messages.text("account.recovery"));
        shown.getStyleClass().add("od-mono");
        var words = new Label(messages.text("account.recovery"));
        words.setWrapText(true);
        var kept = Controls.primary("recoveryKept", messages.text("account.kept"));
        var box = new VBox(words, shown, kept);
        box.getStyleClass().add("od-form");
        kept.setOnAction(_ -> form.getChildren().remove(box));
        form.getChildren().addFirst(box);
    }
}
