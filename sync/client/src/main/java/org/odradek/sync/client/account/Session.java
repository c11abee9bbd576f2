package org.odradek.sync.client.account;

import org.odradek.store.Store;
import org.odradek.sync.client.keys.SealedName;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.Verdict;
import org.odradek.sync.protocol.wire.Challenge;
import org.odradek.sync.protocol.wire.ChallengeQuery;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlPage;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SessionQuery;
import org.odradek.sync.protocol.wire.SignUp;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.Token;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Proves this device to the server by a signature, gives a server that lost the account or an enrolment back what it lacks, and keeps
/// the verified control log up to date. Runs on the sync thread.
public final class Session {
    private final Store store;
    private final AccountFacts facts;
    private final ServerApi server;
    private final Branches branches;
    private final Vouching vouching;

    public Session(Store store, AccountFacts facts, ServerApi server, InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.server = server;
        this.branches = new Branches(facts, server, this::remember);
        this.vouching = new Vouching(store, facts, server, clock);
    }

    /// What came of opening a session.
    public sealed interface Opening {
        record Opened(Token token) implements Opening {}

        /// The server had lost the account and has it again: everything is to be pushed.
        record Restored() implements Opening {}

        record Revoked() implements Opening {}

        /// The server lost this device's enrolment, and has taken other changes of the account since: it is to be enrolled again.
        record Estranged() implements Opening {}

        /// The server had lost the account, and takes no new ones.
        record NotTaken() implements Opening {}

        record Forged(String what) implements Opening {}

        record NotAnswered(Reply<?> reply) implements Opening {}
    }

    public Opening open() {
        var profile = store.profile();
        var asked = server.challenge(new ChallengeQuery(profile.account(), profile.device()));
        if (!(asked instanceof Reply.Answered<Challenge>(var challenge))) {
            return new Opening.NotAnswered(asked);
        }
        var key = RawKeys.signingKey(profile.keys().deviceSign().privateKey());
        var query =
                SessionQuery.signed(
                        profile.account(), profile.device(), challenge.challenge(), key);
        var opened = server.session(query);
        if (!(opened instanceof Reply.Answered<SessionAnswer>(var answer))) {
            return new Opening.NotAnswered(opened);
        }
        return switch (answer) {
            case SessionAnswer.Opened session -> new Opening.Opened(session.token());
            case SessionAnswer.UnknownAccount _ -> signUpAgain();
            case SessionAnswer.UnknownDevice(var position) -> appendMissing(position);
            case SessionAnswer.DeviceRevoked _ -> new Opening.Revoked();
            case SessionAnswer.WrongProof _ ->
                    new Opening.Forged("a proof that the server does not take");
        };
    }

    private Opening signUpAgain() {
        var credentials = facts.credentials();
        if (credentials.isEmpty()) {
            return new Opening.Forged("no credentials to restore the account with");
        }
        var reply = server.signUp(new SignUp(credentials.get(), facts.control()));
        if (!(reply instanceof Reply.Answered<SignUpAnswer>(var answer))) {
            return new Opening.NotAnswered(reply);
        }
        return switch (answer) {
            case SignUpAnswer.SignedUp _, SignUpAnswer.AlreadyThere _ -> new Opening.Restored();
            case SignUpAnswer.NoNewAccounts _ -> new Opening.NotTaken();
            case SignUpAnswer.NameTaken _ ->
                    new Opening.Forged("another account has this account's name");
        };
    }

    private Opening appendMissing(long serverHas) {
        var control = facts.control();
        if (serverHas >= control.size()) {
            return new Opening.Estranged();
        }
        var missing = control.subList((int) serverHas, control.size());
        var reply = LostRecords.giveBack(server, store.profile().account(), missing);
        return switch (reply) {
            case Reply.Answered<ControlAnswer>(ControlAnswer.Moved(var position, _))
                    when position == serverHas ->
                    new Opening.Estranged();
            case Reply.Answered<ControlAnswer> _ -> new Opening.Restored();
            case Reply.Refused<ControlAnswer> _, Reply.Silent<ControlAnswer> _ ->
                    new Opening.NotAnswered(reply);
        };
    }

    /// What came of updating the control log.
    public sealed interface Updated {
        record Current(ControlLog log) implements Updated {}

        record Forged(String what) implements Updated {}

        /// A newer version changed the account; this device goes no further until it is updated.
        record Newer() implements Updated {}

        record NotAnswered(Reply<?> reply) implements Updated {}
    }

    /// Fetches and verifies what the control log has beyond what is known here; takes new content keys and names from it, and adds what
    /// only this device knows of those that were removed.
    public Updated update(Token token) {
        var known = facts.controlLog(store.profile().account());
        if (known.isEmpty()) {
            return new Updated.Forged("the remembered control log does not verify");
        }
        var updated = longer(token, known.get());
        if (!(updated instanceof Updated.Current(var log))) {
            return updated;
        }
        take(log);
        return vouching.vouch(log);
    }

    /// Whether there is something to add that only this device knows, with the next [#update(Token)].
    public boolean owesWord(ControlLog log) {
        return vouching.isDue(log);
    }

    /// The first record asked for is the last one known: only where the server's is the same does its log go on where this one ends.
    private Updated longer(Token token, ControlLog known) {
        var log = known;
        var records = new ArrayList<>(facts.control());
        boolean isJoined = false;
        while (true) {
            var reply = server.control(token, isJoined ? log.position() : log.position() - 1);
            if (!(reply instanceof Reply.Answered<ControlPage>(var page))) {
                return new Updated.NotAnswered(reply);
            }
            var fresh = page.records();
            if (!isJoined) {
                if (fresh.isEmpty() || !fresh.getFirst().equals(records.getLast())) {
                    return branches.join(token, known);
                }
                fresh = fresh.subList(1, fresh.size());
                isJoined = true;
            }
            if (fresh.isEmpty()) {
                remember(log, records);
                return new Updated.Current(log);
            }
            for (var record : fresh) {
                switch (log.after(record)) {
                    case Verdict.Verified(var longer) -> log = longer;
                    case Verdict.Rejected _ -> {
                        return new Updated.Forged("a control record that does not verify");
                    }
                    case Verdict.Newer _ -> {
                        return new Updated.Newer();
                    }
                }
                records.add(record);
            }
        }
    }

    /// A device that is killed in between has the newer key and reads the records again: never the other way round, since it may be
    /// started out of the server's reach and write.
    private void remember(ControlLog log, List<Bytes> records) {
        takeKeys(log);
        facts.remember(records);
    }

    private void takeKeys(ControlLog log) {
        store.profile().takeContentKeys(HandedKeys.toDevice(log, store.profile()));
    }

    private void take(ControlLog log) {
        takeKeys(log);
        var profile = store.profile();
        var contentKeys = profile.keys().contentKeys();
        log.devices()
                .forEach(
                        (id, device) ->
                                SealedName.open(device.sealedName(), id, contentKeys)
                                        .filter(name -> !name.equals(store.view().deviceName(id)))
                                        .ifPresent(name -> profile.nameDevice(id, name)));
    }
}
