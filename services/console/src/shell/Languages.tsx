import { language, languageNames, languages, setLanguage } from '../i18n/index.ts';
import css from './login.module.css';

/** The choice of language under a page of somebody who is not logged in. */
export function Languages() {
  return (
    <div className={css.languages}>
      {languages.map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={one === language()} onClick={() => void setLanguage(one)}>
          {languageNames[one]}
        </button>
      ))}
    </div>
  );
}
