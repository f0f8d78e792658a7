// Reads the postings file: its form is told in builder/search/storage.py.

export const VERSION = 1;

/** The index in a postings file (an ArrayBuffer): numbers of keys lead to the places and levels of their postings. */
export function loadPostings(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  if (header.version !== VERSION) throw new Error(`postings of version ${header.version}, not ${VERSION}`);
  const next = numbers(new Uint8Array(buffer, 4 + length));
  const words = lengthened(header.words.split("\n"));
  const others = header.others.split("\n");
  const keys = new Map();
  const number = (key) => keys.get(key) ?? (keys.set(key, keys.size), keys.size - 1);
  const wordKeys = words.map((word) => Array.from({ length: next() }, () => {
    const packed = next();
    return number(packed & 1 ? others[packed >> 1] : word.slice(0, word.length - (packed >> 1)));
  }));
  for (const [group] of header.phrases) number(group);
  let worth = 0;
  return {
    ...header,
    words, wordKeys, keys,
    postings: lists(next, keys.size),
    contexts: lists(next, keys.size),
    idf: header.idf.map((step, n) => (worth = n ? worth - step : step)),
    kindOf: header.kinds.map((n) => header.kind_names[n]),
    personasOf: header.personas.map((of) => of.map((n) => header.persona_names[n])),
    cardsOf: cardsOf(header.guides),
    personaOfKey: new Map(header.phrases.filter(([g]) => g.startsWith("§p:")).map(([g]) => [keys.get(g), g.slice(3)])),
  };
}

function numbers(bytes) {
  let at = 0;
  return () => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number;
    }
  };
}

function lengthened(words) {
  let before = "";
  return words.map((word) => (before = before.slice(0, word.charCodeAt(0) - 48) + word.slice(1)));
}

function lists(next, size) {
  const counts = Array.from({ length: size }, () => {
    const count = next();
    return count ? [count, 0] : [0, next()];
  });
  const found = counts.map(([count]) => {
    const at = new Uint16Array(count);
    for (let n = 0, place = 0; n < count; n++) at[n] = place += next();
    return { at, level: new Uint8Array(count) };
  });
  counts.forEach(([count, back], number) => {
    if (back) found[number] = found[number - back];
    else for (let n = 0; n < count; n++) found[number].level[n] = next();
  });
  return found;
}

function cardsOf(guides) {
  const found = [];
  guides.forEach((guide, card) => {
    if (guide >= 0) (found[guide] ??= []).push(card);
  });
  return found;
}
