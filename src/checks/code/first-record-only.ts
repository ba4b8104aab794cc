import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {placeOf, whyUnjudged} from '../../signs/code-judging.ts'
import {count} from '../../text/units.ts'

export const firstRecordOnly = defineCheck({
  id: 'first-record-only',
  severity: 'high',
  needs: ['code', 'mapping'],
  run: ({code, mapping: {batchSize}}) => {
    // In a batch of one the first record is all of them.
    if (batchSize === 1) return []
    const places = code.handling?.firstRecordOnly ?? []
    if (places.length > 0) return places.map(place => fail({...place, batchSize}))
    const why = whyUnjudged(code)
    return why === null ? [] : undecidable(why)
  },
  text: {
    title: 'The handler processes only the first record of a batch',
    why: 'Lambda counts the whole batch as processed when the handler returns: records that it does not read are lost.',
    found: ({batchSize, ...place}) =>
      `${placeOf(place)} reads Records[0] and no other record. A batch has up to ${count(batchSize ?? mappingDefaults.batchSize, 'record')}, and Lambda counts all of them as processed: the others are lost. Loop over event.Records.`,
  },
})
