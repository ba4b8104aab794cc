/** When a shard was made (epoch milliseconds): its id holds the time, as AWS's ids do (seen, not documented); null where it does not. */
export function bornMs(shardId: string): number | null {
  const ms = Number(/^shardId-(\d{20})-/.exec(shardId)?.[1])
  return Number.isFinite(ms) ? ms : null
}
