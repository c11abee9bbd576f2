/// Odradek's own export: everything that a person sees of their items, as JSON. The shape is described in `docs/json-export.md`.
@NullMarked
package org.odradek.exchange.json;

import org.jspecify.annotations.NullMarked;
