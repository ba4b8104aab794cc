/** The events while a plan is carried out, for the eyes of whoever waits. Times are seconds by AWS's clock. */
export type Progress =
  | {kind: 'calling'; title: string; action: string}
  | {kind: 'waiting'; title: string; state: string; seconds: number}
  | {kind: 'retrying'; title: string; why: string}
  | {kind: 'done'; title: string; seconds: number; already: boolean}
  | {kind: 'guarding'; seconds: number; of: number; words: string; isNew: boolean}
  | {kind: 'note'; text: string}
