/** What stands under a key; begun where nothing stands there yet. */
export function under<K, V>(map: Map<K, V>, key: K, begin: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = begin()));
  return value;
}
