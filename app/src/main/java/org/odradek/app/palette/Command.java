package org.odradek.app.palette;

import javafx.scene.input.KeyCombination;

import org.jspecify.annotations.Nullable;

/// Something that the window can do, by menu, key and palette.
///
/// @param id   stable, English
/// @param name as a person reads it
/// @param key  null for none
public record Command(String id, String name, @Nullable KeyCombination key, Runnable run) {}
