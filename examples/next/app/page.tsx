import { Account } from './account';

export default function Page() {
  return (
    <main>
      <h1>Next</h1>
      <Account />
    </main>
  );
}
