// What a developer did wrong, told in one sentence.

/** Something is wrong with what was asked; the message is for a person. */
export class Misuse extends Error {}
