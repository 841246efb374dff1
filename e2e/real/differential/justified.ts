// Differences between the embedded broker and Kafka 4.0 that are meant to be there. The list only
// shrinks: a difference that it does not name fails the test, and a long run fails for an entry that
// it did not need.
export interface Justified {
  readonly api: RegExp
  /** Of the path within the answer; names of topics and numbers are `*`. */
  readonly path: RegExp
  readonly reason: string
  /** Narrows it to these values of ours, and of the other one. */
  readonly ours?: RegExp
  readonly theirs?: RegExp
}

export const justified: readonly Justified[] = [
  {
    api: /^CreateTopics$/,
    path: /configs\/message\.(downconversion\.enable|format\.version|timestamp\.difference\.max\.ms)$/,
    reason: 'settings of Kafka 3 that older tools still send',
    theirs: /undefined/,
  },
  {
    api: /^(CreateTopics|DescribeConfigs)$/,
    path: /message\.timestamp\.after\.max\.ms/,
    reason: "the clock of a lab may run ahead, so a record's time has no limit by default",
  },
  {
    api: /^IncrementalAlterConfigs$/,
    path: /error(Code|Message)$/,
    reason: 'an unknown operation is named instead of answered as a bug of the server',
    ours: /^(42|Unknown operations type 9)$/,
    theirs: /^(-1|null)$/,
  },
  {
    api: /^OffsetCommit$/,
    path: /errorCode$/,
    reason: 'an empty group id is refused, as new clients expect it',
    ours: /^24$/,
  },
  {
    api: /^Produce$/,
    path: /[mM]essage$/,
    reason: 'the sentence says what is wrong, where Kafka says nothing or counts',
  },
  {
    api: /^Produce$/,
    path: /logStartOffset$/,
    reason: 'a refused batch is answered without the start of the log',
    ours: /^-1$/,
  },
  {
    api: /^EndTxn$/,
    path: /errorCode$/,
    reason: 'a client may abort a transaction that it never used',
    ours: /^0$/,
    theirs: /^48$/,
  },
  {
    api: /^IncrementalAlterConfigs$/,
    path: /error(Code|Message)$/,
    reason: 'removing a setting that there is not is named as a mistake',
    ours: /^(40|Unknown config name: colour)$/,
    theirs: /^(0|3|null|The topic .*)$/,
  },
  {
    api: /^(CreateTopics|AlterConfigs|IncrementalAlterConfigs)$/,
    path: /errorMessage$/,
    reason: 'a number is shown as it was given',
    ours: /min\.cleanable\.dirty\.ratio/,
  },
  {
    api: /^DescribeTransactions$/,
    path: /__consumer_offsets$/,
    reason: 'committed offsets are in a file of their own',
  },
]
