// The order in which Java's hash tables hand out what was put into them: several tools print in it.

/** Kafka's tools run on Java, where it is String.hashCode. */
export function hashOfText(text: string): number {
  let hash = 0;
  for (let n = 0; n < text.length; n++) hash = (Math.imul(31, hash) + text.charCodeAt(n)) | 0;
  return hash;
}

/** Kafka: TopicPartition.hashCode. */
export const hashOfPartition = (topic: string, number: number): number =>
  (Math.imul(31, 31 + number) + hashOfText(topic)) | 0;

/**
 * Items in the order of a HashMap that they were put into one after the other. `room`: how many it was made for; null for one that was
 * made without saying. Kafka: java.util.HashMap.
 */
export function hashOrder<Item>(
  items: readonly Item[],
  hashOf: (item: Item) => number,
  room: number | null = null,
): Item[] {
  let buckets = 16;
  if (room !== null) for (buckets = 1; buckets < room;) buckets *= 2;
  while (items.length > Math.floor(buckets * 0.75)) buckets *= 2;
  const bucketOf = (item: Item): number => {
    const hash = hashOf(item);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return items
    .map((item, n) => ({ item, n, bucket: bucketOf(item) }))
    .sort((a, b) => a.bucket - b.bucket || a.n - b.n)
    .map(({ item }) => item);
}
