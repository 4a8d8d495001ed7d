import { Fragment, type ReactNode } from 'react';

/** An address that may go on in the next line where a person would break it: behind its @, before its dots. */
export const breakable = (address: string): ReactNode =>
  address.split(/(?<=@)|(?=\.)/).map((part, at) => (
    <Fragment key={`${at}${part}`}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
