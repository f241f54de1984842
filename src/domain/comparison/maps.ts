/** What stands under a key; begun where nothing stands there yet. */
export function under<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, begin: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = begin()));
  return value;
}
