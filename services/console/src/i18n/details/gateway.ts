/* What the gateway says at a field: members, invitations, passwords. */
import type { Sentences } from './match.ts';

export const gateway: Sentences = {
  'this invitation cannot be accepted: its code is mistyped, used, withdrawn or too old, or it is for another address; ask whoever invited you for a new one': { hu: 'Ez a meghívás nem fogadható el: a kód hibás, felhasznált, visszavont vagy lejárt, vagy más címhez tartozik. Új kódot kell kérni.' },
  'somebody else may know your password: choose a new one that only you know': { hu: 'A jelszót más is ismerheti; újat kell választani, amelyet senki más nem ismer.' },
  'this is the password you have; choose another one': { hu: 'Ez a jelenlegi jelszó; másikat kell választani.' },
  'this is the last active owner; make somebody else an owner first': { hu: 'Ő az utolsó aktív tulajdonos; előbb valaki mást kell tulajdonossá tenni.' },
  'only an owner may make somebody an owner, or change one': { hu: 'Tulajdonost csak tulajdonos jelölhet ki vagy módosíthat.' },
  'give at least one role; to remove a member set active to false': { en: 'Choose at least one role; who shall not get in any more is deactivated.', hu: 'Legalább egy szerepkör kell; aki már ne léphessen be, az kizárható.' },
  'a guest only looks at the demo company; invite the person to make them more than that': { hu: 'A vendég csak nézelődik a bemutató cégben; ha több kell, meg kell hívni.' },
  'an API key may have no role that you do not have yourself': { hu: 'Egy API-kulcsnak nem lehet olyan szerepköre, amellyel a létrehozója nem rendelkezik.' },
  'This person is a member already; change their roles, or make them active again.': { hu: 'Az illető már felhasználó; a szerepkörei módosíthatók, vagy visszaengedhető.' },
  'The current password is wrong.': { hu: 'A jelenlegi jelszó hibás.' },
  'Somebody with this e-mail address already has a log-in.': { hu: 'Ezzel az e-mail-címmel már van bejelentkezés.' },
  'the password must have at least {SHORTEST} characters; a few words are easy to remember': { hu: 'A jelszó legalább {SHORTEST} karakter legyen; néhány szó könnyen megjegyezhető.' },
  'the password may have at most {LONGEST_BYTES} bytes': { en: 'The password is too long.', hu: 'A jelszó túl hosszú.' },
  'the password is among the first that anybody tries; take a few words that do not belong together': { hu: 'Az ilyen jelszót próbálják ki elsőként; néhány össze nem illő szó jobb.' },
  'the password must not be the e-mail address': { hu: 'A jelszó nem lehet az e-mail-cím.' },
};
