import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {number} from '../../text/units.ts'

export const memoryOutsideAdvice = defineCheck({
  id: 'memory-outside-advice',
  severity: 'info',
  needs: ['function'],
  wants: ['logReports'],
  run: ({function: target}, wanted, {thresholds}) => {
    if (target?.managedInstances)
      return undecidable('the advice does not apply to managed instances, where several invocations share the memory')
    const memoryMb = target?.memoryMb ?? null
    if (memoryMb === null || (memoryMb >= thresholds.memoryLowMb && memoryMb <= thresholds.memoryHighMb)) return []
    return [
      fail({
        memoryMb,
        usedMb: maybe(wanted.logReports)?.usedMemoryMaximumMb ?? null,
        advice: memoryMb < thresholds.memoryLowMb ? `below ${thresholds.memoryLowMb} MB` : `above ${thresholds.memoryHighMb} MB`,
      }),
    ]
  },
  text: {
    title: 'Memory is outside 512 MB to 1 GB',
    why: 'CPU grows with memory: with less memory a batch takes longer, with more memory a millisecond costs more.',
    found: ({memoryMb, usedMb, advice}) => {
      const used = usedMb === null ? '' : ` It used up to ${number(usedMb)} MB.`
      return `The function has ${number(memoryMb)} MB, ${advice}.${used}`
    },
  },
})
