package org.odradek.store;

import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ServerSight;

import java.util.List;

/// What became of received entries.
///
/// @param applied   entries that the view shows now, some of which may have waited before
/// @param known     how many were here already
/// @param waiting   how many wait for their causes, earlier ones included
/// @param parked    entries that could not be read (newer, or not opening); kept and passed on
/// @param diverged  entries whose (device, seq) is here with another hash: a copied profile, or a server that lies
/// @param sights    what the authors of the entries that were new here saw of the server's chain, neighbours alike once
public record Reception(
        List<EntryId> applied,
        int known,
        int waiting,
        List<EntryId> parked,
        List<EntryId> diverged,
        List<ServerSight> sights) {}
