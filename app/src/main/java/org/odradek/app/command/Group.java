package org.odradek.app.command;

/// A word that only groups commands; by itself it prints its usage and ends with 2.
abstract class Group {}
