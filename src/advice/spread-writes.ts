/** How writes are spread over the partitions of a table, with the price of finding the key that gets most of them. */
export const spreadWrites =
  'Short term: add a random suffix to the partition key (write sharding). Readers must then query every suffix. Long term: choose a key of higher cardinality, such as userId#timestamp instead of userId. Contributor Insights names the hot key. It is billed by the event, and shows keys in plain text.'
