/** Incidents on which the doctor is not right yet, each with the reason. Whatever is right now has to leave the list. */
export const notYet: Readonly<Record<string, string>> = {
  'two-tables-copy-each-other':
    'nothing of this pipeline changed and no record is late: the doctor reads neither the code nor the role of the second function',
  'emoji-in-a-column-of-three-bytes': 'the report prints DataError: (1366, "…"): the quoted words, which are the reason, are left out',
  'new-runtime-refuses-an-old-server':
    'the report prints SSLError(1, "…"): the quoted words are left out, and with them the reason of the handshake',
  'other-account-trusts-the-role-no-more':
    'the role may call sts:AssumeRole by its own policy, and the doctor advises to grant it once more; the trust policy of the other account refuses',
  'transactions-on-one-total-conflict':
    'four invocations in ten fail, and one record in sixteen is given up in each minute; the verdict is at-risk',
}
