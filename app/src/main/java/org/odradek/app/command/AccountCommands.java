package org.odradek.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.odradek.store.Rehoming;
import org.odradek.store.Store;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.AccountFacts.SignedIn;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Accounts;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.account.PasswordChange;
import org.odradek.sync.client.account.PinnedCertificates;
import org.odradek.sync.client.keys.RecoveryKey;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.wire.UserName;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/// `account create|login|status|logout|change-password|recover|recovery-key|trust`.
final class AccountCommands {
    private static final String OUT_OF_TOUCH = "The server does not answer; nothing was changed.";

    private AccountCommands() {}

    @Command(
            name = "account",
            description = "The account that keeps your devices in step.",
            subcommands = {
                Create.class,
                LogIn.class,
                Status.class,
                LogOut.class,
                ChangePassword.class,
                Recover.class,
                NewRecoveryKey.class,
                TrustCommand.class
            })
    static final class Account extends Group {}

    /// Where the account is.
    static final class Where {
        @Option(
                names = "--server",
                required = true,
                paramLabel = "URL",
                description = "Its address, such as https://notes.example:8443.")
        String server = "";

        @Option(
                names = "--user",
                required = true,
                paramLabel = "NAME",
                description = "The account's name there.")
        String user = "";

        @Option(
                names = "--trust-certificate",
                paramLabel = "FINGERPRINT",
                description = "The server's own certificate, which nobody else vouches for.")
        @Nullable String certificate;

        /// Does something there; a certificate that was given is taken for the server's from now on.
        Answer ask(Desk desk, Function<ServerApi, Answer> work) {
            if (certificate != null) {
                new PinnedCertificates(desk.store().facts())
                        .pin(server, AtServer.fingerprint(certificate));
            }
            return AtServer.asking(desk, server, work);
        }

        UserName userName() {
            try {
                return new UserName(user);
            } catch (IllegalArgumentException e) {
                throw new Refusal(Answer.unreadable("“" + user + "” is no name for an account."));
            }
        }
    }

    /// A device's name.
    static final class Naming {
        @Option(
                names = "--device",
                paramLabel = "NAME",
                description = "What this device is called.")
        @Nullable String device;
    }

    @Command(
            name = "create",
            description = "Makes an account from this profile; standard input: a password for it.")
    static final class Create implements Task {
        @Mixin Where where = new Where();
        @Mixin Naming naming = new Naming();

        @Override
        public Answer run(Desk desk) {
            var user = where.userName();
            var password = Secrets.chosen(desk.in(), "the password");
            return where.ask(
                    desk,
                    server -> {
                        var store = desk.store();
                        name(store, naming.device);
                        var accounts = new Accounts(server, desk.clock(), AccountCommands.random());
                        var result =
                                accounts.create(
                                        store.profile(),
                                        new AccountFacts(store.facts()),
                                        where.server,
                                        user,
                                        password);
                        desk.home().service().ifPresent(service -> service.poke());
                        return answer(store, result);
                    });
        }
    }

    @Command(
            name = "login",
            description =
                    "Makes this profile a device of an account, or signs in to it again, as a new"
                            + " device where it was removed or copied; standard input: the"
                            + " password.")
    static final class LogIn implements Task {
        @Mixin Where where = new Where();
        @Mixin Naming naming = new Naming();

        @Option(
                names = "--trust-root",
                paramLabel = "FINGERPRINT",
                description = "Only this account, as `account status` prints it elsewhere.")
        @Nullable String trusted;

        @Override
        public Answer run(Desk desk) {
            var user = where.userName();
            var password = Secrets.line(desk.in(), "the password");
            return where.ask(
                    desk,
                    server -> logIn(desk, server, where.server, user, password, naming, trusted));
        }
    }

    private static Answer logIn(
            Desk desk,
            ServerApi server,
            String url,
            UserName user,
            String password,
            Naming naming,
            @Nullable String trusted) {
        var store = desk.store();
        var name = naming.device == null ? store.profile().deviceName() : naming.device;
        var facts = new AccountFacts(store.facts());
        var accounts = new Accounts(server, desk.clock(), random());
        desk.home().stays().ifPresent(accounts::stay);
        boolean again = trusted == null && isSignedIn(facts, url, user);
        var joining =
                again
                        ? accounts.logInAgain(store, password, name)
                        : accounts.logIn(store, url, user, password, name, trusted);
        return switch (joining) {
            case Joining.NoAnswer _ -> outOfTouch(store);
            case Joining.Refused(var code, var sentence) ->
                    new Answer.Refused(code, sentence, false);
            case Joining.SameAccount(var signedIn, var credentials, var control) -> {
                facts.signIn(signedIn, credentials, control);
                desk.home().service().ifPresent(service -> service.poke());
                yield status(store);
            }
            case Joining.Enrolled enrolled -> become(desk, enrolled);
        };
    }

    private static boolean isSignedIn(AccountFacts facts, String url, UserName user) {
        return facts.signedIn()
                .filter(known -> known.serverUrl().equals(url) && known.user().equals(user.value()))
                .isPresent();
    }

