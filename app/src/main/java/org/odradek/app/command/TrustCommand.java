package org.odradek.app.command;

import org.odradek.sync.client.SyncService;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.PinnedCertificates;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `account trust FINGERPRINT`.
@Command(
        name = "trust",
        description = "Takes this certificate for the server's own, and no earlier one.")
final class TrustCommand implements Task {
    @Parameters(index = "0", paramLabel = "FINGERPRINT")
    String words = "";

    @Override
    public Answer run(Desk desk) {
        var certificate = AtServer.fingerprint(words);
        var facts = desk.store().facts();
        var account = new AccountFacts(facts).signedIn();
        if (account.isEmpty()) {
            return Answer.notPossible("This profile is not signed in.");
        }
        var url = account.get().serverUrl();
        new PinnedCertificates(facts).pin(url, certificate);
        desk.home().service().ifPresent(SyncService::poke);
        return Answer.of(
                ItemJson.NODES
                        .objectNode()
                        .put("server", url)
                        .put("certificate", certificate.hash().toHex()),
                "That certificate is " + url + "'s now.");
    }
}
