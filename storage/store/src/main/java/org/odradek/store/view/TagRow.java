package org.odradek.store.view;

/// A tag that a live item carries: its name as written, and how many carry it.
public record TagRow(String name, int items) {}
