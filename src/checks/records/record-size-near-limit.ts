import {itemBytes} from '../../aws-facts/limits.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {points, total} from '../../model/evidence/series.ts'
import {number} from '../../text/units.ts'

const kilobytes = (bytes: number): string => `${number(bytes / 1024)} KB`

export const recordSizeNearLimit = defineCheck({
  id: 'record-size-near-limit',
  severity: 'low',
  needs: ['tableMetrics', 'table'],
  run: ({tableMetrics, table}, _wanted, {thresholds}) => {
    const records = total(points(tableMetrics['ReturnedRecordsCount.Sum']))
    const bytes = total(points(tableMetrics['ReturnedBytes.Sum']))
    const recordBytes = bytes > 0 ? ratio(bytes, records) : null
    const meanItem = ratio(table?.sizeBytes, table?.itemCount)
    const isBig = (size: number | null) => size !== null && size >= thresholds.recordBytesHigh
    return isBig(recordBytes) || isBig(meanItem)
      ? [
          fail({
            recordBytes: recordBytes && Math.round(recordBytes),
            itemBytes: meanItem && Math.round(meanItem),
            limitBytes: itemBytes,
            streamViewType: table?.streamViewType ?? null,
          }),
        ]
      : []
  },
  text: {
    title: 'The records are large',
    why: 'DynamoDB refuses an item above 400 KB. Large records reach the 6 MB limit of an invocation before the batch size.',
    found: ({recordBytes, itemBytes: item, limitBytes, streamViewType}) => {
      const view = streamViewType === null ? '' : ` (${streamViewType})`
      return [
        ...(recordBytes ? [`A stream record has ${kilobytes(recordBytes)} on average${view}.`] : []),
        ...(item ? [`An item has ${kilobytes(item)} on average.`] : []),
        `The limit of an item is ${kilobytes(limitBytes)}.`,
      ].join(' ')
    },
  },
})
