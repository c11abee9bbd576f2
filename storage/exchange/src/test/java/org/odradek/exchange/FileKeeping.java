package org.odradek.exchange;

import org.odradek.exchange.portable.StrictText;
import org.odradek.store.Store;
import org.odradek.store.attachment.Attachments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class FileKeeping implements Attachments {
    private final Map<String, byte[]> files = new HashMap<>();

    static Store over(Store store) {
        var files = new FileKeeping();
        return (Store)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (_, method, args) -> {
                            if (method.getName().equals("attachments")) return files;
                            try {
                                return method.invoke(store, args);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Override
    public Kept keep(InputStream content) throws IOException {
        var bytes = content.readAllBytes();
        var sha = StrictText.sha256(bytes);
        files.put(sha, bytes);
        return new Kept.Stored(sha, bytes.length);
    }

    @Override
    public Optional<InputStream> open(String sha256) {
        return Optional.ofNullable(files.get(sha256)).map(ByteArrayInputStream::new);
    }

    @Override
    public boolean has(String sha256) {
        return files.containsKey(sha256);
    }

    @Override
    public void copyTo(String sha256, Path target) throws IOException {
        Files.write(target, files.get(sha256));
    }
}
