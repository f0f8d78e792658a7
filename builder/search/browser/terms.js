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
    this.numbers = data.numbers;
    this.kinds = data.kinds;
    this.elision = data.elisions && new RegExp(`(?<![\\p{L}\\p{N}_])(?:${data.elisions.split(" ").join("|")})'(?=[\\p{L}\\p{N}_])`, "gu");
    this.ending = data.endings && new RegExp(`'(?:${data.endings.split(" ").join("|")})(?![\\p{L}\\p{N}_])`, "gu");
    this.stem = stem;
    this.known = new Map();
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
      const number = Object.hasOwn(this.numbers, flat) ? this.numbers[flat] : "";
      keys = [...new Set([fold(this.stem(number || word)), this.stem(number || flat)])];
      this.known.set(word, keys);
    }
    return keys;
  }
}
