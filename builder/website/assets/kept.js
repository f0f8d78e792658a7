// What the browser keeps. A browser that keeps nothing is no mistake.

const named = (key) => `talktrack.${key}`;

function tried(storage, act) {
  // A storage may be full, or forbidden.
  try { return act(globalThis[storage]); } catch { return null; }
}

function store(name) {
  return {
    get: (key) => tried(name, (storage) => storage.getItem(named(key))),
    set: (key, value) => tried(name, (storage) => (value === null ? storage.removeItem(named(key)) : storage.setItem(named(key), value))),
  };
}

/** Kept in this browser until it is taken away (set to null). */
export const kept = store("localStorage");

/** Kept in this tab only. */
export const keptInTab = store("sessionStorage");
