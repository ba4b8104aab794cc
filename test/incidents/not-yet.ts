/** Incidents on which the doctor is not right yet, each with the reason. Whatever is right now has to leave the list. */
export const notYet: Readonly<Record<string, string>> = {
  'blocked-for-more-than-a-day': 'a shard that has lost records for hours has no cause',
  'every-batch-is-given-up-after-two-retries': 'all records are dropped, and the lag is called ok',
  'large-batches-run-into-the-timeout': 'a full batch that always times out is called a bad record',
  'mapping-disabled-by-lambda': 'the permission for whose want Lambda disabled the mapping is not told',
  'other-mapping-is-late': 'a mapping is judged by the age of another, though its own counts show that all is delivered',
  'settings-cannot-be-decrypted': 'a key that Lambda may not use for the settings of the function is no cause',
  'six-minutes-after-the-mapping-was-enabled': 'says "recovering", and calls the lag unknown',
}
