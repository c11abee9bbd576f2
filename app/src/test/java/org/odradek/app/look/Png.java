package org.odradek.app.look;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes pictures as PNG (RFC 2083), so that no other toolkit is needed for it.
public final class Png {
    /// Red, green and blue of a pixel.
    private static final int PIXEL_BYTES = 3;

    private Png() {}

    /// Writes a picture, opaque, and makes the folder where there is none.
    public static void write(Image image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        byte[] packed = packed(rows(image, width, height));
        var png = ByteBuffer.allocate(packed.length + 100);
        png.putLong(0x89504E470D0A1A0AL);
        byte[] head =
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array();
        chunk(png, "IHDR", head);
        chunk(png, "IDAT", packed);
        chunk(png, "IEND", new byte[0]);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Arrays.copyOf(png.array(), png.position()));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// Each row as the difference to the one above (filter 2), since screens are made of straight edges.
    private static byte[] rows(Image image, int width, int height) {
        var rows = ByteBuffer.allocate(height * (1 + width * PIXEL_BYTES));
        int[] pixels = new int[width];
        byte[] above = new byte[width * PIXEL_BYTES];
        byte[] row = new byte[width * PIXEL_BYTES];
        for (int y = 0; y < height; y++) {
            image.getPixelReader()
                    .getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), pixels, 0, width);
            for (int x = 0; x < width; x++) {
                row[x * PIXEL_BYTES] = (byte) (pixels[x] >> 16);
                row[x * PIXEL_BYTES + 1] = (byte) (pixels[x] >> 8);
                row[x * PIXEL_BYTES + 2] = (byte) pixels[x];
            }
            rows.put((byte) 2);
            for (int i = 0; i < row.length; i++) {
                rows.put((byte) (row[i] - above[i]));
                above[i] = row[i];
            }
        }
        return rows.array();
    }

    private static byte[] packed(byte[] rows) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(rows);
        deflater.finish();
        byte[] packed = new byte[rows.length + 1_000];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    private static void chunk(ByteBuffer png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.putInt(data.length).put(name).put(data).putInt((int) crc.getValue());
    }
}
