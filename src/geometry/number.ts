// How large numbers are written on the stage, in every place alike.

/** With a comma after each three digits: `12,500`. */
export const grouped = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ',');
