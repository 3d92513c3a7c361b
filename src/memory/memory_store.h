#pragma once
// A store that lasts as long as the process: for tests, for `candour read`-like work that keeps nothing, and as the
// honest double of the durable ones. It keeps every promise of the port but durability.

#include <memory>

#include "app/store.h"

namespace candour::memory {

// Empty at first. Every function may be called from any thread.
std::unique_ptr<app::Store> make_store();

}  // namespace candour::memory
