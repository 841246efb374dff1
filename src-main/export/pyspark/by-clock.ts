// Functions of Spark SQL that give another answer at each look.
export const BY_CLOCK = /\b(current_\w+|now|rand|randn|uuid)\(/
