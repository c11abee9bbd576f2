package org.odradek.sync.client.transport;

import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which proxy stands between this machine and servers: the one that `https_proxy` names, but for the hosts in `no_proxy`, as curl reads
/// them; where it is not set, what the Java runtime was told. Thread-safe.
final class Proxies extends ProxySelector implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(Proxies.class);

    private final @Nullable HttpUrl proxy;
    private final List<String> direct;

    /// @param environment the process's variables; lower case wins over upper case
    Proxies(Map<String, String> environment) {
        this.proxy = address(variable(environment, "https_proxy"));
        this.direct = List.of(variable(environment, "no_proxy").split("[,\\s]+"));
    }

    private static String variable(Map<String, String> environment, String name) {
        var value = environment.get(name);
        return value != null
                ? value.strip()
                : environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip();
    }

    private static @Nullable HttpUrl address(String named) {
        if (named.isEmpty()) {
            return null;
        }
        var url = HttpUrl.parse(named.contains("://") ? named : "http://" + named);
        if (url == null || url.isHttps()) {
            LOG.warn("https_proxy names no HTTP proxy; servers are asked without one.");
            return null;
        }
        return url;
    }

    @Override
    public List<Proxy> select(URI server) {
        boolean isSealed = "https".equalsIgnoreCase(server.getScheme());
        if (proxy == null) {
            var others = ProxySelector.getDefault();
            return others == null ? List.of(Proxy.NO_PROXY) : others.select(server);
        }
        if (!isSealed || isDirect(server.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(
                new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
    }

    /// A name in the list stands for itself and for all below it.
    private boolean isDirect(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        for (var each : direct) {
            var bare = (each.startsWith(".") ? each.substring(1) : each).toLowerCase(Locale.ROOT);
            if (each.equals("*")
                    || !bare.isEmpty() && (name.equals(bare) || name.endsWith("." + bare))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void connectFailed(URI server, SocketAddress address, IOException cause) {
        LOG.debug("The proxy does not answer.", cause);
    }

    /// The proxy's name and password, where its address has them; null where they were refused, or there are none.
    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response asked) {
        boolean wasRefused = asked.request().header("Proxy-Authorization") != null;
        if (wasRefused || proxy == null || proxy.username().isEmpty()) {
            return null;
        }
        return asked.request()
                .newBuilder()
                .header(
                        "Proxy-Authorization",
                        Credentials.basic(proxy.username(), proxy.password()))
                .build();
    }
}
