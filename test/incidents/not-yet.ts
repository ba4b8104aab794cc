/** Incidents on which the doctor is not right yet, each with the reason. Whatever is right now has to leave the list. */
export const notYet: Readonly<Record<string, string>> = {
  'bad-release-in-govcloud': 'a policy or command is printed with an ARN of the wrong partition',
  'binary-for-another-processor': 'the error type of the REPORT line is not named',
  'bulk-load-in-batches-of-one': 'advises bounded retries where nothing fails',
  'dotnet-cannot-read-the-event': 'the exception of a .NET runtime is not read',
  'empty-identifier-for-every-batch': 'failures that are reported for every batch are taken for one bad record',
  'expiry-filter-by-day': 'a filter that selects is taken for one that drops all',
  'function-deleted-mapping-left': 'advises a command that cannot work without the function',
  'identifier-is-the-event-id': 'the value of the identifier in the code is not judged',
  'insert-only-filter-at-night': 'a filter that selects is taken for one that drops all',
  'numeric-filter-on-a-number': 'does not say why the pattern cannot match',
  'partner-interface-refuses-half': 'a downstream service that limits the rate is not named',
  'runtime-update-breaks-import': 'the printed log command finds no such line',
  'second-stream-is-not-read': 'one mapping is judged by the metrics of another',
  'swallowed-errors-read-with-deep': 'exceptions that are logged and swallowed are read and not told',
  'target-table-throttled': 'a shard that moves is called blocked',
  'three-mappings-and-a-pipe': 'ages of a minute are called healthy',
}
