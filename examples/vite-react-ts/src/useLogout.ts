import type { LogoutOptions, LogoutReceipt, Passport } from 'passport-logout';
import { useCallback, useState } from 'react';

type Logout = { step: 'idle' | 'running' } | { step: 'done'; receipt: LogoutReceipt } | { step: 'failed'; error: unknown };

/** Logs out, and tells how far that is. */
export function useLogout(passport: Passport) {
  const [state, setState] = useState<Logout>({ step: 'idle' });
  const logout = useCallback(
    async (options?: LogoutOptions) => {
      setState({ step: 'running' });
      await passport.logout(options).then(
        (receipt) => setState({ step: 'done', receipt }),
        (error) => setState({ step: 'failed', error }),
      );
    },
    [passport],
  );
  return { ...state, logout };
}
