// From a text to the keys that the index knows. Its twin is builder/search/terms.py: both pass tests/search/terms.json.

/** Lower case without accents, ligatures opened: what is compared when spelling should not matter. */
export function fold(text) {
  const opened = text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("’", "'");
  return opened.normalize("NFD").replace(/\p{M}/gu, "");
}

/** How a language's words become keys: `data` is its part of languages.json, `stem` its Snowball stemmer. */
export class Terms {
  constructor(data, stem) {
    this.stop = new Set(data.stop.split(" "));
    this.pronouns = new Set(data.pronouns.split(" "));
    this.spellings = new Map([...byForm(data.forms), ...Object.entries(data.numbers)]);
    this.groups = data.related;
    this.elision = data.elisions && new RegExp(`(?<![\\p{L}\\p{N}_])(?:${data.elisions.split(" ").join("|")})'(?=[\\p{L}\\p{N}_])`, "gu");
    this.ending = data.endings && new RegExp(`'(?:${data.endings.split(" ").join("|")})(?![\\p{L}\\p{N}_])`, "gu");
    this.stem = stem;
    this.known = new Map();
    this.kinds = this.kindsByKey(data.kinds);
  }

  words(text) {
    let lower = text.toLowerCase().replaceAll("’", "'").replaceAll("‘", "'");
    if (this.elision) lower = lower.replace(this.elision, " ");
    if (this.ending) lower = lower.replace(this.ending, "");
    return lower.match(/[\p{L}\p{N}]+/gu) ?? [];
  }

  content(text) {
    const words = this.words(text);
    const kept = words.filter((word) => !this.stop.has(fold(word)));
    return kept.length ? kept : words;
  }

  keys(word) {
    let keys = this.known.get(word);
    if (!keys) {
      const flat = fold(word);
      const base = this.spellings.get(flat) ?? word;
      keys = [...new Set([fold(this.stem(base)), this.stem(fold(base))])];
      this.known.set(word, keys);
    }
    return keys;
  }

  /** The keys of words that mean much the same, in general: expensive, costly. */
  related(word) {
    this.byKey ??= byOwnKey(this.groups.map((group) => group.split(" ").flatMap((one) => this.keys(one))));
    const own = this.keys(word);
    return new Set(own.flatMap((key) => this.byKey.get(key) ?? []).filter((key) => !own.includes(key)));
  }

  /** The kinds of card that a word names. */
  kindsOf(word) {
    return new Set(this.keys(word).flatMap((key) => this.kinds.get(key) ?? []));
  }

  kindsByKey(kinds) {
    const found = new Map();
    for (const [kind, names] of Object.entries(kinds)) {
      const keys = this.content(names).flatMap((word) => this.keys(word));
      for (const key of keys) found.set(key, [...(found.get(key) ?? []), kind]);
    }
    return found;
  }
}

function byForm(forms) {
  return Object.entries(forms).flatMap(([word, its]) => its.split(" ").map((form) => [fold(form), word]));
}

function byOwnKey(groups) {
  const found = new Map();
  for (const keys of groups) for (const key of keys) found.set(key, [...(found.get(key) ?? []), ...keys]);
  return found;
}
