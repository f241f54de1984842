/** A phone of 200 megapixels is taken; a picture that unfolds to more is not: a file of a few kilobytes may say that it is any size (security S26). */
export const PIXELS_MAX = 210_000_000;
/** What must be unfolded whole before its first row is known (progressive, interlaced, WebP) takes three to four bytes a pixel: some 250 MB. */
const PIXELS_AT_ONCE_MAX = 64_000_000;

export const isTooLarge = (width: number, height: number, unfoldsAtOnce = false): boolean => width * height > (unfoldsAtOnce ? PIXELS_AT_ONCE_MAX : PIXELS_MAX);
