import { tMaybe } from '../../i18n/index.ts';

/** Categories come with every organisation and are named in English; known ones are translated. */
export const categoryName = (code: string, name: string) => tMaybe(`expenses.category.${code}`, name);
