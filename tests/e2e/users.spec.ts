// An LBA keeps the company's users in order.
import type { Page } from '@playwright/test';
import { checkPage, expectLoaded } from './page-checks.ts';
import { expect, test } from './people.ts';

test('an LBA creates, changes, deactivates and reactivates a user', async ({ logIn }) => {
  const karen = await logIn('lba-fjord', { at: '/brugere' });
  await checkPage(karen, 'users');

  await test.step('creating asks for what is missing', async () => {
    await karen.getByRole('link', { name: 'Opret bruger' }).click();
    await karen.getByRole('button', { name: 'Opret bruger' }).click();
    await expect(karen.getByRole('link', { name: 'Skriv brugerens fulde navn' })).toBeVisible();
    await checkPage(karen, 'user-create-invalid');
    await karen.getByLabel('Fulde navn').fill('Åse Ørum');
    await karen.getByLabel('E-mail', { exact: false }).fill('aase@fjordcafeen.example');
    await karen.getByRole('button', { name: 'Opret bruger' }).click();
    await expect(karen.getByRole('heading', { level: 1, name: 'Åse Ørum' })).toBeVisible();
    await expect(karen.getByText('Åse Ørum er oprettet')).toBeVisible();
    await checkPage(karen, 'user-without-access');
  });

  await test.step('changing keeps what was typed', async () => {
    await karen.getByRole('link', { name: 'Ret', exact: true }).click();
    await karen.getByLabel('Fulde navn').fill('Åse Ørum Bech');
    await checkPage(karen, 'user-change');
    await karen.getByRole('button', { name: 'Gem' }).click();
    await expect(karen.getByRole('heading', { level: 1, name: 'Åse Ørum Bech' })).toBeVisible();
  });

  await test.step('granting shows first what it will do', async () => {
    await karen.getByRole('link', { name: 'Tildel rolle' }).click();
    await karen.locator('label').filter({ hasText: 'JobAG.Virksomhedsbruger' }).click();
    await karen.getByLabel('Hvorfor tildeler du rollen?').fill('Skal slå job op for cafeen.');
    await checkPage(karen, 'grant-role');
    await karen.getByRole('button', { name: 'Videre' }).click();
    await expect(karen.getByText(/Åse Ørum Bech får straks rollen/)).toBeVisible();
    await checkPage(karen, 'grant-role-check');
    await karen.getByRole('button', { name: 'Tildel rollen' }).click();
    await expect(karen.getByRole('main')).toContainText('Tildelt af Karen Fjeldsted');
  });

  await test.step('deactivating says what stops', async () => {
    await karen.getByRole('button', { name: 'Deaktivér' }).click();
    const dialog = karen.getByRole('dialog', { name: 'Deaktivér Åse Ørum Bech?' });
    await expect(dialog).toContainText('Virksomhedsbruger i Jobnet for Arbejdsgivere');
    await checkPage(karen, 'user-deactivate');
    await dialog.getByLabel('Begrundelse').fill('Har barselsorlov frem til foråret.');
    await dialog.getByRole('button', { name: 'Deaktivér' }).click();
    await expect(karen.getByText('Deaktiveret', { exact: true })).toBeVisible();
    await checkPage(karen, 'user-deactivated');
  });

  await test.step('reactivating brings the user back', async () => {
    await karen.getByRole('button', { name: 'Genaktivér' }).click();
    const dialog = karen.getByRole('dialog', { name: 'Genaktivér Åse Ørum Bech?' });
    await dialog.getByLabel('Begrundelse').fill('Er tilbage efter orloven.');
    await dialog.getByRole('button', { name: 'Genaktivér' }).click();
    await expect(karen.getByText('Aktiv', { exact: true })).toBeVisible();
  });

  await test.step('the tabs tell what happened', async () => {
    await karen.getByRole('link', { name: 'Log', exact: true }).click();
    for (const event of ['Bruger oprettet', 'Bruger rettet', 'Rolle tildelt', 'Bruger deaktiveret', 'Bruger genaktiveret']) {
      await expect(karen.getByRole('row').filter({ hasText: event })).toBeVisible();
    }
    await checkPage(karen, 'user-log');
    await karen.getByRole('link', { name: 'Stamdata' }).click();
    await expect(karen.getByRole('main')).toContainText('aase@fjordcafeen.example');
    await checkPage(karen, 'user-facts');
  });
});

test('an LBA finds one user among many', async ({ logIn }) => {
  const anne = await logIn('lba2-nordisk', { at: '/brugere' });
  await expectLoaded(anne);
  await createUsers(anne, 60);
  await anne.goto('/brugere');
  const rows = anne.getByRole('main').locator('tbody tr');
  await expect(rows).toHaveCount(50);
  await anne.getByRole('button', { name: 'Vis flere' }).click();
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(60);

  await anne.keyboard.press('/');
  await expect(anne.getByRole('searchbox')).toBeFocused();
  await anne.keyboard.type('medarbejder 37');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Ærlig Medarbejder 37');
  await expect(anne).toHaveURL(/medarbejder/);
  await anne.reload();
  await expect(rows).toHaveCount(1);

  await anne.getByRole('searchbox').fill('ingen hedder sådan');
  await expect(anne.getByText('Ingen brugere passer til søgningen')).toBeVisible();
  await checkPage(anne, 'users-no-hits');
});

async function createUsers(lba: Page, count: number): Promise<void> {
  const me = await (await lba.request.get('/api/v1/me')).json();
  const origin = new URL(lba.url()).origin;
  for (let number = 1; number <= count; number += 1) {
    const answer = await lba.request.post('/api/v1/users', {
      headers: { Origin: origin, 'Sec-Fetch-Site': 'same-origin', 'Idempotency-Key': `"e2e-${number}"` },
      data: {
        name: `Ærlig Medarbejder ${number}`,
        email: `medarbejder${number}@nordisk-byg.example`,
        organisation_id: me.user.organisation.id,
      },
    });
    expect(answer.status(), await answer.text()).toBe(201);
  }
}
