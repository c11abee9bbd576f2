package org.odradek.app.command;

import org.odradek.sync.client.account.PinnedCertificates;
import org.odradek.sync.client.transport.CertificateFingerprint;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.ServerApi;

import java.util.function.Function;

/// Opens the way to a server for one command.
final class AtServer {
    private AtServer() {}

    /// Does something there; a server that is not believed is out of touch.
    static Answer at(Desk desk, String url, Function<ServerApi, Answer> work) {
        var pins = new PinnedCertificates(desk.store().facts());
        var transport =
                HttpTransport.to(url, shown -> pins.of(url).filter(shown::equals).isPresent());
        if (transport.isEmpty()) {
            return Answer.unreadable(
                    "“"
                            + url
                            + "” is no server: it begins with https://, or http:// on this"
                            + " machine.");
        }
        try (var open = transport.get()) {
            return work.apply(new ServerApi(open));
        }
    }

    /// Does something there; when it did not come to it because of the server's certificate, the answer says so and how to take it.
    static Answer asking(Desk desk, String url, Function<ServerApi, Answer> work) {
        return at(
                desk,
                url,
                server -> {
                    var answer = work.apply(server);
                    return answer.exit() == Answer.DELAYED
                            ? server.refusedCertificate().map(AtServer::refused).orElse(answer)
                            : answer;
                });
    }

    private static Answer refused(CertificateFingerprint shown) {
        return new Answer.Refused(
                "certificate",
                "Nobody vouches for the server's certificate. If whoever runs it says that it is"
                        + " theirs, add --trust-certificate \""
                        + shown
                        + "\".",
                false);
    }

    /// The certificate that a person wrote down.
    static CertificateFingerprint fingerprint(String words) {
        return CertificateFingerprint.parse(words)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        Answer.unreadable(
                                                "“"
                                                        + words
                                                        + "” is no fingerprint: it has 64 digits"
                                                        + " from 0 to F.")));
    }
}
