/** Blanks, and what is drawn as nothing: controls, marks of format and direction, selectors, fillers, the empty sign of Braille. */
const blank = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Whether nobody sees anything of a text: it is no name. */
export const isBlank = (text: string): boolean => blank.test(text);
