/* What a domain tells the shell about itself; see src/domains.ts. */
import type { Icon } from '@tabler/icons-react';
import type { Later } from '../ui/soon.ts';
import type { Permission } from '../api/client.ts';
import type { Service } from '../api/changes.ts';
import type { PlainKey } from '../i18n/index.ts';

export type MenuEntry = {
  readonly to: string;
  readonly label: PlainKey;
  readonly icon: Icon;
  /** Shown to who has it; to everybody when left out. */
  readonly permission?: Permission;
  /** `g d` and so on. */
  readonly keys?: string;
};

export type Peek = {
  readonly label: PlainKey;
  readonly content: Later<{ readonly id: string }>;
  /** The full page of the record, if it has one. */
  readonly page?: (id: string) => string;
};

/** A record that can be made from anywhere: `C`, or by name from the palette. */
export type Creation = { readonly label: PlainKey; readonly to: string; readonly permission: Permission };

export type Domain = {
  readonly label?: PlainKey;
  readonly menu: readonly MenuEntry[];
  /** Queues of decisions: pages that show each other as tabs (InboxTabs). */
  readonly inbox?: readonly MenuEntry[];
  readonly peeks?: Readonly<Record<string, Peek>>;
  readonly creations?: readonly Creation[];
  /** What stands in the header beside the person: what they were told. It shows nothing to who may not see it. */
  readonly bell?: Later<object>;
  /** The service asked by the global search. */
  readonly searches?: Service;
  /** How a found kind opens; without a page it is peeked. */
  readonly pages?: Readonly<Record<string, (id: string) => string>>;
  /** The signs of found kinds that have no place of their own in the menu. */
  readonly icons?: Readonly<Record<string, Icon>>;
};
