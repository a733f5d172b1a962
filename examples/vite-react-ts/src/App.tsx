import { PassportError } from 'passport-logout';
import { passport } from './passport';
import { useLogout } from './useLogout';
import { useUser } from './useUser';

export function App() {
  const user = useUser(passport);
  const logout = useLogout(passport);
  return (
    <main>
      <h1>Vite, React and TypeScript</h1>
      <p>{user ? `Signed in as ${user.email}.` : 'Nobody is signed in.'}</p>
      <button type="button" disabled={!user || logout.step === 'running'} onClick={() => logout.logout()}>
        Log out
      </button>
      {logout.step === 'running' && <p>Logging out…</p>}
      {logout.step === 'failed' && (
        <p role="alert">{logout.error instanceof PassportError ? logout.error.message : String(logout.error)}</p>
      )}
      {logout.step === 'done' && (
        <>
          <p>
            {logout.receipt.idp.status === 'ended'
              ? 'The Passport session has ended.'
              : 'The Passport session may go on: the browser may have kept its cookie back.'}
          </p>
          <pre>{JSON.stringify(logout.receipt, null, 2)}</pre>
        </>
      )}
    </main>
  );
}
