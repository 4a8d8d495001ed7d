/* Addresses as people type them: parted by commas, semicolons or line breaks. */

const address = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;

export const addresses = (text: string): string[] => [...new Set(text.split(/[,;\n]/).map((one) => one.trim()).filter(Boolean))];
export const wrongAddress = (text: string): string | undefined => addresses(text).find((one) => !address.test(one));
/** The subject of an answer. */
export const answer = (subject: string) => (/^re:/i.test(subject) ? subject : `Re: ${subject}`);
