/** Who reads a stream, as far as it is listed or follows from the metrics of the stream. */
export interface Readers {
  /** Functions of the mappings that take a reader's place, with their qualifier, the judged one first; null where the mappings could not be listed. */
  mappings: string[] | null
  /** Names of the EventBridge Pipes that read it; null where they were not listed. */
  pipes: string[] | null
  /** How often each record was returned by GetRecords in the newest minutes; null where the metrics do not tell. */
  timesRead: number | null
  /** GetRecords calls ÷ those of one poller of Lambda: about the number of processes that poll; null where it is not known. */
  pollers: number | null
  /** So many there are at least. */
  least: number
}