    private static Answer become(Desk desk, Joining.Enrolled enrolled) {
        var answers = new ArrayList<Answer>();
        try {
            var rehoming =
                    desk.home()
                            .rehome(
                                    enrolled,
                                    store -> {
                                        enrolled.remember(new AccountFacts(store.facts()));
                                        answers.add(status(store));
                                    });
            return switch (rehoming) {
                case Rehoming.Done _ -> answers.getFirst();
                case Rehoming.HeldByOther _ ->
                        Answer.notPossible("Another process has this profile.");
                case Rehoming.Refused(var sentence) -> Answer.notPossible(sentence);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Command(name = "status", description = "Says which account this profile belongs to.")
    static final class Status implements Task {
        @Override
        public Answer run(Desk desk) {
            return status(desk.store());
        }
    }

    @Command(name = "logout", description = "Stops delivering; everything stays on this device.")
    static final class LogOut implements Task {
        @Override
        public Answer run(Desk desk) {
            var facts = new AccountFacts(desk.store().facts());
            if (facts.signedIn().isEmpty()) {
                return Answer.notPossible("This profile is not signed in.");
            }
            facts.signOut();
            desk.home().service().ifPresent(service -> service.poke());
            return status(desk.store());
        }
    }

    @Command(
            name = "change-password",
            description = "Two lines of standard input: the old password, then the new one.")
    static final class ChangePassword implements Task {
        @Override
        public Answer run(Desk desk) {
            var account = signedIn(desk);
            var before = Secrets.line(desk.in(), "the old password");
            var after = Secrets.chosen(desk.in(), "the new password");
            return AtServer.asking(
                    desk,
                    account.serverUrl(),
                    server ->
                            answer(
                                    desk.store(),
                                    new PasswordChange(server, random())
                                            .change(
                                                    new AccountFacts(desk.store().facts()),
                                                    new UserName(account.user()),
                                                    before,
                                                    after)));
        }
    }

    @Command(
            name = "recovery-key",
            description = "Makes another recovery key; standard input: the password.")
    static final class NewRecoveryKey implements Task {
        @Override
        public Answer run(Desk desk) {
            var account = signedIn(desk);
            var password = Secrets.line(desk.in(), "the password");
            return AtServer.asking(
                    desk,
                    account.serverUrl(),
                    server ->
                            answer(
                                    desk.store(),
                                    new PasswordChange(server, random())
                                            .newRecoveryKey(
                                                    new AccountFacts(desk.store().facts()),
                                                    new UserName(account.user()),
                                                    password)));
        }
    }

    @Command(
            name = "recover",
            description = "Two lines of standard input: the recovery key, then a new password.")
    static final class Recover implements Task {
        @Mixin Where where = new Where();
        @Mixin Naming naming = new Naming();

        @Override
        public Answer run(Desk desk) {
            var user = where.userName();
            var key = RecoveryKey.parse(Secrets.line(desk.in(), "the recovery key"));
            var password = Secrets.chosen(desk.in(), "the new password");
            if (key.isEmpty()) {
                return Answer.unreadable("That is no recovery key: it has eight groups of five.");
            }
            return where.ask(
                    desk,
                    server -> {
                        var facts = new AccountFacts(desk.store().facts());
                        var result =
                                new PasswordChange(server, random())
                                        .recover(facts, user, key.get(), password);
                        return result instanceof AccountResult.Done && facts.signedIn().isEmpty()
                                ? logIn(desk, server, where.server, user, password, naming, null)
                                : answer(desk.store(), result);
                    });
        }
    }

    private static SignedIn signedIn(Desk desk) {
        return new AccountFacts(desk.store().facts())
                .signedIn()
                .orElseThrow(
                        () -> new Refusal(Answer.notPossible("This profile is not signed in.")));
    }

    private static void name(Store store, @Nullable String device) {
        if (device != null) {
            store.profile().nameDevice(store.profile().device(), device);
        }
    }

    private static Answer answer(Store store, AccountResult result) {
        return switch (result) {
            case AccountResult.NoAnswer _ -> outOfTouch(store);
            case AccountResult.Refused(var code, var sentence) ->
                    new Answer.Refused(code, sentence, false);
            case AccountResult.Done(_, var recoveryKey, _) -> {
                var node = json(store);
                var lines = new ArrayList<>(lines(store));
                if (recoveryKey != null) {
                    node.put("recoveryKey", recoveryKey);
                    lines.add("Recovery key, shown only now: " + recoveryKey);
                }
                yield Answer.of(node, lines);
            }
        };
    }

    private static Answer outOfTouch(Store store) {
        return new Answer.Done(
                Answer.DELAYED, json(store).put("reason", OUT_OF_TOUCH), List.of(OUT_OF_TOUCH));
    }

    private static Answer status(Store store) {
        return Answer.of(json(store), lines(store));
    }

    private static ObjectNode json(Store store) {
        var signedIn = new AccountFacts(store.facts()).signedIn();
        var node = ItemJson.NODES.objectNode();
        node.put("user", signedIn.map(SignedIn::user).orElse(null));
        node.put("server", signedIn.map(SignedIn::serverUrl).orElse(null));
        node.put("device", store.profile().device().toString());
        node.put("deviceName", store.profile().deviceName());
        node.put(
                "rootFingerprint", signedIn.map(known -> known.fingerprint().toHex()).orElse(null));
        node.put(
                "certificate",
                signedIn.flatMap(
                                known ->
                                        new PinnedCertificates(store.facts()).of(known.serverUrl()))
                        .map(pinned -> pinned.hash().toHex())
                        .orElse(null));
        return node;
    }

    private static List<String> lines(Store store) {
        var name = store.profile().deviceName();
        return new AccountFacts(store.facts())
                .signedIn()
                .map(
                        known ->
                                name
                                        + " is a device of "
                                        + known.user()
                                        + " at "
                                        + known.serverUrl()
                                        + ".")
                .map(List::of)
                .orElseGet(() -> List.of(name + " is not signed in."));
    }

    private static IntFunction<byte[]> random() {
        var random = new SecureRandom();
        return size -> {
            var bytes = new byte[size];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
