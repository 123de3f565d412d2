/** The level of every verdict, after correction. */
export const level = 0.05;
