/**
 * What a name stands for, as it was made the first time; again only if that has failed.
 * @template T
 * @param {Map<string, Promise<T>>} kept
 * @param {string} name
 * @param {() => Promise<T>} make
 */
export function once(kept, name, make) {
  const there = kept.get(name);
  if (there) return there;
  const making = make();
  making.catch(() => kept.delete(name));
  kept.set(name, making);
  return making;
}
