import {defineCheck, fail} from '../model/check.ts'

export const encryptedFilters = defineCheck({
  id: 'encrypted-filters',
  title: 'The filters cannot be read',
  severity: 'info',
  why: 'Whether they drop what they should cannot be judged, and when Lambda itself may not decrypt them, nothing is delivered.',
  needs: ['mapping'],
  run: ({mapping}) => (mapping.filterPatterns === null ? [fail({filterPatterns: 'encrypted'})] : []),
  say: () => 'The filters are encrypted with a key of yours, and AWS does not list them: they were not judged.',
})
